// Keeps the store true: asks for what is needed, and applies each event.

import { api } from "./api.js";
import { announce } from "./announce.js";
import { changed, isOpen, store, thread, threadsOf } from "./store.js";

const LOG_LENGTH = 300;
const TYPING = 5000; // Telegram shows a chat action for five seconds

/** Asks for the world, the chats of all users shown and the threads that are open. */
export async function refresh() {
  const world = await api.world();
  store.users = new Map(world.users.map((one) => [one.id, one]));
  store.bots = new Map(world.bots.map((one) => [one.id, { is_bot: true, ...one }]));
  store.faults = world.faults ?? [];
  store.offset = world.clock?.offset_ms ?? 0;
  if (store.me !== null && !store.users.has(store.me)) store.me = null;
  store.columns = store.columns.filter((one) => store.users.has(one.user));
  if (store.me === null && store.users.size > 0) store.me = store.users.keys().next().value;
  changed("people", "faults", "clock", "columns");
  const shown = new Set([store.me, ...store.columns.map((one) => one.user)].filter((one) => one !== null));
  await Promise.all([...shown].map(loadChats));
  await Promise.all(store.columns.map((one) => loadThread(one.user, one.chat)));
}

/** Asks for the chats of a user. */
export async function loadChats(user) {
  const { chats } = await api.chats(user);
  // What was read here in an open chat the server need not know.
  const unread = new Map((store.chats.get(user) ?? []).map((one) => [one.id, one.unread ?? 0]));
  const count = (one) => (isOpen(user, one.id) ? 0 : unread.get(one.id) ?? one.unread ?? 0);
  store.chats.set(user, chats.map((one) => ({ ...one, unread: count(one) })));
  for (const one of chats) {
    const known = store.threads.get(`${user}:${one.id}`);
    if (known) {
      known.summary = one;
      changed(`thread ${known.key}`);
    }
  }
  changed("chats");
}

/** Asks for the newest messages of a chat. */
export async function loadThread(user, chat) {
  const one = thread(user, chat);
  try {
    const page = await api.messages(user, chat);
    Object.assign(one, {
      messages: page.messages, more: page.more, keyboard: page.keyboard, loaded: true, error: null,
      summary: page.chat ?? one.summary,
    });
  } catch (trouble) {
    one.error = trouble;
  }
  changed(`thread ${one.key}`);
}

/** Asks for the messages before the oldest known. */
export async function loadOlder(user, chat) {
  const one = thread(user, chat);
  const page = await api.messages(user, chat, one.messages[0]?.message_id);
  const known = new Set(one.messages.map((message) => message.message_id));
  one.messages = [...page.messages.filter((message) => !known.has(message.message_id)), ...one.messages];
  one.more = page.more;
  changed(`thread ${one.key}`);
}

/** Puts a message in its place in a thread. */
function place(one, message) {
  const index = one.messages.findIndex((other) => other.message_id === message.message_id);
  if (index >= 0) one.messages = one.messages.with(index, message);
  else if ((one.messages.at(-1)?.message_id ?? 0) < message.message_id) one.messages = [...one.messages, message];
  else one.messages = [...one.messages, message].sort((a, b) => a.message_id - b.message_id);
  changed(`thread ${one.key}`);
}

/** Puts a message that was just sent in its place, unless an event has brought it, and perhaps changed it, before. */
export function placeNew(one, message) {
  if (!known(one, message.message_id)) place(one, message);
}

function takeKeyboard(one, message) {
  const markup = message.sandbox?.reply_markup;
  if (!markup) return;
  if (markup.remove_keyboard) one.keyboard = null;
  else if (markup.keyboard || markup.force_reply) one.keyboard = {
    message_id: message.message_id, reply_markup: markup,
  };
}

/** Brings a chat up in the lists of its members. */
function touch(chat, user, message) {
  for (const [owner, list] of store.chats) {
    if (user !== undefined && owner !== user) continue;
    const found = list.find((one) => one.id === chat);
    if (!found) {
      if (user !== undefined) later(owner);
      continue;
    }
    const mine = message.sandbox?.by === owner || isOpen(owner, chat);
    const fresh = { ...found, last: message, unread: mine ? 0 : (found.unread ?? 0) + 1 };
    store.chats.set(owner, [fresh, ...list.filter((one) => one !== found)]);
  }
  changed("chats");
}

const asked = new Map();

/** Asks for the chats of a user soon, once for many events. */
function later(user) {
  if (asked.has(user)) return;
  asked.set(user, setTimeout(() => {
    asked.delete(user);
    loadChats(user).catch(() => {}); // the lost link says it; the chats are asked for again when it is back
  }, 60));
}

function laterAll() {
  for (const user of store.chats.keys()) later(user);
}

const HANDLERS = {
  message({ chat, user, message }) {
    touch(chat, user, message);
    const threads = threadsOf(chat, user).filter((one) => one.loaded);
    for (const one of threads) {
      one.typing = null;
      takeKeyboard(one, message);
      place(one, message);
    }
    const open = threads.find((one) => isOpen(one.user, one.chat));
    if (open && message.sandbox?.by !== open.user) announce(message);
    if (threads.length === 0 && user === undefined) laterAll();
  },
  edit({ chat, user, message }) {
    for (const one of threadsOf(chat, user)) if (one.loaded && known(one, message.message_id)) place(one, message);
  },
  delete({ chat, user, message_ids: ids }) {
    const gone = new Set(ids);
    for (const one of threadsOf(chat, user)) {
      one.messages = one.messages.filter((message) => !gone.has(message.message_id));
      changed(`thread ${one.key}`);
    }
    laterAll();
  },
  reaction({ chat, user, message_id: id, reactions }) {
    for (const one of threadsOf(chat, user)) {
      const message = known(one, id);
      if (message) place(one, { ...message, sandbox: { ...message.sandbox, reactions } });
    }
  },
  chat({ chat, user, migrated_to: fresh }) {
    if (fresh) {
      for (const one of store.columns) if (one.chat === chat) one.chat = fresh;
      for (const one of threadsOf(chat)) store.threads.delete(one.key);
      for (const one of store.columns) if (one.chat === fresh) loadThread(one.user, fresh);
      changed("columns");
    }
    for (const one of threadsOf(chat, user)) changed(`thread ${one.key}`, `members ${one.key}`);
    laterAll();
  },
  user({ user }) {
    store.users.set(user.id, user);
    changed("people");
  },
  bot({ bot }) {
    store.bots.set(bot.id, { is_bot: true, ...bot });
    changed("people");
    laterAll();
  },
  action({ chat, user, from, action }) {
    for (const one of threadsOf(chat, user)) {
      if (from === one.user) continue;
      const sign = { from, action };
      one.typing = sign;
      changed(`thread ${one.key}`);
      setTimeout(() => {
        if (one.typing !== sign) return;
        one.typing = null;
        changed(`thread ${one.key}`);
      }, TYPING);
    }
  },
  fault({ faults }) {
    store.faults = faults;
    changed("faults");
  },
  clock({ offset_ms: offset }) {
    store.offset = offset;
    changed("clock");
  },
  call(event) {
    store.calls = [{ ...event, at: Date.now() }, ...store.calls].slice(0, LOG_LENGTH);
    changed("calls");
  },
};

const known = (one, id) => one.messages.find((message) => message.message_id === id);

/** Applies one event of the stream. */
export function apply(event) {
  HANDLERS[event.type]?.(event);
}

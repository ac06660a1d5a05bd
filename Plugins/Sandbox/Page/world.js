// Keeps the store true: asks for what is needed, and applies each event.

import { api } from "./api.js";
import { announce } from "./announce.js";
import { changed, isOpen, store, threadsOf } from "./store.js";
import { applyTo, loadThread } from "./threads.js";

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

const loading = new Map(); // by user: the newest question that is under way

/** Asks for the chats of a user. Of several answers only that to the newest question counts. */
export async function loadChats(user) {
  const question = {};
  loading.set(user, question);
  const isNewest = () => loading.get(user) === question;
  const { chats } = await api.chats(user).catch((trouble) => {
    if (isNewest()) loading.delete(user);
    throw trouble;
  });
  if (!isNewest()) return;
  loading.delete(user);
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

/** Brings a chat up in the lists of its members. */
function touch(chat, user, message) {
  for (const [owner, list] of store.chats) {
    if (user !== undefined && owner !== user) continue;
    if (loading.has(owner)) later(owner); // the answer on its way may be older than the message
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

function inThreads(event) {
  const threads = threadsOf(event.chat, event.user);
  for (const one of threads) applyTo(one, event);
  return threads;
}

const HANDLERS = {
  message(event) {
    const { chat, user, message } = event;
    touch(chat, user, message);
    const threads = inThreads(event);
    const open = threads.find((one) => isOpen(one.user, one.chat));
    if (open && message.sandbox?.by !== open.user) announce(message);
    if (threads.length === 0 && user === undefined) laterAll();
  },
  edit: inThreads,
  delete(event) {
    inThreads(event);
    laterAll();
  },
  reaction: inThreads,
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

/** Applies one event of the stream. */
export function apply(event) {
  HANDLERS[event.type]?.(event);
}

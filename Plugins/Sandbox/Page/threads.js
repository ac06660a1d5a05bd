// The messages of the chats that were opened, kept true by events.

import { api } from "./api.js";
import { changed, thread } from "./store.js";

const known = (one, id) => one.messages.find((message) => message.message_id === id);

/** Asks for the newest messages of a chat. What happens meanwhile is applied to the answer, which may be older; when it
 *  is asked for again meanwhile, only the newer answer counts. */
export async function loadThread(user, chat) {
  const one = thread(user, chat);
  const meanwhile = [];
  one.meanwhile = meanwhile;
  let page;
  let error = null;
  try {
    page = await api.messages(user, chat);
  } catch (trouble) {
    error = trouble;
  }
  if (one.meanwhile !== meanwhile) return;
  one.meanwhile = null; // so that what is applied now is not remembered once more
  one.error = error;
  if (page) {
    Object.assign(one, {
      messages: page.messages, more: page.more, keyboard: page.keyboard, loaded: true,
      summary: page.chat ?? one.summary,
    });
    for (const event of meanwhile) applyTo(one, event);
  }
  changed(`thread ${one.key}`);
}

/** Asks for the messages before the oldest known. */
export async function loadOlder(user, chat) {
  const one = thread(user, chat);
  const page = await api.messages(user, chat, one.messages[0]?.message_id);
  const older = page.messages.filter(({ message_id: id }) => !known(one, id) && !one.gone.has(id));
  one.messages = [...older, ...one.messages];
  one.more = page.more;
  changed(`thread ${one.key}`);
}

function place(one, message) {
  const index = one.messages.findIndex((other) => other.message_id === message.message_id);
  if (index >= 0) one.messages = one.messages.with(index, message);
  else one.messages = [...one.messages, message].sort((a, b) => a.message_id - b.message_id);
}

/** Puts a message that was just sent in its place, unless events have brought it, and perhaps changed it or taken it
 *  away, before. */
export function placeNew(one, message) {
  if (!one.loaded || known(one, message.message_id) || one.gone.has(message.message_id)) return;
  place(one, message);
  changed(`thread ${one.key}`);
}

function takeKeyboard(one, message) {
  const markup = message.sandbox?.reply_markup;
  if (!markup) return;
  const stays = markup.keyboard || markup.force_reply;
  if (markup.remove_keyboard) one.keyboard = null;
  else if (stays) one.keyboard = { message_id: message.message_id, reply_markup: markup };
}

const CHANGES = {
  message(one, { message }) {
    one.typing = null;
    takeKeyboard(one, message);
    place(one, message);
  },
  edit(one, { message }) {
    if (known(one, message.message_id)) place(one, message);
  },
  delete(one, { message_ids: ids }) {
    one.messages = one.messages.filter((message) => !ids.includes(message.message_id));
    for (const id of ids) one.gone.add(id);
  },
  reaction(one, { message_id: id, reactions }) {
    const message = known(one, id);
    if (message) place(one, { ...message, sandbox: { ...message.sandbox, reactions } });
  },
};

/** Applies an event of a chat to its thread. */
export function applyTo(one, event) {
  one.meanwhile?.push(event);
  if (!one.loaded) return;
  CHANGES[event.type](one, event);
  changed(`thread ${one.key}`);
}

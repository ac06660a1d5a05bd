// What people do that touches more than one view.

import { api } from "./api.js";
import { complain } from "./announce.js";
import { keep } from "./settings.js";
import { changed, isOpen, store } from "./store.js";
import { loadThread } from "./threads.js";
import { loadChats } from "./world.js";

const COLUMN = 360; // the narrowest that a column is good to read in, px
const SIDES = 320;

/** How many chats fit side by side. */
export function room() {
  if (innerWidth < 760) return 1;
  return Math.max(1, Math.floor((innerWidth - SIDES) / COLUMN));
}

/** Keeps who you are and what is open. */
export function remember() {
  keep({ me: store.me, columns: store.columns });
}

/** Becomes a user. */
export async function become(user) {
  store.me = user;
  remember();
  changed("people", "chats");
  await attempt(() => loadChats(user));
}

/** Opens a chat for a user; where it does not fit beside the others, it takes the place of the oldest. */
export function openChat(user, chat, beside = false) {
  const index = store.columns.findIndex((one) => one.user === user && one.chat === chat);
  if (index >= 0) {
    store.focus = index;
  } else {
    if (beside || store.columns.length < room()) store.columns = [...store.columns, { user, chat }];
    else store.columns = [...store.columns.slice(store.columns.length >= room() ? 1 : 0), { user, chat }];
    store.focus = store.columns.length - 1;
    loadThread(user, chat);
  }
  const list = store.chats.get(user);
  if (list) store.chats.set(user, list.map((one) => (one.id === chat ? { ...one, unread: 0 } : one)));
  remember();
  changed("columns", "chats");
}

/** Closes a chat. */
export function closeChat(user, chat) {
  store.columns = store.columns.filter((one) => one.user !== user || one.chat !== chat);
  store.focus = store.columns.length ? Math.min(Math.max(store.focus, 0), store.columns.length - 1) : -1;
  remember();
  changed("columns", "chats");
}

/** Shows the list of chats where only one thing fits. */
export function showList() {
  store.focus = -1;
  changed("columns");
}

/** Begins a private chat with a bot, as Telegram's Start button does, and opens it. */
export async function startBot(user, bot, payload) {
  await api.start(user, bot, payload);
  await loadChats(user);
  if (isOpen(user, bot)) await loadThread(user, bot);
  openChat(user, bot);
}

/** Does something that may be refused, and says so if it is; tells whether it went well. */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (trouble) {
    if (!(trouble instanceof Error) || trouble.status === undefined) throw trouble;
    complain(trouble);
    return false;
  }
}

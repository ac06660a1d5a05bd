// What the page knows of the world, and who wants to hear when a part of it changes.

const listeners = new Map();

/** Everything known. `columns` are the open chats; a column is {user, chat}. */
export const store = {
  me: null,
  users: new Map(),
  bots: new Map(),
  chats: new Map(), // by user: the summaries of the chats of that user, newest talk first
  threads: new Map(), // by "user:chat"
  columns: [],
  focus: 0, // the column that is shown where only one fits, -1 for the list
  faults: [],
  calls: [], // newest first
  offset: 0, // milliseconds that the world's clock is ahead
  link: "waiting", // "waiting", "live" or "lost"
};

/** Calls `listener` whenever a topic changes; returns how to stop. Topics: people, chats, columns, faults, calls, link,
 *  clock, and "thread USER:CHAT". */
export function on(topic, listener) {
  const set = listeners.get(topic) ?? new Set();
  listeners.set(topic, set.add(listener));
  return () => set.delete(listener);
}

const waiting = new Set();

/** Says that a topic changed; those who listen hear it once, before the next picture. */
export function changed(...topics) {
  if (waiting.size === 0) queueMicrotask(tell);
  for (const topic of topics) waiting.add(topic);
}

function tell() {
  const topics = [...waiting];
  waiting.clear();
  for (const topic of topics) for (const listener of [...(listeners.get(topic) ?? [])]) listener();
}

export const threadKey = (user, chat) => `${user}:${chat}`;

/** The thread of a chat as a user sees it, made empty where there is none. */
export function thread(user, chat) {
  const key = threadKey(user, chat);
  let found = store.threads.get(key);
  if (!found) {
    found = {
      key, user, chat, messages: [], more: false, loaded: false, keyboard: null, summary: null, typing: null, error: null,
      meanwhile: null,
      gone: new Set(), // ids of messages that were taken away while it was open: no later answer brings them back
      draft: { text: "", files: [], reply: null, edit: null },
    };
    store.threads.set(key, found);
  }
  return found;
}

/** The threads that an event of a chat is for: one for a private chat, those of all its viewers otherwise. */
export function threadsOf(chat, user) {
  return [...store.threads.values()].filter((one) => one.chat === chat && (user === undefined || one.user === user));
}

/** A user or bot by id. */
export const person = (id) => store.users.get(id) ?? store.bots.get(id);

/** Whether a bot is the sandbox's own, which makes the others. */
export const isFather = (bot) => bot.username === "BotFather";

/** The bots that people have made. */
export const ownBots = () => [...store.bots.values()].filter((bot) => !isFather(bot));

/** What is known of a chat of a user. */
export function summary(user, chat) {
  return store.chats.get(user)?.find((one) => one.id === chat) ?? store.threads.get(threadKey(user, chat))?.summary;
}

/** Whether a chat is on the screen for a user. */
export const isOpen = (user, chat) => store.columns.some((one) => one.user === user && one.chat === chat);

/** The world's time in seconds. */
export const now = () => (Date.now() + store.offset) / 1000;

// The sandbox's HTTP API; every refusal arrives as an error with words to show.

const BASE = new URL("api/", document.baseURI);

/** A refusal or a failure, in words for the person at the page. */
export class Trouble extends Error {
  constructor(message, status, hint) {
    super(message);
    this.status = status;
    this.hint = hint;
  }

  /** Whether the host was not reached at all. */
  get unreachable() {
    return this.status === 0;
  }
}

const STATUS = {
  413: "That is larger than the host takes; its http.max_body_bytes says how much.",
  502: "The sandbox has broken off; try again in a moment.",
  503: "The sandbox is being started or replaced; try again in a moment.",
  504: "The sandbox took too long.",
};

async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(new URL(path, BASE), options);
  } catch {
    throw new Trouble("The host does not answer.", 0, "It may be restarting; try again in a moment.");
  }
  const text = await response.text();
  let object = null;
  try {
    object = text ? JSON.parse(text) : {};
  } catch {
    // A proxy or the host itself answered with something else; the status must do.
  }
  if (!response.ok) {
    const words = object?.error ?? STATUS[response.status] ?? `The host answered ${response.status}.`;
    throw new Trouble(String(words), response.status, object?.hint);
  }
  if (object === null) throw new Trouble("The host answered with something that is not JSON.",
    response.status);
  return object;
}

const get = (path) => ask("GET", path);
const post = (path, body = {}) => ask("POST", path, body);
const within = (user, chat, what) => `chats/${chat}/${what}?user=${user}`;

/** Where a file's bytes are. */
export const fileAddress = (id) => new URL(`files/${encodeURIComponent(id)}`, BASE).href;

/** Where a bot sends its calls: the address to give to a Bot API client. */
export const botBase = () => new URL("./", document.baseURI).href.replace(/\/$/, "");

/** Where events come from; `last` is the id of the last one seen. */
export const eventsAddress = (last) => new URL(
  last ? `events?last=${encodeURIComponent(last)}` : "events",
  BASE,
).href;

export const api = {
  world: () => get("world"),
  addUser: (user) => post("users", user),
  addBot: (bot) => post("bots", bot),
  addChat: (chat) => post("chats", chat),
  chats: (user) => get(`chats?user=${user}`),
  publicChats: (user, word) => get(`public?q=${encodeURIComponent(word)}&user=${user}`),
  start: (user, bot, payload) => post("start", payload ? { user, bot, payload } : { user, bot }),
  messages: (user, chat, before) =>
    get(within(user, chat, "messages") + "&limit=50" + (before ? `&before=${before}` : "")),
  send: (user, chat, body) => post(within(user, chat, "messages"), body),
  edit: (user, chat, body) => post(within(user, chat, "edit"), body),
  remove: (user, chat, ids) => post(within(user, chat, "delete"), { message_ids: ids }),
  react: (user, chat, id, emoji) => post(within(user, chat, "react"), { message_id: id, emoji }),
  pin: (user, chat, id, pin) => post(within(user, chat, "pin"), { message_id: id, pin }),
  press: (user, chat, id, data) => post(within(user, chat, "press"), { message_id: id, data }),
  members: (user, chat) => get(`members?chat=${chat}&user=${user}`),
  member: (user, chat, who, action, rights) =>
    post(within(user, chat, "members"), rights ? { user: who, action, rights } : { user: who, action }),
  invite: (user, chat, request) => post(within(user, chat, "invite"), { creates_join_request: request }),
  follow: (user, link) => post("follow", { user, link }),
  vote: (user, chat, id, options) => post(within(user, chat, "vote"), { message_id: id, options }),
  migrate: (user, chat) => post(within(user, chat, "migrate")),
  pay: (user, chat, id, action, tip) => post("pay",
    { chat, message_id: id, user, action, ...(tip ? { tip } : {}) }),
  raw: (user, chat, id) => get(`raw?chat=${chat}&user=${user}&message=${id}`),
  faults: () => get("faults"),
  addFault: (fault) => post("faults", fault),
  dropFault: (id) => ask("DELETE", id === undefined ? "faults" : `faults?id=${encodeURIComponent(id)}`),
  act: (action, rest = {}) => post("actions", { do: action, ...rest }),
};

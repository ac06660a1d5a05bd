// The chats of who you are, newest talk first, and the bots that can be talked to.

import { attempt, openChat, startBot } from "../actions.js";
import { fill, h, reconcile } from "../dom.js";
import { clockOf, nameOf } from "../format.js";
import { lastLine } from "../gist.js";
import { icon } from "../icons.js";
import { isOpen, on, store } from "../store.js";
import { tile } from "./tile.js";

const MARKS = { channel: "channel", group: "people", supergroup: "people" };

function row(chat) {
  const open = isOpen(store.me, chat.id);
  const unread = chat.unread ?? 0;
  return h("li", null, h("button", {
    type: "button", class: "chat-row", "aria-current": open ? "true" : null,
    on: { click: (event) => openChat(store.me, chat.id, event.ctrlKey || event.metaKey) },
  },
  tile(chat),
  h("span", { class: "chat-words" },
    h("span", { class: "chat-top" },
      h("strong", { dir: "auto" }, nameOf(chat)),
      MARKS[chat.type] && icon(MARKS[chat.type]),
      chat.last && h("time", null, clockOf(chat.last.date))),
    h("span", { class: "chat-last" },
      h("span", { dir: "auto" }, lastLine(chat.last, store.me, chat.type === "private")),
      unread > 0 && h("span", { class: "unread" },
        `${unread}`,
        h("span", { class: "unseen" }, " unread"))))));
}

const mark = (chat) => JSON.stringify([
  isOpen(store.me, chat.id), chat.unread, nameOf(chat), chat.last?.date, lastLine(chat.last, store.me,
    chat.type === "private"),
]);

function botRow(bot) {
  return h("li", null, h("button", {
    type: "button", class: "chat-row", on: { click: () => attempt(() => startBot(store.me, bot.id)) },
  },
  tile(bot),
  h("span", { class: "chat-words" },
    h("span", { class: "chat-top" }, h("strong", { dir: "auto" }, nameOf(bot)), icon("bot")),
    h("span", { class: "chat-last" }, h("span", null, `Start @${bot.username}`)))));
}

/** The list, which follows the store. */
export function chatList() {
  const chats = h("ul", { class: "rows", "aria-label": "Your chats" });
  const bots = h("ul", { class: "rows", "aria-label": "Bots to talk to" });
  const empty = h("p", { class: "hint" });
  const others = h("h2", { class: "rows-title" }, "Bots to talk to");

  const draw = () => {
    const list = store.chats.get(store.me) ?? [];
    reconcile(chats, list, (chat) => chat.id, mark, row);
    const begun = new Set(list.filter((one) => one.type === "private").map((one) => one.id));
    const fresh = [...store.bots.values()].filter((bot) => !begun.has(bot.id) && !bot.revoked);
    reconcile(bots, fresh, (bot) => bot.id, (bot) => nameOf(bot) + bot.username, botRow);
    chats.hidden = list.length === 0;
    bots.hidden = others.hidden = fresh.length === 0;
    empty.hidden = list.length > 0;
    fill(empty, fresh.length > 0
      ? "No chats yet. Press a bot below to start it, or make a group."
      : "No chats yet, and no bots. Make one with “New”.");
  };
  on("chats", draw);
  on("people", draw);
  on("columns", draw);
  draw();
  return h("nav", { class: "chats", "aria-label": "Chats" }, empty, chats, others, bots);
}

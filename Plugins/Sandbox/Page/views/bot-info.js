// What a bot is, how it is connected, and what can be done with a private chat.

import { attempt, startBot } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { isFather, store, summary } from "../store.js";
import { loadChats } from "../world.js";
import { botRecipe } from "./create.js";
import { field, form, openDialog } from "./dialog.js";

/** Draws the details of a bot into an element. */
export function drawBot(content, { user, chat }) {
  const bot = store.bots.get(chat);
  const blocked = summary(user, chat)?.blocked;
  const setBlock = async () => {
    await api.act(blocked ? "unblock_bot" : "block_bot", { user, bot: chat });
    await loadChats(user);
  };
  const button = (label, work) => h("button", { type: "button", on: { click: work } }, label);
  fill(content,
    h("p", { dir: "auto" }, bot.description || `@${bot.username}`),
    h("h3", null, "How it is connected"),
    h("p", { class: bot.webhook?.last_error || bot.revoked ? "bad-words" : null }, connection(bot)),
    bot.token && botRecipe(bot),
    h("h3", null, "Commands"),
    commands(bot.commands ?? []),
    h("p", { class: "row" },
      button("Send /start again", () => attempt(() => startBot(user, chat))),
      button("Start with a payload…", () => deepLink(user, chat)),
      button(blocked ? "Unblock" : "Block this bot", () => attempt(setBlock))));
}

function connection(bot) {
  if (isFather(bot)) return "It is the sandbox's own: /newbot, /token and /revoke, as on Telegram.";
  if (bot.revoked) return "Its token was revoked; a new one is needed.";
  if (bot.webhook) {
    const { url, pending, last_error: error } = bot.webhook;
    return `Webhook ${url}, ${pending} waiting${error ? `. The last error: ${error}` : ""}`;
  }
  return bot.polling ? "Long polling, connected." : "Nobody asks for its updates: start your bot with the token below.";
}

function commands(list) {
  if (list.length === 0) return h("p", { class: "hint" }, "None set; a bot sets them with setMyCommands.");
  return h("dl", { class: "command-list" }, list.map((one) =>
    h("div", null, h("dt", null, `/${one.command}`), h("dd", { dir: "auto" }, one.description))));
}

function deepLink(user, bot) {
  openDialog("Open a deep link", (close) => {
    const payload = h("input",
      { required: true, maxlength: "64", pattern: "[A-Za-z0-9_\\-]+", autofocus: true, dir: "ltr" });
    const hint = "What stands behind ?start= in a t.me link: letters, digits, _ and -.";
    return form([field("Payload", payload, hint)], "Open", async () => {
      await startBot(user, bot, payload.value);
      close();
    });
  });
}

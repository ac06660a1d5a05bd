// The details of a chat: who is in it and who is admin, or what a bot is and how it is connected.

import { attempt, startBot } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { kindWord, nameOf, statusWord } from "../format.js";
import { icon } from "../icons.js";
import { on, store, summary, threadKey } from "../store.js";
import { loadChats } from "../world.js";
import { botRecipe } from "./create.js";
import { copyButton } from "./copy.js";
import { confirm, field, form, openDialog } from "./dialog.js";
import { iconButton } from "./icon-button.js";
import { memberMenu } from "./member-menu.js";
import { openPanel } from "./panel.js";
import { tile } from "./tile.js";

/** Opens the panel with the details of a column's chat. */
export function openInfo(column) {
  const known = summary(column.user, column.chat);
  const key = threadKey(column.user, column.chat);
  openPanel(`info ${key}`, `About ${nameOf(known)}`, () => {
    const content = h("div", { class: "info" });
    const isBot = store.bots.has(column.chat);
    const draw = isBot ? () => drawBot(content, column) : () => drawChat(content, column);
    const ends = isBot ? [on("people", draw), on("chats", draw)] : [on(`members ${key}`, draw)];
    draw();
    return { content, end: () => ends.forEach((end) => end()) };
  });
}

function connection(bot) {
  if (bot.revoked) return "Its token was revoked; a new one is needed.";
  if (bot.webhook) {
    const { url, pending, last_error: error } = bot.webhook;
    return `Webhook ${url}, ${pending} waiting${error ? `. The last error: ${error}` : ""}`;
  }
  return bot.polling
    ? "Long polling, connected."
    : "Nobody asks for its updates: start your bot with the token below.";
}

function drawBot(content, { user, chat }) {
  const bot = store.bots.get(chat);
  const known = summary(user, chat);
  const block = known?.blocked
    ? ["Unblock", "unblock_bot"] : ["Block this bot", "block_bot"];
  fill(content,
    h("p", { dir: "auto" }, bot.description ?? `@${bot.username}`),
    h("h3", null, "How it is connected"),
    h("p", { class: bot.webhook?.last_error || bot.revoked ? "bad-words" : null }, connection(bot)),
    bot.token && botRecipe(bot),
    h("h3", null, "Commands"),
    bot.commands?.length
      ? h("dl", { class: "command-list" },
        bot.commands.map((one) => h("div", null,
          h("dt", null, `/${one.command}`),
          h("dd", { dir: "auto" }, one.description))))
      : h("p", { class: "hint" }, "None set; a bot sets them with setMyCommands."),
    h("p", { class: "row" },
      h("button", { type: "button", on: { click: () => attempt(() => startBot(user, chat)) } },
        "Send /start again"),
      h("button", { type: "button", on: { click: () => deepLinkDialog(user, chat) } },
        "Start with a payload…"),
      h("button", {
        type: "button",
        on: { click: () => attempt(async () => { await api.act(block[1], { user, bot: chat }); await loadChats(user); }) },
      }, block[0])));
}

function deepLinkDialog(user, bot) {
  openDialog("Open a deep link", (close) => {
    const payload = h("input",
      { required: true, maxlength: "64", pattern: "[A-Za-z0-9_\\-]+", autofocus: true, dir: "ltr" });
    return form([field("Payload", payload,
      "What stands behind ?start= in a t.me link: letters, digits, _ and -.")], "Open", async () => {
      await startBot(user, bot, payload.value);
      close();
    });
  });
}

async function drawChat(content, column) {
  let found;
  try {
    found = await api.members(column.user, column.chat);
  } catch (trouble) {
    fill(content, h("p", { class: "form-error" }, trouble.message));
    return;
  }
  const known = summary(column.user, column.chat);
  const admin = known?.role === "creator" || known?.role === "administrator";
  const group = known?.type !== "channel";
  fill(content,
    h("p", { class: "hint" },
      [
        kindWord(known?.type), known?.username && `@${known.username}`, `id ${column.chat}`,
      ].filter(Boolean).join(" · ")),
    found.join_requests?.length > 0 && [
      h("h3", null, "Asking to join"),
      h("ul", { class: "members" }, found.join_requests.map((one) =>
        h("li", null, tile(one.user, true), h("bdi", null, nameOf(one.user)),
        admin && h("span", { class: "row" },
          h("button",
            { type: "button", class: "small", on: { click: () => change(column, one.user.id, "approve") } },
            "Let in"),
          h("button",
            { type: "button", class: "small", on: { click: () => change(column, one.user.id, "decline") } },
            "Decline"))))),
    ],
    h("h3", null, group ? "Members" : "Admins and subscribers"),
    h("ul", { class: "members" }, found.members.map((one) => memberRow(one, column))),
    h("p", { class: "row" },
      h("button",
        { type: "button", class: "primary", on: { click: () => addDialog(column, found.members) } },
        icon("plus"),
        "Add somebody"),
      known?.role !== "creator" && known?.role !== "left" && h("button",
        { type: "button", on: { click: () => change(column, column.user, "leave") } },
        "Leave")),
    h("h3", null, "Invite links"),
    found.invite_links?.length
      ? h("ul", { class: "links" }, found.invite_links.map((one) =>
        h("li", { class: one.is_revoked ? "gone" : null },
        h("code", null, one.invite_link), copyButton(one.invite_link, "the link"),
        h("small", null,
          [
            one.name, one.creates_join_request && "asks to join", one.is_revoked && "revoked",
          ].filter(Boolean).join(", ")))))
      : h("p", { class: "hint" }, "None yet."),
    admin && h("p", { class: "row" },
      h("button", { type: "button", on: { click: () => invite(column, false, content) } }, "New link"),
      h("button", { type: "button", on: { click: () => invite(column, true, content) } },
        "New link with approval")),
    known?.type === "group" && known.role === "creator" && [
      h("h3", null, "Migration"),
      h("p", { class: "hint" },
        "A group becomes a supergroup with another id; calls to the old one are refused with migrate_to_chat_id."),
      h("button", {
        type: "button",
        on: {
          click: () => confirm("Make it a supergroup?",
            "The id of the chat changes, and this cannot be undone.",
            "Migrate",
            () => api.migrate(column.user, column.chat)),
        },
      }, "Make it a supergroup"),
    ]);
}

const MENU = { "aria-haspopup": "menu", "aria-expanded": "false" };

async function change(column, who, action) {
  await attempt(async () => {
    await api.member(column.user, column.chat, who, action);
    await loadChats(column.user);
  });
}

async function invite(column, request, content) {
  await attempt(async () => {
    await api.invite(column.user, column.chat, request);
    await drawChat(content, column);
  });
}

function memberRow(member, column) {
  const more = iconButton("more", `What to do with ${nameOf(member.user)}`,
    () => memberMenu(more, member, column),
    MENU);
  const admin = member.status === "creator" || member.status === "administrator";
  const bot = store.bots.has(member.user.id);
  return h("li", null,
    tile({ ...member.user, is_bot: bot }, true),
    h("span", { class: "member-words" },
      h("bdi", null, nameOf(member.user)),
      bot && h("small", null, " bot")),
    h("span", { class: `status ${member.status}` },
      admin && icon("shield"),
      member.custom_title ?? statusWord(member.status)),
    more);
}

function addDialog(column, members) {
  const inside = new Set(members.filter((one) => !["left", "kicked"].includes(one.status)).map((one) => one.user.id));
  const outside = [...store.users.values(), ...store.bots.values()].filter((one) => !inside.has(one.id));
  openDialog("Add somebody", (close) => (outside.length === 0
    ? h("p", null, "Everybody is in it already. Make another person or bot with “New”.")
    : h("ul", { class: "rows" }, outside.map((one) => h("li", null, h("button", {
      type: "button", class: "chat-row",
      on: {
        click: async () => {
          close();
          await change(column, one.id, "add");
        },
      },
    }, tile(one), h("span", { class: "chat-words" },
      h("strong", { dir: "auto" }, nameOf(one)),
      h("small", null, one.is_bot ? `bot @${one.username}` : "person"))))))));
}

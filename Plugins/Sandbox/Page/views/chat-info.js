// Who is in a group or channel, who is admin, and who wants to come in.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { kindWord, nameOf, statusWord } from "../format.js";
import { icon } from "../icons.js";
import { store, summary } from "../store.js";
import { loadChats } from "../world.js";
import { confirm, openDialog } from "./dialog.js";
import { iconButton } from "./icon-button.js";
import { inviteLinks, joinRequests } from "./invites.js";
import { memberMenu } from "./member-menu.js";
import { tile } from "./tile.js";

const MENU = { "aria-haspopup": "menu", "aria-expanded": "false" };
const OUTSIDE = new Set(["left", "kicked"]);

/** Asks who is in the chat of a column and draws its details into an element. */
export async function drawChat(content, column) {
  let found;
  try {
    found = await api.members(column.user, column.chat);
  } catch (trouble) {
    fill(content, h("p", { class: "form-error" }, trouble.message));
    return;
  }
  const known = summary(column.user, column.chat);
  const admin = known?.role === "creator" || known?.role === "administrator";
  const inside = known && !OUTSIDE.has(known.role);
  const about = [kindWord(known?.type), known?.username && `@${known.username}`, `id ${column.chat}`];
  const again = () => drawChat(content, column);
  fill(content,
    h("p", { class: "hint" }, about.filter(Boolean).join(" · ")),
    joinRequests(found.join_requests ?? [], admin, (who, action) => change(column, who, action)),
    h("h3", null, known?.type === "channel" ? "Admins and subscribers" : "Members"),
    h("ul", { class: "members" }, found.members.map((one) => memberRow(one, column))),
    h("p", { class: "row" },
      h("button", { type: "button", class: "primary", on: { click: () => addSomebody(column, found.members) } },
        icon("plus"), "Add somebody"),
      inside && known.role !== "creator" &&
        h("button", { type: "button", on: { click: () => change(column, column.user, "leave") } }, "Leave")),
    inviteLinks(found, column, admin, again),
    known?.type === "group" && known.role === "creator" && migration(column));
}

async function change(column, who, action) {
  await attempt(async () => {
    await api.member(column.user, column.chat, who, action);
    await loadChats(column.user);
  });
}

function memberRow(member, column) {
  const admin = member.status === "creator" || member.status === "administrator";
  const bot = store.bots.has(member.user.id);
  const label = `What to do with ${nameOf(member.user)}`;
  const more = iconButton("more", label, () => memberMenu(more, member, column), MENU);
  return h("li", null,
    tile({ ...member.user, is_bot: bot }, true),
    h("span", { class: "member-words" }, h("bdi", null, nameOf(member.user)), bot && h("small", null, " bot")),
    h("span", { class: `status ${member.status}` },
      admin && icon("shield"), member.custom_title || statusWord(member.status)),
    more);
}

function addSomebody(column, members) {
  const inside = new Set(members.filter((one) => !OUTSIDE.has(one.status)).map((one) => one.user.id));
  const outside = [...store.users.values(), ...store.bots.values()].filter((one) => !inside.has(one.id));
  openDialog("Add somebody", (close) => {
    if (outside.length === 0) return h("p", null, "Everybody is in it. Make another person or bot with “New”.");
    const add = (one) => () => {
      close();
      change(column, one.id, "add");
    };
    return h("ul", { class: "rows" }, outside.map((one) =>
      h("li", null, h("button", { type: "button", class: "chat-row", on: { click: add(one) } },
        tile(one),
        h("span", { class: "chat-words" },
          h("strong", { dir: "auto" }, nameOf(one)),
          h("small", null, one.is_bot ? `bot @${one.username}` : "person"))))));
  });
}

function migration(column) {
  const ask = () => confirm("Make it a supergroup?", "The id of the chat changes, and this cannot be undone.",
    "Migrate", () => api.migrate(column.user, column.chat));
  return [
    h("h3", null, "Migration"),
    h("p", { class: "hint" },
      "A group becomes a supergroup with another id; calls to the old id are refused with migrate_to_chat_id."),
    h("p", { class: "row" }, h("button", { type: "button", on: { click: ask } }, "Make it a supergroup")),
  ];
}

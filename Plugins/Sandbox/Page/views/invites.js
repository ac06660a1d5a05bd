// Invite links, those who follow them, and those who wait to be let in.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { note } from "../announce.js";
import { h } from "../dom.js";
import { nameOf } from "../format.js";
import { store } from "../store.js";
import { loadChats } from "../world.js";
import { copyButton } from "./copy.js";
import { iconButton } from "./icon-button.js";
import { openMenu } from "./menu.js";
import { tile } from "./tile.js";

/** Those who ask to join; `change` gets who and "approve" or "decline". */
export function joinRequests(requests, admin, change) {
  if (requests.length === 0) return null;
  const button = (label, user, action) =>
    h("button", { type: "button", class: "small", on: { click: () => change(user.id, action) } }, label);
  return [
    h("h3", null, "Asking to join"),
    h("ul", { class: "members" }, requests.map(({ user }) =>
      h("li", null, tile(user, true), h("bdi", { class: "member-words" }, nameOf(user)),
        admin && [button("Let in", user, "approve"), button("Decline", user, "decline")]))),
  ];
}

/** The links of a chat; `again` draws them anew. */
export function inviteLinks({ invite_links: links = [], members }, column, admin, again) {
  const make = (request) => attempt(async () => {
    await api.invite(column.user, column.chat, request);
    await again();
  });
  return [
    h("h3", null, "Invite links"),
    links.length === 0
      ? h("p", { class: "hint" }, "None yet.")
      : h("ul", { class: "links" }, links.map((one) => linkRow(one, column, members))),
    admin && h("p", { class: "row" },
      h("button", { type: "button", on: { click: () => make(false) } }, "New link"),
      h("button", { type: "button", on: { click: () => make(true) } }, "New link with approval")),
  ];
}

function linkRow(link, column, members) {
  const marks = [link.name, link.creates_join_request && "asks to join", link.is_revoked && "revoked"];
  const follow = iconButton("people", `Follow ${link.invite_link} as somebody`, () => menu(), {
    "aria-haspopup": "menu", "aria-expanded": "false",
  });
  const menu = () => {
    const inside = new Set(members.filter((one) => !["left", "kicked"].includes(one.status)).map((one) => one.user.id));
    const outside = [...store.users.values()].filter((one) => !inside.has(one.id));
    if (outside.length === 0) note("Everybody is in it already. Make another person with “New”.");
    else openMenu(follow, "Follow the link as", outside.map((one) => ({
      label: nameOf(one), node: tile(one, true), run: () => attempt(() => follow(link, one.id)),
    })));
  };
  return h("li", { class: link.is_revoked ? "gone" : null },
    h("code", null, link.invite_link),
    !link.is_revoked && [copyButton(link.invite_link, "the link"), follow],
    h("small", null, marks.filter(Boolean).join(", ")));
}

async function follow(link, user) {
  const { joined } = await api.follow(user, link.invite_link);
  if (!joined) note(`${nameOf(store.users.get(user))} asks to join.`);
  if (store.chats.has(user)) await loadChats(user);
}

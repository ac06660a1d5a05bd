// One message, or one album, as it stands in a chat.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { h } from "../dom.js";
import { clockOf, fullTime, money, nameOf } from "../format.js";
import { gist, serviceWords } from "../gist.js";
import { icon } from "../icons.js";
import { person } from "../store.js";
import { richText } from "../text.js";
import { iconButton } from "./icon-button.js";
import { inlineKeyboard } from "./inline.js";
import { linkPreview, medium } from "./media.js";
import { messageMenu } from "./message-menu.js";
import { tile } from "./tile.js";

/** Who a message shows as its sender: the chat itself for channel posts and anonymous admins. */
export const shownSender = (message) => message.sender_chat ?? message.from;

/** Whether a user of the page wrote a message. */
export const isMine = (message, user) =>
  (message.sandbox?.by ?? message.from?.id) === user && !message.sender_chat;

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const who = origin.sender_user ?? origin.sender_chat ?? origin.chat;
  return h("p", { class: "forwarded", dir: "auto" },
    `Forwarded from ${who ? nameOf(who) : origin.sender_user_name ?? "somebody"}`);
}

function replied(message, column) {
  const to = message.reply_to_message;
  if (!to || to.message_id === undefined) return null;
  return h("button", {
    type: "button", class: "replied", "aria-label": `In reply to ${nameOf(shownSender(to))}: ${gist(to)}`,
    on: { click: () => column.goTo(to.message_id) },
  }, h("strong", { dir: "auto" }, nameOf(shownSender(to))),
    h("span", { dir: "auto" }, message.quote?.text ?? gist(to)));
}

function words(message, column) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities;
  return h("div", { class: "words", dir: "auto" }, richText(text, entities, { command: column.sendText }));
}

function invoice(message) {
  const one = message.invoice;
  if (!one) return null;
  const paid = message.sandbox?.invoice?.state === "paid";
  return h("div", { class: "card invoice" },
    h("strong", { dir: "auto" }, one.title), h("span", { dir: "auto" }, one.description),
    h("span", { class: "price" }, money(one.total_amount, one.currency), paid && h("em", null, " paid")));
}

function reactions(message, { user, chat }) {
  const list = message.sandbox?.reactions?.filter((one) => one.users.length > 0);
  if (!list?.length) return null;
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, list.map((one) => {
    const mine = one.users.includes(user);
    return h("button", {
      type: "button", class: "reaction", "aria-pressed": String(mine),
      title: one.users.map((id) => nameOf(person(id))).join(", "),
      on: { click: () => attempt(() => api.react(user, chat, message.message_id, mine ? null : one.emoji)) },
    }, one.emoji, h("span", null, ` ${one.users.length}`));
  }));
}

function unknown(message) {
  return h("p", { class: "hint" }, gist(message));
}

/** The button that opens the menu; by keys it is opened from the message itself, so that Tab passes fewer stops. */
function dotsOf(group, column) {
  const dots = iconButton("more", "What to do with this message", () => messageMenu(dots, group, column), {
    kind: "dots quiet", tabindex: "-1", "aria-haspopup": "menu", "aria-expanded": "false",
  });
  return dots;
}

/** A message or album as an item of the list. `group` is {messages, first, last}: whether it begins or ends a run of one
 *  sender. */
export function bubble(group, column) {
  const head = group.messages[0];
  const service = serviceWords(head);
  if (service) return serviceItem(head, service, column);
  const mine = isMine(head, column.user);
  const sender = shownSender(head);
  const media = group.messages.map((one) => medium(one, column)).filter(Boolean);
  const worded = group.messages.find((one) => one.text ?? one.caption) ?? head;
  const text = words(worded, column);
  const parts = [
    forwarded(head), replied(head, column),
    media.length > 1 ? h("div", { class: "album", data: { count: media.length } }, media) : media,
    text, invoice(head), linkPreview(head),
  ].flat().filter(Boolean);
  const dots = dotsOf(group, column);
  const bare = media.length > 0 && parts.length === 1;
  const item = h("li", {
    class: `message${mine ? " mine" : ""}${group.first ? " first" : ""}${group.last ? " last" : ""}`, tabindex: "-1",
    data: { id: head.message_id },
    on: {
      keydown: (event) => {
        if (event.target === item && (event.key === "Enter" || event.key === "ContextMenu")) {
          event.preventDefault();
          dots.click();
        }
      },
    },
  },
  !mine && h("span", { class: "side-tile" }, group.last && tile(sender, true)),
  h("div", { class: "body" },
    h("div", { class: `bubble${bare ? " bare" : ""}` },
      group.first && !mine && h("p", {
        class: head.chat.type === "private" ? "unseen" : "who", dir: "auto",
        data: { hue: Math.abs(sender?.id ?? 0) % 8 },
      },
        nameOf(sender), sender?.is_bot && h("small", null, " bot"),
        head.author_signature && h("small", null, ` ${head.author_signature}`)),
      mine && h("span", { class: "unseen" }, "You: "),
      !group.first && !mine && h("span", { class: "unseen" }, `${nameOf(sender)}: `),
      parts.length ? parts : unknown(head),
      h("span", { class: "stamp" },
        head.sandbox?.pinned && icon("pin"),
        head.edit_date && h("span", null, "edited "),
        h("time", { title: fullTime(head.date) }, clockOf(head.date)))),
    inlineKeyboard(head, column),
    reactions(head, column)),
  dots);
  return item;
}

function serviceItem(message, service, column) {
  const dots = dotsOf({ messages: [message] }, column);
  const item = h("li", {
    class: "message service", tabindex: "-1", data: { id: message.message_id },
    on: { keydown: (event) => event.target === item && event.key === "Enter" && dots.click() },
  }, h("span", { dir: "auto" }, service), dots);
  return item;
}

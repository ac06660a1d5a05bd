// What can be done with a message.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { h } from "../dom.js";
import { gist } from "../gist.js";
import { summary } from "../store.js";
import { copyText } from "./copy.js";
import { openMenu } from "./menu.js";
import { openRaw } from "./raw.js";

const EMOJI = ["👍", "❤", "🔥", "🎉", "😁", "😢", "👎"];

/** Opens the menu of a message or album at a button. */
export function messageMenu(anchor, group, column) {
  const head = group.messages[0];
  const worded = group.messages.find((one) => one.text ?? one.caption) ?? head;
  const { user, chat } = column;
  const known = summary(user, chat);
  const admin = known?.role === "creator" || known?.role === "administrator";
  const mine = head.sandbox?.by === user;
  const set = head.sandbox?.reactions?.find((one) => one.users.includes(user))?.emoji;
  const service = anchor.closest(".service") !== null;
  openMenu(anchor, "Message", [
    !service && {
      row: EMOJI.map((emoji) => ({
        node: h("span", null, emoji), name: `React with ${emoji}`, checked: emoji === set,
        run: () => attempt(() => api.react(user, chat, head.message_id, emoji === set ? null : emoji)),
      })),
    },
    !service && known?.can_post !== false && { label: "Reply", icon: "reply", run: () => column.reply(head) },
    mine && !service && (worded.text ?? worded.caption) !== undefined && {
      label: "Edit", icon: "edit", run: () => column.edit(worded),
    },
    !service && { label: "Copy text", icon: "copy", run: () => copyText(gist(worded), "the text") },
    !service && (admin || known?.type === "private") && {
      label: head.sandbox?.pinned ? "Unpin" : "Pin", icon: "pin",
      run: () => attempt(() => api.pin(user, chat, head.message_id, !head.sandbox?.pinned)),
    },
    ...group.messages.map((one, index) => ({
      label: group.messages.length > 1
        ? `Raw JSON of ${index + 1}`
        : "Raw JSON", icon: "code", run: () => openRaw(one, column),
    })),
    (mine || admin || known?.type === "private") && {
      label: "Delete", icon: "trash", bad: true,
      run: () => attempt(() => api.remove(user, chat, group.messages.map((one) => one.message_id))),
    },
  ]);
}

// The panel with the details of a chat: of a bot, or of a group or channel.

import { nameOf } from "../format.js";
import { h } from "../dom.js";
import { on, store, summary, threadKey } from "../store.js";
import { drawBot } from "./bot-info.js";
import { drawChat } from "./chat-info.js";
import { openPanel } from "./panel.js";

/** Opens the panel with the details of a column's chat. */
export function openInfo(column) {
  const key = threadKey(column.user, column.chat);
  openPanel(`info ${key}`, `About ${nameOf(summary(column.user, column.chat))}`, () => {
    const content = h("div", { class: "info" });
    const isBot = store.bots.has(column.chat);
    const draw = () => (isBot ? drawBot(content, column) : drawChat(content, column));
    const ends = isBot ? [on("people", draw), on("chats", draw)] : [on(`members ${key}`, draw)];
    draw();
    return { content, end: () => ends.forEach((end) => end()) };
  });
}

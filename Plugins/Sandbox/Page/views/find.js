// Public groups and channels, and joining them.

import { attempt, openChat } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { kindWord, nameOf } from "../format.js";
import { store } from "../store.js";
import { loadChats } from "../world.js";
import { field, openDialog } from "./dialog.js";
import { tile } from "./tile.js";

/** Finds public groups and channels by a word of their names. */
export function findChat() {
  openDialog("Find a group or channel", (close) => {
    const word = h("input", { type: "search", autocomplete: "off", autofocus: true, dir: "auto" });
    const found = h("div", { role: "status" });
    let asked = 0;

    async function join(chat) {
      close();
      await attempt(async () => {
        await api.member(store.me, chat.id, store.me, "join");
        await loadChats(store.me);
        openChat(store.me, chat.id);
      });
    }

    async function ask() {
      asked += 1;
      const mine = asked;
      await attempt(async () => {
        const { chats } = await api.publicChats(store.me, word.value.trim());
        if (mine !== asked) return; // an answer to letters that are no longer there
        fill(found, chats.length === 0
          ? h("p", { class: "hint" }, "Nothing public by that name. A group or channel is public once it has a username.")
          : h("ul", { class: "rows" }, chats.map((chat) => row(chat, () => join(chat)))));
      });
    }

    word.addEventListener("input", ask);
    ask();
    return [field("Name or username", word), found];
  });
}

function row(chat, run) {
  const words = [kindWord(chat.type), chat.username && `@${chat.username}`].filter(Boolean).join(" · ");
  return h("li", null, h("button", { type: "button", class: "chat-row", on: { click: run } },
    tile(chat),
    h("span", { class: "chat-words" }, h("strong", { dir: "auto" }, nameOf(chat)), h("small", null, words))));
}

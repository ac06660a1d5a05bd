// A chat as one user sees it: head, messages, composer.

import { attempt, closeChat, showList, startBot } from "../actions.js";
import { fill, h } from "../dom.js";
import { kindWord, nameOf, statusWord } from "../format.js";
import { icon } from "../icons.js";
import { on, person, store, summary, threadKey } from "../store.js";
import { gist } from "../gist.js";
import { composer } from "./composer.js";
import { iconButton } from "./icon-button.js";
import { openInfo } from "./info.js";
import { note } from "../announce.js";
import { threadView } from "./thread.js";
import { tile } from "./tile.js";

function subtitle(known, chat) {
  if (!known) return "";
  if (known.type === "private") {
    const bot = store.bots.get(chat);
    return bot ? `bot @${bot.username}` : "private chat";
  }
  const people = `${known.member_count} ${known.type === "channel" ? "in it" : "members"}`;
  return `${kindWord(known.type)}, ${people}`;
}

/** Makes the column of a chat. */
export function columnView(user, chat) {
  const head = h("header", { class: "column-head" });
  const pinned = h("button", { type: "button", class: "pinned", hidden: true });
  const column = {
    user, chat,
    sendText: (text) => writer.sendText(text),
    compose: (text) => writer.compose(text),
    reply: (message) => writer.reply(message),
    edit: (message) => writer.edit(message),
    goTo: (id) => view.goTo(id) || note("That message is further back than what is shown."),
    sent: () => view.stick(),
    deepLink,
    // On a touch screen the keyboard would cover what was opened.
    focus: () => (matchMedia("(hover: none)").matches ? view.element.focus() : writer.focus()),
  };
  const view = threadView(column);
  const writer = composer(column);
  const element = h("section", { class: "column", "aria-label": "Chat" },
    head,
    pinned,
    view.element,
    writer.element);

  /** Follows a t.me or tg link to a bot or chat that the sandbox has; tells whether it did. */
  function deepLink(url) {
    const name = (url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.slice(1).split("/")[0]) ?? "";
    const bot = [...store.bots.values()].find((one) => one.username.toLowerCase() === name.toLowerCase());
    if (!bot) return false;
    attempt(() => startBot(user, bot.id, url.searchParams.get("start") ?? undefined));
    return true;
  }

  let drawn = "";
  function drawHead() {
    const known = summary(user, chat) ?? person(chat);
    const me = person(user);
    const words = [
      subtitle(known, chat), known?.role && known.type !== "private" && `you: ${statusWord(known.role)}`,
    ].filter(Boolean).join(" · ");
    const sign = [nameOf(known), words, nameOf(me), known?.pinned?.message_id].join("|");
    if (sign === drawn) return;
    drawn = sign;
    element.setAttribute("aria-label", `${nameOf(known)}, as ${nameOf(me)}`);
    fill(head,
      iconButton("back", "Back to the chats", showList, { kind: "quiet back" }),
      tile(known),
      h("div", { class: "column-title" },
        h("h2", { dir: "auto" }, nameOf(known)),
        h("p", null, words)),
      h("span", { class: "as", title: `You are ${nameOf(me)} in this column` },
        tile(me, true),
        h("span", { class: "unseen" }, "as "),
        h("bdi", null, nameOf(me))),
      iconButton("info", `Details of ${nameOf(known)}`, () => openInfo(column)),
      iconButton("close", `Close ${nameOf(known)}`, () => closeChat(user, chat), { kind: "quiet shut" }));
    pinned.hidden = !known?.pinned;
    if (known?.pinned) fill(pinned, icon("pin"),
      h("span", { class: "unseen" }, "Pinned: "),
      h("span", { dir: "auto" }, gist(known.pinned)));
  }
  pinned.addEventListener("click", () => column.goTo(summary(user, chat)?.pinned?.message_id));

  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop",
    (event) => event.dataTransfer.files.length && writer.take(event.dataTransfer.files, event));

  const draw = () => {
    drawHead();
    view.draw();
    writer.draw();
  };
  const drawFrame = () => {
    drawHead();
    writer.draw();
  };
  const key = threadKey(user, chat);
  const ends = [
    on(`thread ${key}`, draw),
    on("people", drawHead),
    on("chats", drawFrame),
    on("link", writer.draw),
  ];
  draw();
  return {
    element, column, key,
    end() {
      for (const end of ends) end();
      view.end();
    },
  };
}

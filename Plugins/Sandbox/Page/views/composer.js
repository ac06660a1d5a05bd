// Where a message is written: text, files, commands, replies, edits, and the bot's keyboard.

import { attempt, startBot } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { nameOf } from "../format.js";
import { gist } from "../gist.js";
import { icon } from "../icons.js";
import { person, store, summary, thread } from "../store.js";
import { placeNew } from "../threads.js";
import { loadChats } from "../world.js";
import { attachments } from "./attachments.js";
import { shownSender } from "./bubble.js";
import { commandMenu } from "./commands.js";
import { iconButton } from "./icon-button.js";
import { replyKeyboard } from "./reply-keyboard.js";

/** The composer of a column. */
export function composer(column) {
  const one = () => thread(column.user, column.chat);
  const input = h("textarea",
    { rows: "1", dir: "auto", "aria-label": "Message", placeholder: "Message", enterkeyhint: "send" });
  const files = h("input",
    { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-label": "Files to send" });
  const sendButton = h("button", { type: "submit", class: "send round", "aria-label": "Send" }, icon("send"));
  const attach = iconButton("attach", "Attach files");
  const slash = iconButton("slash", "Commands");
  const keys = iconButton("keyboard", "Keyboard of the bot");
  const context = h("div", { class: "context", hidden: true });
  const keyboard = h("div", { class: "keyboard-place" });
  const strip = attachments(() => draw());
  const menu = commandMenu(input, () => summary(column.user, column.chat)?.commands ?? [], (text) => {
    input.value = "";
    grow();
    sendText(text);
  });
  const closed = h("div", { class: "closed", hidden: true });
  const bar = h("form", { class: "bar" }, attach, slash, input, keys, sendButton, files);
  let keysShown = true;
  let keyboardOf = null;
  let busy = false;

  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener("keydown", (event) => {
    if (menu.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && !context.hidden) {
      event.stopPropagation();
      aside();
    }
  });
  input.addEventListener("input", () => {
    grow();
    menu.update();
    draw();
  });
  input.addEventListener("blur", () => menu.close());
  input.addEventListener("paste",
    (event) => event.clipboardData.files.length && take(event.clipboardData.files, event));
  attach.addEventListener("click", () => files.click());
  files.addEventListener("change", () => {
    take(files.files);
    files.value = "";
  });
  slash.addEventListener("click", () => {
    input.value = "/";
    input.focus();
    menu.update();
    draw();
  });
  keys.addEventListener("click", () => {
    keysShown = !keysShown;
    draw();
  });

  function take(list, event) {
    event?.preventDefault();
    strip.add(list);
    input.focus();
  }

  /** The field is as high as its text, to a limit that the style sheet sets. */
  function grow() {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  }

  function aside() {
    Object.assign(one().draft, { reply: null, edit: null });
    draw();
  }

  async function deliver(body) {
    if (busy) return false;
    busy = true;
    draw();
    const sent = await attempt(async () => {
      const { messages } = await api.send(column.user, column.chat, body);
      for (const message of messages ?? []) placeNew(one(), message);
    });
    busy = false;
    if (sent) column.sent();
    draw();
    return sent;
  }

  async function sendText(text) {
    await deliver({ text });
  }

  async function submit() {
    const text = input.value.trim();
    const { reply, edit } = one().draft;
    if (edit) {
      if (!text) return;
      const body = { message_id: edit.message_id, [edit.text === undefined ? "caption" : "text"]: text };
      if (await attempt(() => api.edit(column.user, column.chat, body))) cleared();
      return;
    }
    if (strip.count > 0) {
      if (await deliver(strip.body(text, reply?.message_id))) {
        strip.clear();
        cleared();
      }
    } else if (text) {
      if (await deliver(reply ? { text, reply_to: reply.message_id } : { text })) cleared();
    }
  }

  function cleared() {
    input.value = "";
    grow();
    aside();
    input.focus();
  }

  function drawContext() {
    const { reply, edit } = one().draft;
    const to = edit ?? reply;
    context.hidden = !to;
    if (!to) return;
    fill(context, icon(edit ? "edit" : "reply"),
      h("span", { class: "context-words" },
        h("strong", { dir: "auto" }, edit ? "Edit the message" : `Reply to ${nameOf(shownSender(to))}`),
        h("span", { dir: "auto" }, gist(to))),
      iconButton("close", edit ? "Do not edit" : "Do not reply", aside));
  }

  /** Why nothing can be written here, and the way out of it. */
  function drawClosed(known) {
    const [words, label, work] = obstacle(known, column);
    closed.hidden = !words;
    bar.hidden = Boolean(words);
    const sign = words ? `${words}${label}` : "";
    if (closed.dataset.sign === sign) return;
    closed.dataset.sign = sign;
    fill(closed, h("p", null, words),
      label && h("button", { type: "button", class: "primary", on: { click: () => attempt(work) } }, label));
  }

  function draw() {
    const known = summary(column.user, column.chat);
    const markup = one().keyboard?.reply_markup;
    if (keyboardOf !== one().keyboard) {
      keyboardOf = one().keyboard;
      keysShown = true;
      fill(keyboard, replyKeyboard(keyboardOf, async (body) => {
        await deliver(body);
        if (markup.one_time_keyboard) keysShown = false;
        draw();
      }) ?? []);
    }
    input.placeholder = markup?.input_field_placeholder || (known?.type === "channel" ? "Post" : "Message");
    keys.hidden = !markup?.keyboard;
    keys.setAttribute("aria-pressed", String(keysShown));
    keyboard.hidden = !keysShown || !markup?.keyboard;
    slash.hidden = !(known?.commands?.length > 0) || input.value !== "";
    sendButton.disabled = busy || store.link === "lost" || (!input.value.trim() && strip.count === 0);
    input.setAttribute("aria-describedby", store.link === "lost" ? "link-words" : "");
    drawContext();
    drawClosed(known);
    if (!closed.hidden) keyboard.hidden = true;
  }

  return {
    element: h("div", { class: "composer" }, menu.element, context, strip.element, closed, bar, keyboard),
    draw,
    sendText,
    take,
    focus: () => (bar.hidden ? closed.querySelector("button") : input)?.focus(),
    /** Puts a text where it can be changed before it is sent. */
    compose(text) {
      input.value = text;
      grow();
      draw();
      input.focus();
    },
    reply(message) {
      Object.assign(one().draft, { reply: message, edit: null });
      draw();
      input.focus();
    },
    edit(message) {
      Object.assign(one().draft, { edit: message, reply: null });
      this.compose(message.text ?? message.caption ?? "");
    },
  };
}

function obstacle(known, { user, chat }) {
  if (!known) return [];
  const again = (work) => async () => {
    await work();
    await loadChats(user);
  };
  if (known.type === "private") {
    if (known.blocked) return [
      "You have blocked this bot; it cannot write to you.", "Unblock",
      again(() => api.act("unblock_bot", { user, bot: chat })),
    ];
    if (known.started === false) return [
      `${nameOf(person(chat))} cannot write to you until you start it.`, "Start",
      () => startBot(user, chat),
    ];
    return [];
  }
  if (known.role === "kicked") return ["You are banned here."];
  if (known.role === "left") return [
    "You are not in this chat.", "Join", again(() => api.member(user, chat, user, "join")),
  ];
  if (known.can_post) return [];
  if (known.type === "channel") return ["Only admins post in this channel."];
  return ["You may not write here: your rights are restricted."];
}

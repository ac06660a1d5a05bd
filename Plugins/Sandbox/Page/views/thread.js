// The messages of a chat, oldest first, that stays at the end while one is there.

import { attempt } from "../actions.js";
import { fill, h, reconcile } from "../dom.js";
import { dayOf, nameOf } from "../format.js";
import { serviceWords } from "../gist.js";
import { person, thread } from "../store.js";
import { loadOlder, loadThread } from "../threads.js";
import { bubble, shownSender } from "./bubble.js";

const NEAR = 80; // px from the end that count as being there

/** Messages as the items of the list: days, albums as one, and where the run of a sender begins and ends. */
function groups(messages) {
  const items = [];
  let day = "";
  for (const message of messages) {
    const its = dayOf(message.date);
    if (its !== day) items.push({ day: its, key: `day ${its} ${message.message_id}` });
    day = its;
    const before = items.at(-1);
    if (message.media_group_id && before.messages?.[0].media_group_id === message.media_group_id) before.messages.push(message);
    else items.push({ key: `m${message.message_id}`, messages: [message] });
  }
  const run = (one) =>
    (one?.messages && !serviceWords(one.messages[0]) ? `${shownSender(one.messages[0])?.id}` : null);
  items.forEach((one, index) => {
    one.first = run(items[index - 1]) === null || run(items[index - 1]) !== run(one);
    one.last = run(items[index + 1]) === null || run(items[index + 1]) !== run(one);
  });
  return items;
}

const versions = new WeakMap();
let version = 0;

/** A number that is another for each object that stands for a message. */
function versionOf(message) {
  if (!versions.has(message)) versions.set(message, (version += 1));
  return versions.get(message);
}

const mark = (item) => (item.day ? item.day : `${item.messages.map(versionOf)} ${item.first} ${item.last}`);

/** The list of a column; `draw` follows the store. */
export function threadView(column) {
  const list = h("ol", { class: "messages", "aria-label": "Messages, oldest first" });
  const older = h("button", { type: "button", class: "older", hidden: true }, "Show earlier messages");
  const note = h("div", { class: "thread-note" });
  const typing = h("p", { class: "typing", role: "status" });
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "region" }, older, note, list, typing);
  let atEnd = true;

  scroller.addEventListener("scroll", () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  });
  const toEnd = () => {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  };
  // Pictures and the composer change the height after the messages are drawn.
  const sizes = new ResizeObserver(toEnd);
  sizes.observe(scroller);
  sizes.observe(list);

  older.addEventListener("click", async () => {
    const from = scroller.scrollHeight - scroller.scrollTop;
    await attempt(() => loadOlder(column.user, column.chat));
    await Promise.resolve();
    draw();
    scroller.scrollTop = scroller.scrollHeight - from;
  });

  // One stop of Tab for the list: arrows go from message to message, Enter opens the menu of one.
  list.addEventListener("keydown", (event) => {
    const item = event.target.closest("li.message");
    if (event.target !== item) return;
    const all = [...list.querySelectorAll("li.message")];
    const at = all.indexOf(item);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[Math.max(0, Math.min(next, all.length - 1))].focus();
  });
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest("li.message");
    if (item) rove(item);
  });
  const rove = (item) => {
    for (const other of list.querySelectorAll('li.message[tabindex="0"]')) other.tabIndex = -1;
    item.tabIndex = 0;
  };

  function draw() {
    const one = thread(column.user, column.chat);
    older.hidden = !one.more;
    scroller.setAttribute("aria-label",
      `Conversation in ${nameOf(one.summary)}, as ${nameOf(person(column.user))}`);
    reconcile(list, groups(one.messages), (item) => item.key, mark, (item) =>
      (item.day ? h("li", { class: "day" }, h("span", null, item.day)) : bubble(item, column)));
    if (!list.querySelector('li.message[tabindex="0"]')) {
      const end = list.querySelector("li.message:last-of-type");
      if (end) end.tabIndex = 0;
    }
    drawNote(one);
    const who = one.typing && person(one.typing.from);
    fill(
      typing,
      who ? [
        h("span", { dir: "auto" }, nameOf(who)), ` ${ACTIONS[one.typing.action] ?? "is busy"}`,
        h("span", { class: "dots-moving", "aria-hidden": "true" }),
      ] : [],
    );
    toEnd();
  }

  function drawNote(one) {
    if (one.error) {
      fill(note, h("p", { class: "form-error" }, one.error.message),
        h("button", { type: "button", on: { click: () => loadThread(column.user, column.chat) } },
          "Try again"));
    } else if (!one.loaded) {
      fill(note, h("p", { class: "hint" }, "Reading the messages…"));
    } else if (one.messages.length === 0) {
      fill(note, h("p", { class: "empty" }, EMPTY[one.summary?.type] ?? EMPTY.group));
    } else {
      fill(note);
    }
  }

  return {
    element: scroller,
    draw,
    /** Forgets that one had scrolled away: what the user sends is to be seen. */
    stick() {
      atEnd = true;
      toEnd();
    },
    /** Brings a message into view and gives it the focus. */
    goTo(id) {
      const item = list.querySelector(`li[data-id="${id}"]`);
      if (!item) return false;
      item.scrollIntoView({ block: "center" });
      item.focus();
      item.classList.add("lit");
      setTimeout(() => item.classList.remove("lit"), 1500);
      return true;
    },
    end: () => sizes.disconnect(),
  };
}

const ACTIONS = {
  typing: "is typing", upload_photo: "is sending a photo", record_video: "is recording a video", upload_video: "is sending a video",
  record_voice: "is recording", upload_voice: "is sending a voice message", upload_document: "is sending a file",
  choose_sticker: "is choosing a sticker", find_location: "is looking for a place",
};

const EMPTY = {
  private: "Nothing has been said. Say something, or press / for what the bot can do.",
  group: "Nothing has been said. Add a bot in the details of the group, and make it an admin if it is to moderate.",
  supergroup: "Nothing has been said. Add a bot in the details of the group, and make it an admin if it is to moderate.",
  channel: "No posts yet. A bot can post here once it is an admin: add it in the details of the channel.",
};

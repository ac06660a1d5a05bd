// Faults on demand: what goes wrong between the bots and the sandbox, and when.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { nameOf } from "../format.js";
import { icon } from "../icons.js";
import { on, ownBots, person, store } from "../store.js";
import { choice, field, form } from "./dialog.js";
import { iconButton } from "./icon-button.js";
import { openPanel } from "./panel.js";
import { rescue } from "./world-acts.js";

const KINDS = [
  ["drop_before", "Drop before", "The connection breaks before the call is done: it never happened."],
  [
    "drop_after", "Drop after",
    "The call is done, and the connection breaks before the answer: a repeat does it twice.",
  ],
  ["500", "Error 500", "The call is not done, and the answer is an internal error."],
  ["502", "Error 502", "The call is not done, and the answer is a gateway's page, which is not JSON."],
  ["429", "Too many (429)", "The call is refused, with the seconds to wait."],
  ["slow", "Slow", "The call is done, and the answer comes late."],
  ["wrong_object", "Wrong object", "The call is done, and the answer is an object of another shape."],
];
const NAMES = {
  ...Object.fromEntries(KINDS.map(([kind, name]) => [kind, name])),
  duplicate_updates: "Updates twice", reorder_updates: "Updates out of order",
};

/** Opens the panel of faults. */
export function openFaults() {
  openPanel("faults", "Faults", () => {
    const list = h("div");
    const where = h("div");
    const draw = () => drawList(list);
    const ends = [on("faults", draw), on("people", draw)];
    draw();
    fill(where, faultForm());
    return {
      content: h("div", { class: "faults" },
        h("p", { class: "hint" },
          "Calls of your bots fail the way you choose, so that you see what they do about it."),
        list, h("h3", null, "New fault"), where, rescue()),
      end: () => ends.forEach((end) => end()),
    };
  });
}

function words(fault) {
  const parts = [
    fault.bot ? `@${person(fault.bot)?.username ?? fault.bot}` : "any bot",
    fault.method || "any method",
    fault.chat && `chat ${fault.chat}`,
    fault.kind === "slow" && `${fault.ms} ms`,
    fault.kind === "429" && `wait ${fault.retry_after} s`,
    fault.times === 0 ? "until removed" : `${fault.left ?? fault.times} left`,
  ];
  return parts.filter(Boolean).join(" · ");
}

function drawList(list) {
  if (store.faults.length === 0) {
    fill(list, h("p", { class: "calm" }, icon("shield"), "No faults: everything works."));
    return;
  }
  fill(list,
    h("ul", { class: "fault-list", "aria-label": "Faults in force" }, store.faults.map((one) => h("li", null,
      h("span", null, h("strong", null, NAMES[one.kind] ?? one.kind), h("small", null, words(one))),
      iconButton("close", `Remove ${NAMES[one.kind] ?? one.kind}`,
        () => attempt(() => api.dropFault(one.id)))))),
    h("p", { class: "row" },
      h("button", { type: "button", on: { click: () => attempt(() => api.dropFault()) } }, "Remove all")));
}

function faultForm() {
  const kind = choice(KINDS.map(([one, name]) => [one, name]), "drop_after");
  const meaning = h("p", { class: "hint" });
  const bot = choice([
    ["", "Any bot"], ...ownBots().map((one) => [String(one.id), nameOf(one)]),
  ]);
  const chats = new Map([...store.chats.values()].flat().map((one) => [one.id, one]));
  const chat = choice([
    ["", "Any chat"],
    ...[...chats.values()].filter((one) => one.type !== "private").map((one) => [String(one.id), nameOf(one)]),
  ]);
  const method = h("input",
    {
      placeholder: "any, or for example sendMessage", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", dir: "ltr",
    });
  const times = h("input", { type: "number", min: "0", max: "10000", value: "1" });
  const amount = h("input", { type: "number", min: "0", max: "600000", value: "3000" });
  const late = field("How late, in milliseconds", amount);
  const seconds = h("input", { type: "number", min: "1", max: "3600", value: "5" });
  const wait = field("retry_after, in seconds", seconds);
  const draw = () => {
    fill(meaning, KINDS.find(([one]) => one === kind.value)[2]);
    late.hidden = kind.value !== "slow";
    wait.hidden = kind.value !== "429";
  };
  kind.addEventListener("change", draw);
  draw();
  return form([
    field("What goes wrong", kind), meaning,
    h("div", { class: "pair" }, field("Bot", bot), field("Chat", chat)),
    field("Method", method), late, wait,
    field("How many times", times, "0: until it is removed."),
  ], "Add the fault", async () => {
    const fault = { kind: kind.value, times: Number(times.value) };
    if (bot.value) fault.bot = Number(bot.value);
    if (chat.value) fault.chat = Number(chat.value);
    if (method.value.trim()) fault.method = method.value.trim();
    if (kind.value === "slow") fault.ms = Number(amount.value);
    if (kind.value === "429") fault.retry_after = Number(seconds.value);
    await api.addFault(fault);
    store.faults = (await api.faults()).faults;
    drawnAgain();
  });
}

function drawnAgain() {
  const list = document.querySelector(".faults > div");
  if (list) drawList(list);
}

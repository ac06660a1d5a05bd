// What is done to the world at once: tokens, blocks, updates, the clock, and the host itself.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { note } from "../announce.js";
import { fill, h } from "../dom.js";
import { nameOf, span } from "../format.js";
import { ownBots, store } from "../store.js";
import { loadChats, refresh } from "../world.js";
import { choice, confirm, field } from "./dialog.js";

const JUMPS = [
  ["60000", "a minute"], ["3600000", "an hour"], ["86400000", "a day"], ["604800000", "a week"],
  ["2678400000", "31 days"],
];

const WARNING = "All bots, plugins and calls on this host die at once. What was answered is kept; "
  + "the page goes on when the host is started again.";

/** The part of the faults panel that acts at once. */
export function rescue() {
  const bots = ownBots();
  const bot = choice(bots.map((one) => [String(one.id), nameOf(one)]), bots[0] ? String(bots[0].id) : "");
  const jump = choice(JUMPS, "3600000");
  const clock = h("p", { class: "hint" });
  const chosen = () => Number(bot.value);
  const drawClock = () => fill(
    clock,
    store.offset === 0
      ? "The clock is the machine's."
      : `The clock is ${span(store.offset)} ahead of the machine's.`,
  );
  drawClock();

  const chats = new Map([...store.chats.values()].flat().map((one) => [one.id, one]));
  const groups = [...chats.values()].filter((one) => one.type === "group");
  const group = choice(groups.map((one) => [String(one.id), nameOf(one)]));

  const button = (label, work, kind) => h("button",
    { type: "button", class: kind, on: { click: () => attempt(work) } },
    label);
  return [
    h("h3", null, "At once: a bot"),
    bots.length === 0 ? h("p", { class: "hint" }, "There are no bots yet.") : [
      field("Bot", bot),
      h("p", { class: "row" },
        button("Revoke its token", async () => {
          await api.act("revoke_token", { bot: chosen() });
          note("Revoked: calls with the old token are answered 401. The new one is in the details of the bot.");
          await refresh();
        }),
        button("Block it, as you", async () => {
          await api.act("block_bot", { user: store.me, bot: chosen() });
          note("Blocked: what it sends you is refused with 403.");
          await loadChats(store.me);
        }),
        button("Duplicate its next update", async () => {
          await api.act("duplicate_updates", { bot: chosen(), times: 1 });
          note("Its next update is delivered twice.");
        }),
        button("Reorder its next updates", async () => {
          await api.act("reorder_updates", { bot: chosen(), times: 1 });
          note("Its next two updates are delivered in the wrong order.");
        })),
    ],
    groups.length > 0 && [
      h("h3", null, "At once: a group"),
      field("Group", group),
      h("p", { class: "row" },
        button("Migrate it to a supergroup", () => api.act("migrate", { chat: Number(group.value) }))),
    ],
    h("h3", null, "At once: the clock"),
    clock,
    field("Move it forward by", jump),
    h("p", { class: "row" }, button("Move the clock", async () => {
      const { offset_ms: offset } = await api.act("clock_forward", { ms: Number(jump.value) });
      store.offset = offset ?? store.offset + Number(jump.value);
      drawClock();
    })),
    h("h3", null, "At once: the host"),
    h("p", { class: "hint" },
      "SIGKILL, as a power cut would. Whatever starts the host must start it again; the page waits for it and goes on."),
    h("p", { class: "row" }, h("button", {
      type: "button", class: "danger",
      on: {
        click: () =>
          confirm("Kill the host?", WARNING,
          "Kill the host", () => api.act("kill_host")),
      },
    }, "Kill the host")),
  ];
}

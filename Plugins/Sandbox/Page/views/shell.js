// The frame: chats at the side, columns in the middle, a panel at the other side, and what stands above all.

import { fill, h, reconcile } from "../dom.js";
import { icon } from "../icons.js";
import { kept, setTheme } from "../settings.js";
import { on, store, threadKey } from "../store.js";
import { chatList } from "./chatlist.js";
import { columnView } from "./column.js";
import { newBot, newChat, newPerson } from "./create.js";
import { openFaults } from "./faults.js";
import { findChat } from "./find.js";
import { openLog } from "./log.js";
import { openMenu } from "./menu.js";
import { panel } from "./panel.js";
import { peopleSwitch } from "./people.js";
import { whatNext, whoAreYou } from "./welcome.js";

const THEMES = [["auto", "As the system", "auto"], ["light", "Light", "sun"], ["dark", "Dark", "moon"]];

function tools() {
  const menuButton = (name, label, items) => {
    const button = h("button",
      { type: "button", class: "tool", "aria-haspopup": "menu", "aria-expanded": "false" },
      icon(name),
      h("span", null, label));
    button.addEventListener("click", () => openMenu(button, label, items()));
    return button;
  };
  const tool = (name, label, run) => h("button", { type: "button", class: "tool", on: { click: run } },
    icon(name),
    h("span", null, label));
  return h("div", { class: "tools", role: "group", "aria-label": "Tools" },
    menuButton("plus", "New", () => [
      { label: "Group…", icon: "people", run: () => newChat("group") },
      { label: "Channel…", icon: "channel", run: () => newChat("channel") },
      { label: "Bot…", icon: "bot", run: newBot },
      { label: "Find a public one…", icon: "info", run: findChat },
      { label: "Person…", icon: "plus", run: newPerson },
    ]),
    tool("faults", "Faults", openFaults),
    tool("log", "Calls", openLog),
    menuButton("auto", "Theme", () => THEMES.map(([theme, label, name]) => ({
      label, icon: name, checked: (kept.theme ?? "auto") === theme, run: () => setTheme(theme),
    }))));
}

function linkBanner() {
  const words = h("span", { id: "link-words" });
  const banner = h("div", { class: "banner", role: "status", hidden: true },
    h("span", { class: "pulse", "aria-hidden": "true" }),
    words);
  const draw = () => {
    banner.hidden = store.link !== "lost";
    fill(
      words,
      store.link === "lost" ? "The host does not answer. Trying again; what you have written is kept." : "",
    );
  };
  on("link", draw);
  draw();
  return banner;
}

/** Builds the page in an element, and follows the store from then on. */
export function shell(root) {
  const middle = h("section", { class: "middle", "aria-label": "Open chats" });
  const columns = h("div", { class: "columns" });
  const blank = h("div", { class: "blank" });
  middle.append(columns, blank);
  const side = h("section", { class: "side", "aria-label": "People and chats" },
    h("header", { class: "brand" },
      h("span", { class: "mark", "aria-hidden": "true" }),
      h("span", { class: "brand-name" }, "Sandbox"),
      h("small", null, "by Roost")),
    peopleSwitch(), chatList(), tools());
  const frame = h("main", { class: "shell" }, side, middle, panel);
  fill(root, frame);
  frame.before(linkBanner());

  const views = new Map();
  let shown = "";

  function drawColumns() {
    const keys = store.columns.map((one) => threadKey(one.user, one.chat));
    for (const [key, view] of views) {
      if (keys.includes(key)) continue;
      view.end();
      views.delete(key);
    }
    store.columns.forEach(({ user, chat }, index) => {
      if (!views.has(keys[index])) views.set(keys[index], columnView(user, chat));
    });
    reconcile(columns, keys, (key) => key, () => "", (key) => views.get(key).element);
    keys.forEach((key, index) => views.get(key).element.classList.toggle("focus", index === store.focus));
    frame.classList.toggle("listing", store.focus < 0 || store.columns.length === 0);
    frame.classList.toggle("nobody", store.me === null);
    columns.hidden = keys.length === 0;
    drawBlank();
    const now = keys[store.focus];
    if (now && now !== shown) {
      views.get(now).element.scrollIntoView({ inline: "nearest", block: "nearest" });
      views.get(now).column.focus();
    } else if (shown && store.focus < 0) {
      side.querySelector(".chat-row, .me")?.focus();
    }
    shown = now ?? "";
  }

  let blankFor;
  function drawBlank() {
    const open = store.columns.length > 0 && store.me !== null;
    const sign = open ? "" : `${store.me} ${store.bots.size} ${store.users.size}`;
    blank.hidden = open;
    if (sign === blankFor) return; // what is being typed in a form there is kept
    blankFor = sign;
    fill(blank, open ? [] : store.me === null ? whoAreYou() : whatNext());
  }

  on("columns", drawColumns);
  on("people", drawColumns);
  drawColumns();
}

// The menu of commands that opens over the composer while a command is typed.

import { fill, h, uid } from "../dom.js";

/** Commands that begin like what is typed; in groups with the bot's name behind. */
function matching(text, commands) {
  const typed = /^\/([A-Za-z0-9_]*)$/.exec(text);
  if (!typed) return [];
  return commands.filter((one) => one.command.startsWith(typed[1].toLowerCase()));
}

/** A list of commands for an input; `choose` gets the text to send. The input keeps the focus. */
export function commandMenu(input, commands, choose) {
  const list = h("ul",
    { class: "commands", role: "listbox", id: uid("commands"), "aria-label": "Commands", hidden: true });
  let shown = [];
  let at = 0;
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-haspopup", "listbox");

  const full = (one) => `/${one.command}${one.bot ? `@${one.bot}` : ""}`;

  function draw() {
    list.hidden = shown.length === 0;
    fill(list, shown.map((one, index) => h("li", {
      role: "option", id: `${list.id}-${index}`, "aria-selected": String(index === at),
      on: {
        // Before the input loses the focus.
        pointerdown: (event) => {
          event.preventDefault();
          pick(index);
        },
      },
    }, h("strong", { dir: "ltr" }, full(one)), h("span", { dir: "auto" }, one.description))));
    if (shown.length) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function pick(index) {
    const text = full(shown[index]);
    close();
    choose(text);
  }

  function close() {
    shown = [];
    draw();
  }

  return {
    element: list,
    close,
    /** Follows what is typed. */
    update() {
      shown = matching(input.value, commands());
      at = 0;
      draw();
    },
    /** Takes the keys that are the list's; tells whether it did. */
    key(event) {
      if (shown.length === 0) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        at = (at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
        draw();
      } else if (event.key === "Enter" || event.key === "Tab") {
        if (event.key === "Tab" && event.shiftKey) return false;
        pick(at);
      } else if (event.key === "Escape") {
        close();
      } else {
        return false;
      }
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

// The panel at the side: one thing at a time, whole screen where it is narrow.

import { fill, h, uid } from "../dom.js";
import { iconButton } from "./icon-button.js";

const heading = uid("panel");
let current = null;

/** Where the panel is; hidden while there is nothing in it. */
export const panel = h("section", { class: "panel", hidden: true, "aria-labelledby": heading });

/** Opens the panel. `build` returns {content, end?}; the focus goes to the heading, and back when it is closed. The same
 *  `name` again closes it. */
export function openPanel(name, title, build) {
  if (current?.name === name) {
    closePanel();
    return;
  }
  const before = current?.before ?? document.activeElement;
  current?.end?.();
  const { content, end } = build();
  current = { name, end, before };
  const head = h("h2", { id: heading, tabindex: "-1", dir: "auto" }, title);
  fill(panel,
    h("header", { class: "panel-head" }, head,
      iconButton("close", "Close this panel", closePanel)),
    h("div", { class: "panel-body" }, content));
  panel.hidden = false;
  document.body.classList.add("with-panel");
  head.focus();
}

/** Closes the panel. */
export function closePanel() {
  if (!current) return;
  const { end, before } = current;
  current = null;
  end?.();
  panel.hidden = true;
  fill(panel);
  document.body.classList.remove("with-panel");
  if (before?.isConnected) before.focus();
}

panel.addEventListener("keydown", (event) => event.key === "Escape" && closePanel());

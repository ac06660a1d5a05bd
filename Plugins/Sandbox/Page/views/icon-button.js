// A round button that is only a picture, with its label for those who do not see it.

import { h } from "../dom.js";
import { icon } from "../icons.js";

/** A quiet round button; `more` are further properties, and `run` gets the event of a press. */
export function iconButton(name, label, run, more = {}) {
  const { kind = "quiet", ...rest } = more;
  return h("button", {
    type: "button", class: `${kind} round`, "aria-label": label, title: label, on: run
      ? { click: run }
      : {}, ...rest,
  }, icon(name));
}

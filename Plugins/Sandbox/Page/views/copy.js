// A button that copies.

import { note } from "../announce.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";

/** Copies some text and says so. */
export async function copyText(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    note(`Copied ${what}.`);
  } catch {
    note(`The browser did not let the page copy ${what}; select it and copy it by hand.`, "bad");
  }
}

/** A button that copies some text. */
export function copyButton(text, what) {
  return h("button", {
    type: "button", class: "quiet round", "aria-label": `Copy ${what}`, title: `Copy ${what}`,
    on: { click: () => copyText(text, what) },
  }, icon("copy"));
}

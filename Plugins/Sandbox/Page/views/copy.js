// A button that copies.

import { note } from "../announce.js";
import { iconButton } from "./icon-button.js";

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
  return iconButton("copy", `Copy ${what}`, () => copyText(text, what));
}

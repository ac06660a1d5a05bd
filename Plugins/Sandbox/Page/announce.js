// Says new messages to screen readers, and short notes to everybody.

import { h } from "./dom.js";
import { nameOf } from "./format.js";
import { gist } from "./gist.js";
import { person } from "./store.js";

const KEPT = 5;

/** Says a message in the live region: who, and what in short. */
export function announce(message) {
  const region = document.getElementById("live");
  const by = person(message.sandbox?.by) ?? message.from ?? message.sender_chat;
  region.append(h("p", { dir: "auto" }, `${nameOf(by)}: ${gist(message)}`));
  while (region.children.length > KEPT) region.firstElementChild.remove();
}

/** Shows a note for some seconds; `kind` is "plain" or "bad". */
export function note(words, kind = "plain") {
  const place = document.getElementById("toasts");
  const one = h("p", { class: `toast ${kind}`, dir: "auto" }, words);
  place.append(one);
  setTimeout(() => one.remove(), 4000 + 40 * words.length);
}

/** Shows what went wrong, with what to do about it. */
export function complain(trouble) {
  note([trouble.message, trouble.hint].filter(Boolean).join(" "), "bad");
}

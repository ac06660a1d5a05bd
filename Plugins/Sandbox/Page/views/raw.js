// The raw JSON of a message, and the updates that were made of it for each bot.

import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { nameOf } from "../format.js";
import { person } from "../store.js";
import { copyButton } from "./copy.js";
import { openPanel } from "./panel.js";

function block(title, object, note) {
  const text = JSON.stringify(object, null, 2);
  return h("section", { class: "raw" },
    h("h3", null, title, note && h("small", { class: `state ${note}` }, note), copyButton(text, "this JSON")),
    h("pre", { dir: "ltr", tabindex: "0", "aria-label": title }, text));
}

/** Opens the panel with the raw JSON of a message. */
export function openRaw(message, column) {
  openPanel(`raw ${column.user}:${column.chat}:${message.message_id}`, `Message ${message.message_id}`, () => {
    const content = h("div", null, h("p", { class: "hint" }, "Asking…"));
    api.raw(column.user, column.chat, message.message_id).then(
      (raw) => {
        const updates = raw.updates ?? [];
        fill(content,
          block("As the Bot API has it", raw.message),
          updates.length === 0 && h("p", { class: "hint" }, "No bot was sent an update of it."),
          updates.map((one) => block(
            `Update ${one.update.update_id} for ${nameOf(person(one.bot))}`,
            one.update,
            one.state,
          )));
      },
      (trouble) => fill(content, h("p", { class: "form-error", role: "alert" }, trouble.message)),
    );
    return { content };
  });
}

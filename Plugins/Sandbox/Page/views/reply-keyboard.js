// The keyboard that a bot puts in the place of the letters.

import { note } from "../announce.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";

/** The reply keyboard of a thread, or null; `press` gets what to send. */
export function replyKeyboard(keyboard, press) {
  const rows = keyboard?.reply_markup?.keyboard;
  if (!rows?.length) return null;
  return h("div", { class: "reply-keyboard", role: "group", "aria-label": "Keyboard of the bot" },
    rows.map((row) => h("div", { class: "inline-row" }, row.map((one) => {
      const button = typeof one === "string" ? { text: one } : one;
      const { mark, body } = meaning(button);
      return h("button", {
        type: "button", class: `key${button.style ? ` ${button.style}` : ""}`, dir: "auto",
        on: { click: () => (body ? press(body) : note("The sandbox does not play this kind of button.",
          "bad")) },
      }, mark && icon(mark), h("span", null, button.text));
    }))));
}

function meaning(button) {
  if (button.request_contact) return { mark: "people", body: { contact: true } };
  // The middle of Isfahan, a place as good as any for somebody who is nowhere.
  if (button.request_location) return {
    mark: "place", body: { location: { latitude: 32.65745, longitude: 51.677778 } },
  };
  const special = [
    "request_poll", "request_users", "request_chat", "request_managed_bot", "web_app",
  ].some((name) => button[name]);
  return special ? {} : { body: { text: button.text } };
}

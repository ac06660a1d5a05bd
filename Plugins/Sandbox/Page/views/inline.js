// Inline keyboards: what each kind of button does.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { note } from "../announce.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { person } from "../store.js";
import { safeLink } from "../text.js";
import { copyText } from "./copy.js";
import { openDialog } from "./dialog.js";
import { paymentSheet } from "./payment.js";

function follow(address, column) {
  const href = safeLink(address);
  if (!href) {
    note(`This page does not follow “${address}”: only http, https and tg.`, "bad");
    return;
  }
  const url = new URL(href);
  const deep = url.hostname === "t.me" || url.protocol === "tg:";
  if (deep && column.deepLink(url)) return;
  window.open(href, "_blank", "noopener,noreferrer");
}

async function press(button, data, message, column) {
  // It is not disabled meanwhile: that would take the focus from it.
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  await attempt(async () => {
    const { answer, timed_out: late } = await api.press(column.user, column.chat, message.message_id, data);
    if (late) note("The bot has not answered the press within 15 seconds.", "bad");
    else if (answer?.url) follow(answer.url, column);
    else if (answer?.text && answer.show_alert) openDialog("The bot says",
      () => h("p", { dir: "auto", class: "alert-text" }, answer.text),
      "alert");
    else if (answer?.text) note(answer.text);
  });
  button.removeAttribute("aria-busy");
}

/** What a press does, and a word of what kind of button it is where it is not a plain one. */
function meaning(one, message, column) {
  if (one.callback_data !== undefined) return { run: (button) => press(button, one.callback_data,
    message,
    column) };
  if (one.pay) return { run: () => paymentSheet(message, column), kind: "pay" };
  if (one.url) return { run: () => follow(one.url, column), mark: "link" };
  if (one.login_url) return { run: () => follow(one.login_url.url, column), mark: "link" };
  if (one.copy_text) return {
    run: () => copyText(one.copy_text.text, "the text of the button"), mark: "copy",
  };
  const query = one.switch_inline_query_current_chat ?? one.switch_inline_query;
  if (query !== undefined) {
    const bot = person(message.via_bot?.id ?? message.from?.id);
    return { run: () => column.compose(`@${bot?.username ?? ""} ${query}`), mark: "reply" };
  }
  return { run: () => note("The sandbox has no Mini Apps and no games: this button does nothing here.",
    "bad") };
}

/** The inline keyboard of a message, or null. An invoice without one has a button to pay, as in Telegram. */
export function inlineKeyboard(message, column) {
  let rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length && message.invoice) rows = [[{ text: "Pay", pay: true }]];
  if (!rows?.length) return null;
  return h("div", { class: "inline", role: "group", "aria-label": "Buttons of the message" },
    rows.map((row) => h("div", { class: "inline-row" }, row.map((one) => {
      const { run, mark, kind } = meaning(one, message, column);
      const style = one.style ? ` ${one.style}` : "";
      const button = h("button", {
        type: "button", class: `inline-button${kind ? ` ${kind}` : ""}${style}`, dir: "auto",
      },
        h("span", null, one.text), mark && icon(mark));
      button.addEventListener("click", () => run(button));
      return button;
    }))));
}

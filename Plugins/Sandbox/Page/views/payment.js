// The sheet that pays an invoice with money that does not exist.

import { api } from "../api.js";
import { fill, h } from "../dom.js";
import { money } from "../format.js";
import { choice, field, openDialog } from "./dialog.js";

/** Opens the sheet of an invoice for the user of a column. */
export function paymentSheet(message, column) {
  const invoice = message.invoice;
  const more = message.sandbox?.invoice ?? {};
  openDialog("Pay", (close) => {
    const tips = more.suggested_tip_amounts ?? [];
    const tip = tips.length > 0 && choice(
      [["0", "No tip"], ...tips.map((one) => [String(one), money(one, invoice.currency)])],
      "0",
    );
    const total = h("strong", { class: "total" });
    const state = h("p", { class: "pay-state", role: "status" });
    const amount = () => invoice.total_amount + Number(tip ? tip.value : 0);
    const pay = h("button", { type: "button", class: "primary", autofocus: true });
    const cancel = h("button", { type: "button" }, "Cancel");
    const draw = () => {
      fill(total, money(amount(), invoice.currency));
      fill(pay, `Pay ${money(amount(), invoice.currency)}`);
    };
    if (tip) tip.addEventListener("change", draw);
    draw();

    const settle = async (action) => {
      pay.disabled = cancel.disabled = true;
      fill(state, action === "pay" ? "Asking the bot whether it agrees; it has ten seconds…" : "");
      try {
        const { state: outcome, reason } = await api.pay(column.user, column.chat,
          message.message_id,
          action,
          Number(tip ? tip.value : 0));
        if (outcome === "cancelled") {
          close();
        } else if (outcome === "paid") {
          fill(state, "Paid. The bot has been told.");
          state.classList.add("good");
          fill(cancel, "Done");
          cancel.disabled = false;
          pay.hidden = true;
          cancel.focus();
        } else {
          throw new Error(`Not paid: ${reason ?? "the bot refused"}`);
        }
      } catch (trouble) {
        fill(state, trouble.message);
        state.classList.add("bad");
        pay.disabled = cancel.disabled = false;
        pay.focus();
      }
    };
    pay.addEventListener("click", () => settle("pay"));
    cancel.addEventListener("click", () => (pay.hidden ? close() : settle("cancel")));

    return h("div", { class: "sheet" },
      h("h3", { dir: "auto" }, invoice.title),
      h("p", { dir: "auto" }, invoice.description),
      h("dl", { class: "prices" },
        (more.prices ?? []).map((one) => h("div", null,
          h("dt", { dir: "auto" }, one.label),
          h("dd", null, money(one.amount, invoice.currency)))),
        h("div", { class: "sum" }, h("dt", null, "Total"), h("dd", null, total))),
      tip && field("Tip", tip),
      h("p", { class: "hint" },
        "Play money: nothing is charged. The bot receives pre_checkout_query, then successful_payment."),
      state,
      h("p", { class: "form-end" }, cancel, pay));
  }, "sheet-dialog");
}

// Dialogs and the parts of their forms.

import { h, fill, uid } from "../dom.js";
import { iconButton } from "./icon-button.js";

/** Opens a modal dialog. `build` gets a function that closes it and returns what it holds. Focus goes back where it was. */
export function openDialog(title, build, kind = "") {
  const heading = uid("title");
  const before = document.activeElement;
  const close = () => dialog.close();
  const dialog = h("dialog", { class: `dialog ${kind}`, "aria-labelledby": heading },
    h("header", { class: "dialog-head" },
      h("h2", { id: heading, dir: "auto" }, title),
      iconButton("close", "Close", close)),
    h("div", { class: "dialog-body" }, build(close)));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
  return dialog;
}

/** An input with its label and, under it, a hint. */
export function field(label, input, hint) {
  const id = input.id || uid("field");
  input.id = id;
  const note = hint && h("small", { id: `${id}-hint` }, hint);
  if (note) input.setAttribute("aria-describedby", note.id);
  return h("p", { class: "field" }, h("label", { for: id }, label), input, note);
}

/** A choice from a list of [value, words]. */
export function choice(options, value = "") {
  const select = h("select", null, options.map(([one, words]) => h("option", { value: one }, words)));
  if (options.some(([one]) => one === value)) select.value = value;
  return select;
}

/** A form that does `work` on submit, shows what went wrong in words, and cannot be sent twice at once. */
export function form(fields, label, work) {
  const trouble = h("p", { class: "form-error", role: "alert" });
  const button = h("button", { class: "primary", type: "submit" }, label);
  return h("form", {
    class: "form",
    on: {
      submit: async (event) => {
        event.preventDefault();
        if (button.disabled) return;
        button.disabled = true;
        fill(trouble);
        try {
          await work();
        } catch (error) {
          fill(trouble, [error.message, error.hint].filter(Boolean).join(" "));
        } finally {
          button.disabled = false;
        }
      },
    },
  }, fields, trouble, h("p", { class: "form-end" }, button));
}

/** Asks before something that cannot be taken back. */
export function confirm(title, words, label, work) {
  openDialog(title, (close) => [
    h("p", null, words),
    form([], label, async () => {
      await work();
      close();
    }),
  ]);
}

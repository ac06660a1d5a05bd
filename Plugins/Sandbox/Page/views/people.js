// Who you are: the switch between the people of the sandbox.

import { become } from "../actions.js";
import { fill, h } from "../dom.js";
import { nameOf } from "../format.js";
import { icon } from "../icons.js";
import { on, store } from "../store.js";
import { newPerson } from "./create.js";
import { openMenu } from "./menu.js";
import { tile } from "./tile.js";

/** The button that says who you are and opens the list of people. */
export function peopleSwitch() {
  const button = h("button",
    { type: "button", class: "me", "aria-haspopup": "menu", "aria-expanded": "false" });
  button.addEventListener("click", () => {
    openMenu(button, "Be somebody else", [
      ...[...store.users.values()].map((user) => ({
        label: nameOf(user), node: tile(user, true), checked: user.id === store.me, run: () =>
          become(user.id),
      })),
      { label: "New person…", icon: "plus", run: newPerson },
    ]);
  });
  const draw = () => {
    const me = store.users.get(store.me);
    fill(button, tile(me), h("span", { class: "me-words" },
      h("small", null, "You are "), h("strong", { dir: "auto" },
        me ? nameOf(me) : "nobody yet")), icon("people"));
  };
  on("people", draw);
  draw();
  return button;
}

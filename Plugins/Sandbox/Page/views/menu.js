// A menu at a button: arrows move, Enter chooses, Escape goes back.

import { h, uid } from "../dom.js";
import { icon } from "../icons.js";

let open = null;

/** Opens a menu at `anchor`. An item is {label, icon?, run, bad?, checked?} or {row: [...]} for a row of small ones. */
export function openMenu(anchor, label, items) {
  closeMenu();
  const id = uid("menu");
  const menu = h("div", { class: "menu", role: "menu", id, "aria-label": label },
    items.filter(Boolean).map((item) => (item.row ? h("div", { class: "menu-row", role: "none" },
      item.row.map(button)) : button(item))));

  function button(item) {
    const radio = item.checked !== undefined;
    return h("button", {
      type: "button", role: radio ? "menuitemradio" : "menuitem", tabindex: "-1", class: item.bad ? "bad" : null,
      "aria-checked": radio ? String(item.checked) : null, "aria-label": item.name, dir: "auto",
      on: {
        click: () => {
          closeMenu(true);
          item.run();
        },
      },
    }, item.icon && icon(item.icon), item.node, item.label && h("span", null, item.label));
  }

  const all = () => [...menu.querySelectorAll("button")];
  menu.addEventListener("keydown", (event) => {
    const list = all();
    const at = list.indexOf(document.activeElement);
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) list[(at + steps[event.key] + list.length) % list.length].focus();
    else if (event.key === "Home") list[0].focus();
    else if (event.key === "End") list.at(-1).focus();
    else if (event.key === "Escape" || event.key === "Tab") closeMenu(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  (anchor.closest("dialog, .panel, .side, .middle") ?? document.body).append(menu);
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = at.bottom + size.height + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
  anchor.setAttribute("aria-expanded", "true");
  open = { menu, anchor };
  (all().find((one) => one.getAttribute("aria-checked") === "true") ?? all()[0]).focus();
}

/** Closes the menu that is open, if one is. */
export function closeMenu(back = false) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (back) anchor.focus();
}

addEventListener("pointerdown", (event) => open && !open.menu.contains(event.target) && closeMenu(), true);
addEventListener("resize", () => closeMenu());

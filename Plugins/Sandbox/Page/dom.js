// Elements are built, never parsed: no text of a message can become markup.

/** Makes an element. Properties: `class`, `on` (listeners by name), `data` (dataset), anything else is an attribute;
 *  `true` makes an empty one, and `false`, `null` or `undefined` none. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      for (const [key, item] of Object.entries(value)) element.dataset[key] = item;
    } else if (name === "value") {
      element.value = value;
    } else {
      element.setAttribute(name === "class" ? "class" : name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Brings the children of `parent` to the order of `items`, and draws anew only those that `mark` says have changed,
 *  so that focus, selection and playing media stay where they are. */
export function reconcile(parent, items, key, mark, draw) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const kept = new Set();
  let place = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const sign = String(mark(item));
    let child = old.get(name);
    if (!child || child.dataset.mark !== sign) {
      const fresh = draw(item);
      fresh.dataset.key = name;
      fresh.dataset.mark = sign;
      if (child) {
        const focused = child.contains(document.activeElement) && focusPath(child);
        if (place === child) place = fresh;
        child.replaceWith(fresh);
        if (focused) restoreFocus(fresh, focused);
      }
      child = fresh;
    }
    kept.add(child);
    if (child === place) place = place.nextElementSibling;
    else parent.insertBefore(child, place);
  }
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
}

/** Where the focus is within an element, so that it can be found in its successor. */
function focusPath(root) {
  const active = document.activeElement;
  if (active === root) return { self: true };
  return { index: focusable(root).indexOf(active) };
}

function restoreFocus(root, path) {
  if (path.self) root.focus();
  else focusable(root)[path.index]?.focus();
}

/** What can be focused within an element, in order. */
export function focusable(root) {
  const all = root.querySelectorAll("a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex]");
  return [...all].filter((one) => one.offsetParent !== null || one === document.activeElement);
}

let counter = 0;

/** An id for an element that a label or a description must name. */
export function uid(word = "e") {
  counter += 1;
  return `${word}-${counter}`;
}

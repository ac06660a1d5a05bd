// Message text with its entities, as elements. Offsets are in UTF-16 units, as JavaScript's strings are.

import { h } from "./dom.js";

const SCHEMES = new Set(["http:", "https:", "tg:"]);

/** An address that may be opened, or null: only http, https and tg are followed. */
export function safeLink(address) {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, children) {
  const href = safeLink(address);
  if (!href) return h("span", { class: "bad-link", title: `Not followed: ${address}` }, children);
  return h("a", { href, dir: "auto", rel: "noopener noreferrer nofollow", target: "_blank" }, children);
}

function spoiler(children) {
  const reveal = (event) => {
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("open");
    cover.removeAttribute("role");
    cover.removeAttribute("tabindex");
    cover.removeAttribute("aria-label");
    inner.removeAttribute("aria-hidden");
  };
  const inner = h("span", { "aria-hidden": "true" }, children);
  const cover = h("span", {
    class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show",
    on: {
      click: (event) => cover.classList.contains("open") || reveal(event),
      keydown: (event) => {
        if (!cover.classList.contains("open") && (event.key === "Enter" || event.key === " ")) reveal(event);
      },
    },
  }, inner);
  return cover;
}

/** What is done with a piece of text of each kind. `act` has what happens on a press of a command or a mention. */
const KINDS = {
  bold: (children) => h("strong", null, children),
  italic: (children) => h("em", null, children),
  underline: (children) => h("u", null, children),
  strikethrough: (children) => h("s", null, children),
  code: (children) => h("code", { dir: "ltr" }, children),
  pre: (children, entity) =>
    h("pre", { dir: "ltr", tabindex: "0" },
      entity.language && h("span", { class: "language" }, entity.language),
      h("code", null, children)),
  blockquote: (children) => h("blockquote", { dir: "auto" }, children),
  expandable_blockquote: (children) => h("blockquote", { dir: "auto" }, children),
  spoiler,
  url: (children, entity, text) => link(text, children),
  text_link: (children, entity) => link(entity.url, children),
  email: (children) => h("span", { class: "soft-link" }, children),
  phone_number: (children) => h("span", { class: "soft-link", dir: "ltr" }, children),
  hashtag: (children) => h("span", { class: "soft-link" }, children),
  cashtag: (children) => h("span", { class: "soft-link" }, children),
  mention: (children) => h("span", { class: "soft-link" }, children),
  text_mention: (children, entity) => h("span", { class: "soft-link", title: `User ${entity.user?.id}` },
    children),
  bot_command: (children, entity, text, act) =>
    act?.command ? h("button",
      { type: "button", class: "command", on: { click: () => act.command(text) } },
      children) : children,
  custom_emoji: (children, entity) => h("span",
    { class: "custom-emoji", title: `Custom emoji ${entity.custom_emoji_id}` },
    children),
};

/** Text with entities as a list of nodes. Entities nest; one that crosses another's end is cut at that end. */
export function richText(text, entities = [], act = null) {
  const sorted = entities
    .filter((one) => one.length > 0 && one.offset >= 0 && one.offset < text.length)
    .map((one) => ({ ...one, end: Math.min(one.offset + one.length, text.length) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);

  function part(from, to, list) {
    const nodes = [];
    let place = from;
    let index = 0;
    while (index < list.length) {
      const entity = list[index];
      if (entity.offset > place) nodes.push(text.slice(place, entity.offset));
      const end = Math.min(entity.end, to);
      const inner = [];
      for (index += 1; index < list.length && list[index].offset < end; index += 1) inner.push(list[index]);
      const children = part(entity.offset, end, inner);
      const draw = KINDS[entity.type];
      nodes.push(draw ? draw(children, entity, text.slice(entity.offset, end), act) : children);
      place = end;
    }
    if (place < to) nodes.push(text.slice(place, to));
    return nodes;
  }

  return part(0, text.length, sorted);
}

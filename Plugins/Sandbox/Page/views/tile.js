// The picture of a user, bot or chat: initials on a colour of its own; bots and chats differ in shape, not only colour.

import { h } from "../dom.js";
import { hue, initials } from "../format.js";

/** A tile for a user, bot or chat. */
export function tile(one, small = false) {
  const shape = one?.is_bot || one?.bot ? "bot" : one?.type && one.type !== "private" ? one.type : "person";
  return h("span", {
    class: `tile ${shape}${small ? " small" : ""}`, "aria-hidden": "true", data: { hue: hue(one?.id ?? 0) },
  }, initials(one));
}

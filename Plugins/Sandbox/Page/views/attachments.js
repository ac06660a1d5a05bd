// Files chosen to be sent, before they are.

import { fill, h } from "../dom.js";
import { sizeOf } from "../format.js";
import { icon } from "../icons.js";
import { choice } from "./dialog.js";
import { iconButton } from "./icon-button.js";

const KINDS = [
  ["auto", "As what they are"], ["document", "As files"], ["photo", "As photos"], ["video", "As videos"], ["audio", "As music"],
  ["voice", "As a voice message"], ["animation", "As an animation"], ["sticker", "As a sticker"],
];

/** The strip of chosen files. */
export function attachments(changed) {
  let files = [];
  const kind = choice(KINDS, "auto");
  kind.setAttribute("aria-label", "How to send the files");
  const strip = h("ul", { class: "strip" });
  const element = h("div", { class: "attachments", hidden: true }, strip, kind);

  function draw() {
    element.hidden = files.length === 0;
    fill(strip, files.map((one) => h("li", null,
      one.address ? h("img", { src: one.address, alt: "" }) : icon("file"),
      h("span", null, h("bdi", null, one.file.name), h("small", null, sizeOf(one.file.size))),
      iconButton("close", `Leave out ${one.file.name}`, () => drop(one)))));
    changed();
  }

  function drop(one) {
    if (one.address) URL.revokeObjectURL(one.address);
    files = files.filter((other) => other !== one);
    draw();
  }

  return {
    element,
    get count() {
      return files.length;
    },
    add(list) {
      for (const file of list) {
        files = [
          ...files, { file, address: file.type.startsWith("image/") ? URL.createObjectURL(file) : null },
        ];
      }
      draw();
    },
    clear() {
      for (const one of [...files]) drop(one);
      kind.value = "auto";
    },
    /** The body of the request that sends them. */
    body(caption, replyTo) {
      const form = new FormData();
      form.set("kind", kind.value);
      if (caption) form.set("caption", caption);
      if (replyTo) form.set("reply_to", String(replyTo));
      for (const one of files) form.append("files", one.file, one.file.name);
      return form;
    },
  };
}

// What a message carries besides text.

import { fileAddress } from "../api.js";
import { h } from "../dom.js";
import { lengthOf, nameOf, sizeOf } from "../format.js";
import { safeLink } from "../text.js";
import { icon } from "../icons.js";
import { openDialog } from "./dialog.js";
import { poll } from "./poll.js";

function largest(photo) {
  return photo.reduce(
    (best, one) => (one.width * one.height > best.width * best.height ? one : best),
    photo[0],
  );
}

/** A picture that opens larger. */
function picture(id, words, size, blurred) {
  const address = fileAddress(id);
  const image = h("img", {
    src: address, alt: words, loading: "lazy", width: size?.width, height: size?.height, draggable: "false",
  });
  return h("button", {
    type: "button", class: `picture${blurred ? " blurred" : ""}`, "aria-label": `${words}, show larger`,
    on: {
      click: (event) => {
        const button = event.currentTarget;
        if (button.classList.contains("blurred")) button.classList.remove("blurred");
        else openDialog(words, () => h("img", { class: "large", src: address, alt: words }), "wide");
      },
    },
  }, image);
}

function fileRow(file, name, kind) {
  return h("a", {
    class: "file", href: fileAddress(file.file_id), download: name, "aria-label": `Download ${name}`,
  },
    h("span", { class: "file-mark" }, icon("file")),
    h("span", { class: "file-words" },
      h("strong", { dir: "auto" }, name),
      h("small", null, [kind, sizeOf(file.file_size)].filter(Boolean).join(" · "))));
}

const known = (message, file) => message.sandbox?.files?.[file.file_id] ?? {};

const DRAW = {
  photo: (m) => picture(largest(m.photo).file_id, m.caption || "Photo",
    largest(m.photo),
    m.has_media_spoiler),
  animation: (m) => (/gif|webp/.test(m.animation.mime_type ?? "")
    ? picture(m.animation.file_id, m.caption || "Animation", m.animation)
    : h("video",
      {
        src: fileAddress(m.animation.file_id), controls: true, loop: true, preload: "metadata",
        "aria-label": "Animation",
      })),
  video: (m) => h("video",
    {
      src: fileAddress(m.video.file_id), controls: true, preload: "metadata",
      "aria-label": m.caption || "Video",
    }),
  video_note: (m) => h("video",
    {
      class: "round-video", src: fileAddress(m.video_note.file_id), controls: true, preload: "metadata",
      "aria-label": "Video note",
    }),
  audio: (m) => [
    h("p", { class: "track", dir: "auto" },
      [m.audio.performer, m.audio.title ?? m.audio.file_name].filter(Boolean).join(" — ") || "Audio"),
    h("audio",
      {
        src: fileAddress(m.audio.file_id), controls: true, preload: "none",
        "aria-label": m.audio.title ?? "Audio",
      }),
  ],
  voice: (m) => [
    h("audio",
      { src: fileAddress(m.voice.file_id), controls: true, preload: "none", "aria-label": "Voice message" }),
    m.voice.duration > 0 && h("small", null, lengthOf(m.voice.duration)),
  ],
  sticker: (m) => (m.sticker.is_video
    ? h("video",
      { class: "sticker", src: fileAddress(m.sticker.file_id), controls: true, "aria-label": "Sticker" })
    : h("img",
      { class: "sticker", src: fileAddress(m.sticker.file_id), alt: `Sticker ${m.sticker.emoji ?? ""}` })),
  document: (m) => fileRow(m.document, m.document.file_name ?? known(m, m.document).name ?? "file", ""),
  venue: (m) => place(m.venue.location, `${m.venue.title}, ${m.venue.address}`),
  location: (m) => place(m.location, m.location.live_period ? "Live location" : "Location"),
  contact: (m) => h("div", { class: "card" },
    h("strong", { dir: "auto" }, nameOf(m.contact)), h("span", { dir: "ltr" }, m.contact.phone_number)),
  dice: (m) => h("p", { class: "dice" }, m.dice.emoji, h("span", null, ` ${m.dice.value}`)),
  poll,
  checklist: (m) => h("div", { class: "card" },
    h("strong", { dir: "auto" }, m.checklist.title),
    h("ul", null,
      m.checklist.tasks.map((one) => h("li", { dir: "auto" },
        `${one.completion_date ? "☑" : "☐"} ${one.text}`)))),
};

function place(location, words) {
  return h("div", { class: "card place" }, icon("place"),
    h("span", null,
      h("strong", { dir: "auto" }, words),
      h("small", { dir: "ltr" }, `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`)));
}

/** Which kind of medium a message carries, or undefined. */
export function mediumOf(message) {
  // An animation comes with a document too, and a venue with a location.
  if (message.animation) return "animation";
  if (message.venue) return "venue";
  return Object.keys(DRAW).find((kind) => message[kind] !== undefined);
}

/** The medium of a message, as the user of a column sees it, or null. */
export function medium(message, column) {
  const kind = mediumOf(message);
  return kind ? h("div", { class: `medium ${kind}` }, DRAW[kind](message, column)) : null;
}

/** The preview of a link that the sender chose or Telegram would make; the page fetches nothing, so it is the link alone. */
export function linkPreview(message) {
  const address = message.link_preview_options?.url;
  const href = address && !message.link_preview_options.is_disabled && safeLink(address);
  return href ? h("a", { class: "preview", href, target: "_blank", rel: "noopener noreferrer nofollow" },
    href) : null;
}

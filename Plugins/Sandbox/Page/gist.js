// A message in a few words: for the list of chats, replies and screen readers.

import { money, nameOf } from "./format.js";
import { store } from "./store.js";

const MEDIA = {
  photo: "Photo", video: "Video", animation: "Animation", audio: "Audio", voice: "Voice message", video_note: "Video note",
  sticker: "Sticker", document: "File", location: "Location", venue: "Place", contact: "Contact", poll: "Poll", dice: "Dice",
};

const names = (users) => users.map(nameOf).join(", ");

/** The words of a message that tells of an event, or null if it is an ordinary one. */
export function serviceWords(message) {
  const who = nameOf(message.from ?? message.sender_chat);
  const joined = message.new_chat_members;
  if (joined) {
    const alone = joined.length === 1 && joined[0].id === message.from?.id;
    return alone ? `${who} joined` : `${who} added ${names(joined)}`;
  }
  const left = message.left_chat_member;
  if (left) return left.id === message.from?.id ? `${who} left` : `${who} removed ${nameOf(left)}`;
  if (message.new_chat_title) return `${who} changed the name to “${message.new_chat_title}”`;
  if (message.new_chat_photo) return `${who} changed the picture`;
  if (message.delete_chat_photo) return `${who} removed the picture`;
  if (message.group_chat_created) return `${who} made the group`;
  if (message.supergroup_chat_created) return `${who} made the supergroup`;
  if (message.channel_chat_created) return `The channel was made`;
  if (message.migrate_to_chat_id) return `The group became the supergroup ${message.migrate_to_chat_id}`;
  if (message.migrate_from_chat_id) return `The supergroup was the group ${message.migrate_from_chat_id}`;
  if (message.pinned_message) return `${who} pinned “${gist(message.pinned_message)}”`;
  if (message.successful_payment) {
    return `${who} paid ${money(message.successful_payment.total_amount, message.successful_payment.currency)}`;
  }
  if (message.refunded_payment) {
    return `${money(message.refunded_payment.total_amount, message.refunded_payment.currency)} given back`;
  }
  if (message.users_shared) return `${who} shared ${message.users_shared.users?.length ?? 0} people`;
  if (message.chat_shared) return `${who} shared a chat`;
  if (message.write_access_allowed) return `${who} let the bot write`;
  return null;
}

/** A message in a few words. */
export function gist(message) {
  if (!message) return "";
  const service = serviceWords(message);
  if (service) return service;
  if (message.text) return message.text;
  const kind = Object.keys(MEDIA).find((name) => message[name] !== undefined);
  const word = message.animation ? MEDIA.animation : MEDIA[kind];
  if (message.invoice) return `Invoice: ${message.invoice.title}`;
  if (word) return message.caption ? `${word}: ${message.caption}` : word;
  return "A message of a kind that this page does not draw";
}

/** A message with its sender, for the list of chats of a user. */
export function lastLine(message, user, private_) {
  if (!message) return "No messages yet";
  if (serviceWords(message)) return gist(message);
  const by = message.sandbox?.by ?? message.from?.id;
  if (by === user) return `You: ${gist(message)}`;
  if (private_ || !message.from) return gist(message);
  return `${nameOf(store.users.get(by) ?? message.from)}: ${gist(message)}`;
}

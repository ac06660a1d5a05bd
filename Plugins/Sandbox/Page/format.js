// Names, times, sizes and money in words.

/** What a user, bot or chat is called. */
export function nameOf(one) {
  if (!one) return "Somebody";
  if (one.title) return one.title;
  return [one.first_name, one.last_name].filter(Boolean).join(" ") || (one.username ? `@${one.username}` : `User ${one.id}`);
}

/** One or two letters for a tile. */
export function initials(one) {
  const words = nameOf(one).split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [first(words[0]), first(words.at(-1))] : [first(words[0] ?? "?")];
  return letters.join("").toUpperCase();
}

function first(word) {
  return [...word][0] ?? "";
}

/** One of eight hues, always the same for an id. */
export function hue(id) {
  return Math.abs(Number(id)) % 8;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** Hours and minutes of a time in seconds. */
export const clockOf = (seconds) => CLOCK.format(seconds * 1000);

/** The day of a time in seconds. */
export const dayOf = (seconds) => DAY.format(seconds * 1000);

/** Day and time to the second. */
export const fullTime = (seconds) => FULL.format(seconds * 1000);

/** A size in bytes in words. */
export function sizeOf(bytes) {
  if (!Number.isFinite(bytes)) return "";
  const units = ["bytes", "KB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit += 1;
  }
  return `${unit ? bytes.toFixed(1) : bytes} ${units[unit]}`;
}

/** Seconds as minutes and seconds. */
export function lengthOf(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** Milliseconds in the largest fitting unit. */
export function span(milliseconds) {
  const steps = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1000]];
  for (const [word, size] of steps) {
    const count = Math.round((milliseconds / size) * 10) / 10;
    if (Math.abs(count) >= 1) return `${count} ${word}${count === 1 ? "" : "s"}`;
  }
  return `${milliseconds} ms`;
}

// Currencies of which the smallest unit is not a hundredth, after Telegram's currencies.json.
const WHOLE = new Set(["CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"]);

/** An amount in the currency's smallest unit, as people write it; Stars are whole. */
export function money(amount, currency) {
  if (currency === "XTR") return `★ ${amount}`;
  const digits = WHOLE.has(currency) ? 0 : 2;
  const number = amount / 10 ** digits;
  return `${number.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${currency}`;
}

const STATUS = {
  creator: "owner", administrator: "admin", member: "member", restricted: "restricted", left: "not in it", kicked: "banned",
};

/** A member's status in a word. */
export const statusWord = (status) => STATUS[status] ?? status;

const KIND = { private: "private chat", group: "group", supergroup: "supergroup", channel: "channel" };

/** A chat's kind in words. */
export const kindWord = (type) => KIND[type] ?? type;

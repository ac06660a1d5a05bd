// A poll or quiz: an option is a button that votes, and takes the vote back.

import { attempt } from "../actions.js";
import { api } from "../api.js";
import { h } from "../dom.js";

/** The poll of a message, as the user of a column sees it. */
export function poll(message, { user, chat }) {
  const { question, options, is_closed: closed, allows_multiple_answers: several, total_voter_count: total } = message.poll;
  const mine = message.sandbox?.votes?.[user] ?? [];
  const vote = (index) => {
    const has = mine.includes(index);
    const others = several ? mine.filter((one) => one !== index) : [];
    attempt(() => api.vote(user, chat, message.message_id, has ? others : [...others, index]));
  };
  const correct = new Set(message.poll.correct_option_ids ?? [message.poll.correct_option_id]);
  const option = (one, index) => h("button", {
    type: "button", class: "option", disabled: closed, "aria-pressed": String(mine.includes(index)), dir: "auto",
    on: { click: () => vote(index) },
  },
  h("span", null, one.text, mine.length > 0 && correct.has(index) && " ✓"),
  h("small", null, total > 0 ? `${Math.round((100 * one.voter_count) / total)} %` : "0 %"));
  const words = [message.poll.type === "quiz" ? "Quiz" : "Poll", `${total} voted`, closed && "closed"];
  return h("div", { class: "card poll", role: "group", "aria-label": question },
    h("strong", { dir: "auto" }, question), h("small", null, words.filter(Boolean).join(" · ")), options.map(option));
}

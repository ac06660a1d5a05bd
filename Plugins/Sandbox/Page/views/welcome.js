// What stands where no chat is open: the first steps, one at a time.

import { attempt, become, startBot } from "../actions.js";
import { h } from "../dom.js";
import { nameOf } from "../format.js";
import { icon } from "../icons.js";
import { ownBots, store } from "../store.js";
import { botForm, botRecipe, newBot, newChat, newPerson, personForm } from "./create.js";
import { tile } from "./tile.js";

const card = (one, words, run) => h("li", null, h("button", {
  type: "button", class: "choice", on: { click: run },
},
  tile(one), h("span", null, h("strong", { dir: "auto" }, nameOf(one)), h("small", null, words))));

function steps(at) {
  return h("ol", { class: "steps", "aria-label": "First steps" }, [
    "Be somebody", "Talk to a bot", "Break things",
  ].map((words, index) =>
    h("li", { "aria-current": index === at ? "step" : null, class: index < at ? "done" : null }, words)));
}

/** The first step: who are you? */
export function whoAreYou() {
  const users = [...store.users.values()];
  return h("div", { class: "welcome" },
    steps(0),
    h("h2", null, "Who are you today?"),
    h("p", { class: "lead" },
      "This is a Telegram of your own, on this machine: no account, no network, nothing that can be spoiled. ",
      "Be anybody, as often as you like."),
    users.length > 0 && h("ul", { class: "choices" },
      users.map((user) => card(user, user.username ? `@${user.username}` : "person", () => become(user.id)))),
    personForm("Begin", (user) => become(user.id)));
}

/** What to do next, while no chat is open. */
export function whatNext() {
  const me = store.users.get(store.me);
  const bots = ownBots().filter((one) => !one.revoked);
  return h("div", { class: "welcome" },
    steps(1),
    h("h2", null, "Hello, ", h("bdi", null, me.first_name), "."),
    bots.length > 0
      ? [
        h("p", { class: "lead" },
          "Choose a bot to talk to. It sees you as it would see anybody on Telegram."),
        h("ul", { class: "choices" },
          bots.map((bot) => card(bot, `@${bot.username}`, () => attempt(() => startBot(store.me, bot.id))))),
      ]
      : [
        h("p", { class: "lead" },
          "There is no bot yet. Make one: you get a token, as BotFather would give you, ",
          "and your program talks to the sandbox with it."),
        botForm((bot) => attempt(() => startBot(store.me, bot.id))),
      ],
    h("p", { class: "row also" },
      h("button", { type: "button", on: { click: () => newChat("group") } }, icon("people"), "New group"),
      h("button", { type: "button", on: { click: () => newChat("channel") } },
        icon("channel"),
        "New channel"),
      bots.length > 0 && h("button", { type: "button", on: { click: newBot } }, icon("bot"), "New bot"),
      h("button", { type: "button", on: { click: newPerson } }, icon("plus"), "Another person")),
    h("details", { class: "tips" },
      h("summary", null, "Good to know"),
      h("ul", null,
        h("li", null,
          "Several chats stand side by side where there is room. Be one person in the first and another in the ",
          "second: each column keeps who it was opened as."),
        h("li", null, "Enter sends, Shift and Enter begin a new line, / opens the commands."),
        h("li", null,
          "In a conversation the arrows go from message to message, and Enter opens what can be done with one: ",
          "react, reply, edit, see its raw JSON."),
        h("li", null,
          "“Faults” makes calls fail, moves the clock, and kills the host, to see what your bot does about it.")),
      bots[0]?.token && botRecipe(bots[0])));
}

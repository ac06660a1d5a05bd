// Dialogs that make people, bots, groups and channels.

import { become, openChat, startBot } from "../actions.js";
import { api, botBase } from "../api.js";
import { h } from "../dom.js";
import { changed, store } from "../store.js";
import { loadChats } from "../world.js";
import { choice, field, form, openDialog } from "./dialog.js";
import { copyButton } from "./copy.js";

const LANGUAGES = [
  ["en", "English"], ["fa", "Persian"], ["ar", "Arabic"], ["de", "German"], ["es", "Spanish"],
  ["ru", "Russian"], ["uk", "Ukrainian"],
];

/** The form that makes a person; `done` gets who was made. */
export function personForm(label, done) {
  const first = h("input",
    { required: true, maxlength: "64", autocomplete: "off", autofocus: true, dir: "auto" });
  const last = h("input", { maxlength: "64", autocomplete: "off", dir: "auto" });
  const username = h("input",
    { maxlength: "32", autocomplete: "off", pattern: "@?[A-Za-z][A-Za-z0-9_]{3,31}", dir: "ltr" });
  const language = choice(LANGUAGES, "en");
  return form([
    field("First name", first),
    h("div", { class: "pair" },
      field("Last name (optional)", last),
      field("Username (optional)", username, "4 to 32 letters, digits, _")),
    field("Language of the app", language, "Bots are told it as language_code."),
  ], label, async () => {
    const wanted = { first_name: first.value.trim(), language_code: language.value };
    if (last.value.trim()) wanted.last_name = last.value.trim();
    if (username.value.trim()) wanted.username = username.value.trim().replace(/^@/, "");
    const user = await api.addUser(wanted);
    store.users.set(user.id, user);
    changed("people");
    await done(user);
  });
}

/** Makes a person and becomes them. */
export function newPerson() {
  openDialog("New person", (close) => personForm("Make this person", async (user) => {
    close();
    await become(user.id);
  }));
}

/** Makes a group, supergroup or channel. */
export function newChat(type = "group") {
  openDialog("New group or channel", (close) => {
    const kind = choice([["group", "Group"], ["supergroup", "Supergroup"], ["channel", "Channel"]], type);
    const title = h("input",
      { required: true, maxlength: "128", autocomplete: "off", autofocus: true, dir: "auto" });
    const username = h("input",
      { maxlength: "32", autocomplete: "off", pattern: "@?[A-Za-z][A-Za-z0-9_]{3,31}", dir: "ltr" });
    return form([
      field("Kind", kind),
      field("Name", title),
      field("Public username (optional)", username,
        "Supergroups and channels only; with one, anybody may join."),
    ], "Make it", async () => {
      const wanted = { type: kind.value, title: title.value.trim(), owner: store.me };
      if (username.value.trim() && kind.value !== "group") wanted.username = username.value.trim().replace(/^@/, "");
      const chat = await api.addChat(wanted);
      await loadChats(store.me);
      close();
      openChat(store.me, chat.id);
    });
  });
}

/** What to tell a Bot API client so that it talks to the sandbox. */
export function botRecipe(bot) {
  const address = botBase();
  return h("div", { class: "recipe" },
    h("p", null, "Give your bot this address and this token; any Bot API client will do."),
    h("dl", null,
      h("dt", null, "Address"), h("dd", null, h("code", null, address), copyButton(address, "the address")),
      h("dt", null, "Token"), h("dd", null, h("code", null, bot.token), copyButton(bot.token, "the token"))),
    h("pre", { tabindex: "0", "aria-label": "A call with curl" }, `curl ${address}/bot${bot.token}/getMe`));
}

/** The form that makes a bot; `done` gets it. */
export function botForm(done) {
  const name = h("input",
    { required: true, maxlength: "64", autocomplete: "off", autofocus: true, dir: "auto" });
  const username = h("input",
    {
      required: true, maxlength: "32", autocomplete: "off", pattern: "@?[A-Za-z][A-Za-z0-9_]*[Bb][Oo][Tt]",
      dir: "ltr",
    });
  return form([
    field("Name", name), field("Username", username, "Ends in “bot”, as BotFather asks."),
  ], "Make the bot", async () => {
    const bot = await api.addBot({
      name: name.value.trim(), username: username.value.trim().replace(/^@/, ""), owner: store.me,
    });
    store.bots.set(bot.id, { is_bot: true, ...bot });
    changed("people");
    await done(bot);
  });
}

/** Makes a bot and shows its token. */
export function newBot() {
  openDialog("New bot", (close) => botForm(async (bot) => {
    close();
    openDialog(`${bot.first_name} is made`, (done) => [
      botRecipe(bot),
      h("p", { class: "form-end" }, h("button", {
        type: "button", class: "primary",
        on: {
          click: () => {
            done();
            startBot(store.me, bot.id);
          },
        },
      }, "Talk to it")),
    ]);
  }));
}

// Starts the page: asks for the world, draws it, and follows it.

import { complain, note } from "./announce.js";
import { room } from "./actions.js";
import { listen } from "./events.js";
import { kept, setTheme } from "./settings.js";
import { changed, store } from "./store.js";
import { shell } from "./views/shell.js";
import { apply, refresh } from "./world.js";

const AGAIN = 1000; // milliseconds
const WORLD = new Set(["user", "bot", "fault", "clock"]); // events of what is asked for as a whole
let boot = null;
let drawn = false;
let asking = false;
let stale = false;

/** Asks for everything, for as long as the host takes, and once more if the answer may be older than what was seen. */
async function begin() {
  if (asking) {
    stale = true;
    return;
  }
  asking = true;
  try {
    do {
      stale = false;
      await refresh();
    } while (stale);
    if (!drawn) {
      drawn = true;
      shell(document.getElementById("app"));
    }
  } catch (trouble) {
    if (trouble.status === undefined) throw trouble;
    if (!trouble.unreachable) complain(trouble);
    setTimeout(begin, AGAIN);
  } finally {
    asking = false;
  }
}

setTheme(kept.theme ?? "auto");
store.me = kept.me ?? null;
store.columns = (kept.columns ?? []).slice(0, room());
store.focus = store.columns.length - 1;

listen(
  (event) => {
    if (event.type !== "hello") {
      apply(event);
      stale ||= WORLD.has(event.type);
      return;
    }
    const again = boot !== null && boot !== event.boot;
    boot = event.boot;
    if (!drawn || !event.resumed || again) begin();
    if (again) note("The host is back.");
  },
  (link) => {
    if (store.link === link) return;
    store.link = link;
    const words = document.querySelector("#app > .boot");
    if (words && link === "lost") words.textContent = "The host does not answer yet. Trying again…";
    changed("link");
  },
);
begin();

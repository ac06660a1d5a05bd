// What the page remembers on this machine: who you were, what was open, light or dark.

const KEY = "roost.sandbox";

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage may be forbidden; then nothing is remembered
  }
}

/** What was kept. */
export const kept = read();

/** Keeps some more. */
export function keep(some) {
  Object.assign(kept, some);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // as above
  }
}

/** Puts a theme on: "auto" (as the system has it), "light" or "dark". */
export function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  keep({ theme });
}

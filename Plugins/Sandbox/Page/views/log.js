// The calls that bots make, as they make them.

import { fill, h } from "../dom.js";
import { nameOf } from "../format.js";
import { on, person, store } from "../store.js";
import { openPanel } from "./panel.js";

/** Opens the panel with the calls. */
export function openLog() {
  openPanel("log", "Calls of the bots", () => {
    const content = h("div");
    const draw = () => {
      const calls = store.calls.filter((one) => one.method !== "getUpdates" || !one.ok);
      if (calls.length === 0) {
        fill(
          content,
          h("p", { class: "hint" },
            "No bot has called since this page was opened. Each call appears here, with what was answered."),
        );
        return;
      }
      fill(content, h("ol", { class: "calls" }, calls.map((one) =>
        h("li", { class: one.ok ? null : "failed" },
        h("span", null,
          h("code", null, one.method),
          h("small", { dir: "auto" }, ` ${nameOf(person(one.bot))}`)),
        h("small", null,
          one.ok ? "ok" : `${one.code} ${one.description ?? ""}`,
          ` · ${one.ms ?? 0} ms · ${new Date(one.at).toLocaleTimeString()}`)))));
    };
    const end = on("calls", draw);
    draw();
    return { content, end };
  });
}

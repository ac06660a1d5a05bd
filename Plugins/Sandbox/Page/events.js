// The stream of what happens in the world, opened again for as long as it takes.

import { eventsAddress } from "./api.js";

const SHORTEST = 400;
const LONGEST = 4000; // milliseconds; a host that comes back is noticed at once by a person

/** Listens for ever. `seen` gets each event, `state` hears "live", "waiting" (the first time) or "lost". */
export function listen(seen, state) {
  let last = "";
  let wait = SHORTEST;
  let source;

  function open() {
    source = new EventSource(eventsAddress(last));
    source.onmessage = (message) => {
      if (message.lastEventId) last = message.lastEventId;
      wait = SHORTEST;
      let event;
      try {
        event = JSON.parse(message.data);
      } catch {
        return; // an event cut short by a dying host; the stream is opened again and repeats it
      }
      if (event.type === "hello") state("live");
      seen(event);
    };
    // The browser's own way of trying again gives up after an error answer, such as a 503 while the host starts.
    source.onerror = () => {
      source.close();
      state("lost");
      setTimeout(open, wait);
      wait = Math.min(wait * 1.6, LONGEST);
    };
  }

  state("waiting");
  open();
  addEventListener("pagehide", () => source.close());
}

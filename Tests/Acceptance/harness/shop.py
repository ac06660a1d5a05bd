"""A host with a bot whose updates are kept, and the plugin that gets them, on either store."""

import itertools
import json

from .state import Keeper

SECRET, PATH = "s3cret-of_the-first-bot", "/telegram/first-0123456789"
BOT = {"path": PATH, "secret": SECRET, "plugins": ["shop"], "delivery": "durable"}


class Shop(Keeper):
    def __init__(self, host):
        super().__init__(host, "shop")
        self.numbers = itertools.count(1)

    def take(self, text, chat=7):
        """Delivers an update; its number."""
        number = next(self.numbers)
        body = {"update_id": number, "message": {"message_id": 1, "date": 1, "text": text,
                "chat": {"id": chat, "type": "private"},
                "from": {"id": chat, "is_bot": False, "first_name": "A"}}}  # fmt: skip
        fields = [("Content-Type", "application/json"), ("X-Telegram-Bot-Api-Secret-Token", SECRET)]
        assert self.host.post(PATH, json.dumps(body).encode(), headers=fields).status == 200
        return number

    def run(self, *command, code=0):
        done = self.host.roost(*command)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout if code == 0 else done.stdout + done.stderr

    def events(self, *options):
        return json.loads(self.run("events", "list", "--json", *options))

    def event(self, state=None, **wanted):
        """The last event that is as told, once it is in a state."""
        found = []

        def look():
            found[:] = [event for event in self.events() if all(event.get(k) == v for k, v in wanted.items())]
            return found and (state is None or found[-1]["state"] == state)

        self.host.until(look)
        return found[-1]

    def story(self, id):
        return json.loads(self.run("events", "show", id, "--json"))


def config(redis=None, **events):
    state = {"state": {"redis": {"url": f"unix:{redis.socket}"}}} if redis else {}
    return {"events": {"retry_ms": 20, "attempts": 3, **events}, "bots": {"demo": BOT}, **state}

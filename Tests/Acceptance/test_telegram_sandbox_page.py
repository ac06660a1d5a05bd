"""The sandbox's page in a real browser: dialogue, album, payment, channel, group, faults and a killed host."""

import re
import signal

import pytest
from playwright.sync_api import expect

from harness.browser import Browser, limited
from harness.pictures import png
from harness.plugins import ROOT
from harness.sandbox_page import SandboxVisitor
from harness.telegram import Page, free_port, library
from harness.telegram_bot import Refused, TelegramBot

pytestmark = pytest.mark.isolation("worker", "inline")

PICTURES = [png(160, 120, colour) for colour in ((150, 60, 40), (30, 110, 90), (60, 80, 160))]


@pytest.fixture(scope="module")
def browser():
    made = Browser()
    yield made
    made.end()


class Scene:
    """A host with the sandbox, somebody at its page, and the bots of a test."""

    def __init__(self, hosts, browser, width):
        port = free_port()  # the same after a restart, as the page expects
        self.host = hosts({"listen": [{"address": f"127.0.0.1:{port}"}]}, start=False)
        self.host.install(library(), "sandbox", {}).start()
        self.base = f"http://127.0.0.1:{port}/sandbox"
        self.visitor = SandboxVisitor(browser.chromium, f"{self.base}/", width)
        self.api = Page(self.host)
        self.bots = []

    @property
    def person(self):
        """The first person of the sandbox."""
        return self.api.get("world")["users"][0]["id"]

    def bot(self, name, handle=None):
        """Makes a bot that behaves as `handle(bot, update)` does."""
        made = self.api.post("bots", {"name": name, "username": f"{name.lower()}_bot", "owner": self.person})
        bot = TelegramBot(self.base, made["token"])
        bot.id = made["id"]
        self.bots.append(bot)
        return bot.serve(handle) if handle else bot

    def end(self):
        try:
            for bot in self.bots:
                bot.end()
        finally:
            self.visitor.end()


WIDTHS = {"worker": 1280, "inline": 360}  # the page cares for one, the plugin for the other: each story is played twice


@pytest.fixture
def scene(roost_host, browser, isolation):
    with limited(180):
        made = Scene(roost_host, browser, WIDTHS[isolation])
        yield made
        made.end()


def inline(*rows):
    return {"inline_keyboard": [[dict(zip(("text", "callback_data"), one)) for one in row] for row in rows]}


def test_a_dialogue_with_keyboards_edits_and_reactions(scene):
    def handle(bot, update):
        if query := update.get("callback_query"):
            chosen = query["message"]
            bot.call("answerCallbackQuery", callback_query_id=query["id"], text=f"{query['data']} it is")
            bot.call("editMessageText", chat_id=chosen["chat"]["id"], message_id=chosen["message_id"],
                     text=f"Colour: {query['data']}")  # fmt: skip
            keys = {"keyboard": [[{"text": "Done"}, {"text": "تمام شد"}]], "resize_keyboard": True}
            bot.say(chosen["chat"]["id"], "Are you done?", reply_markup=keys)
            return
        message = update.get("message") or {}
        chat, text = message.get("chat", {}).get("id"), message.get("text", "")
        if text.startswith("/start"):
            bot.say(chat, "What is your name?", reply_markup={"force_reply": True})
        elif text in ("Done", "تمام شد"):
            bot.call("setMessageReaction", chat_id=chat, message_id=message["message_id"],
                     reaction=[{"type": "emoji", "emoji": "🎉"}])  # fmt: skip
            bot.say(chat, "Goodbye", reply_markup={"remove_keyboard": True})
        elif text:
            bot.say(chat, f"<b>{text}</b>, which colour?", parse_mode="HTML", reply_markup=inline([("Red", "red"), ("Blue", "blue")]))

    visitor = scene.visitor
    visitor.look("who")
    visitor.begin("Ann")
    bot = scene.bot("Guide", handle)
    bot.call("setMyCommands", commands=[{"command": "start", "description": "Begin again"}])
    visitor.look("next")
    visitor.talk_to("Guide")
    visitor.sees("What is your name?")
    visitor.write("آنا")
    asked = visitor.sees("which colour?")
    expect(asked.locator("strong", has_text="آنا")).to_be_visible()
    visitor.look("dialogue")
    visitor.button("Blue", asked).click()
    visitor.sees("Colour: blue")
    expect(visitor.page.get_by_text("blue it is")).to_be_visible()
    visitor.sees("Are you done?")
    visitor.button("تمام شد", visitor.chat).click()
    visitor.sees("Goodbye")
    expect(visitor.chat.get_by_role("group", name="Keyboard of the bot")).to_be_hidden()
    expect(visitor.button(re.compile("^🎉"), visitor.message("تمام شد").last)).to_be_visible()

    field = visitor.chat.get_by_role("textbox", name="Message", exact=True)
    field.fill("/")
    option = visitor.chat.get_by_role("option", name="/start Begin again")
    expect(option).to_have_attribute("aria-selected", "true")
    visitor.look("commands")
    field.press("Enter")
    expect(visitor.message("What is your name?")).to_have_count(2)

    visitor.choose("Goodbye", "Raw JSON")
    expect(visitor.panel.get_by_text('"text": "Goodbye"').first).to_be_visible()
    visitor.look("raw")
    visitor.close_panel()
    visitor.details()
    expect(visitor.panel.get_by_text(bot.token, exact=True)).to_be_visible()
    visitor.look("bot")


def test_albums_and_files_both_ways(scene):
    albums = {}

    def handle(bot, update):
        message = update["message"]
        chat = message["chat"]["id"]
        if message.get("text", "").startswith("/start"):
            media = [{"type": "photo", "media": f"attach://p{n}"} for n in range(3)]
            media[0]["caption"] = "Three walls"
            bot.call("sendMediaGroup", chat_id=chat, media=media,
                     files={f"p{n}": (f"{n}.png", "image/png", data) for n, data in enumerate(PICTURES)})  # fmt: skip
        elif group := message.get("media_group_id"):
            albums.setdefault(group, []).append(message)
            if len(albums[group]) == 2:
                bot.say(chat, f"Two of {len(albums)} album, {albums[group][0]['caption']}")
        elif document := message.get("document"):
            bot.say(chat, f"{document['file_name']} has {document['file_size']} bytes")

    visitor = scene.visitor
    visitor.begin("Ann")
    scene.bot("Painter", handle)
    visitor.talk_to("Painter")
    album = visitor.sees("Three walls")
    expect(album.locator(".album img")).to_have_count(3)
    loaded = "all => all.every((one) => one.complete && one.naturalWidth > 0)"
    visitor.page.wait_for_function(f"({loaded})([...document.querySelectorAll('.album img')])")
    visitor.attach(("a.png", "image/png", PICTURES[0]), ("b.png", "image/png", PICTURES[1]))
    visitor.look("attach")
    visitor.write("both mine")
    visitor.sees("Two of 1 album, both mine")
    expect(visitor.message("both mine").first.locator(".album img")).to_have_count(2)
    visitor.attach(("list.txt", "text/plain", b"one\ntwo\n"))
    visitor.button("Send", visitor.chat).click()
    visitor.sees("list.txt has 8 bytes")
    expect(visitor.chat.get_by_role("link", name="Download list.txt")).to_be_visible()
    visitor.look("album")
    visitor.button(re.compile("show larger"), album).first.click()
    visitor.look("larger")
    visitor.page.keyboard.press("Escape")
    expect(visitor.dialog).to_be_hidden()


def test_a_payment_refused_and_paid(scene):
    sold = []

    def handle(bot, update):
        if query := update.get("pre_checkout_query"):
            sold.append(query)
            answer = {"ok": True} if len(sold) > 1 else {"ok": False, "error_message": "The kettle is still cold"}
            bot.call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], **answer)
        elif paid := update.get("message", {}).get("successful_payment"):
            bot.say(update["message"]["chat"]["id"], f"Thank you for {paid['total_amount']} {paid['currency']}")
        elif "text" in update.get("message", {}):
            bot.call("sendInvoice", chat_id=update["message"]["chat"]["id"], title="A month of tea", description="A cup a day",
                     payload="tea", currency="XTR", prices=[{"label": "Tea", "amount": 150}])  # fmt: skip

    visitor = scene.visitor
    visitor.begin("Ann")
    scene.bot("Tea", handle)
    visitor.talk_to("Tea")
    invoice = visitor.sees("A month of tea")
    visitor.button(re.compile("^Pay"), invoice).click()
    expect(visitor.dialog.get_by_text("★ 150").first).to_be_visible()
    visitor.look("sheet")
    visitor.button(re.compile("^Pay ★"), visitor.dialog).click()
    expect(visitor.dialog.get_by_text("The kettle is still cold")).to_be_visible()
    visitor.look("refused")
    visitor.button(re.compile("^Pay ★"), visitor.dialog).click()
    expect(visitor.dialog.get_by_text("Paid.")).to_be_visible()
    visitor.button("Done", visitor.dialog).click()
    visitor.sees("Thank you for 150 XTR")
    expect(visitor.message("A month of tea").first.get_by_text("paid")).to_be_visible()
    visitor.look("paid")


def test_a_channel_of_which_only_admins_write(scene):
    visitor = scene.visitor
    visitor.begin("Ann")
    bot = scene.bot("Herald")
    visitor.create("Channel", "Town news", "town_news")
    visitor.write("The market opens at nine.")
    visitor.sees("The market opens at nine.")
    with pytest.raises(Refused) as refused:
        bot.say("@town_news", "I may not")
    assert refused.value.code in (400, 403)
    visitor.details()
    visitor.add("Herald")
    expect(visitor.member("Herald").get_by_text("admin")).to_be_visible()  # as a bot in a channel always is
    visitor.member_menu("Herald", "Change admin rights…")
    visitor.look("rights")
    visitor.button("Save", visitor.dialog).click()
    expect(visitor.dialog).to_be_hidden()
    visitor.look("channel-admins")
    visitor.close_panel()
    bot.say("@town_news", "Rain until noon.")
    visitor.sees("Rain until noon.")

    visitor.become("Bob", new=True)
    visitor.button("New", exact=True).click()
    visitor.page.get_by_role("menuitem", name="Find a public one…").click()
    visitor.look("find")
    visitor.dialog.get_by_role("button", name="Town news").click()
    expect(visitor.chat.get_by_text("Only admins post in this channel.")).to_be_visible()
    visitor.sees("Rain until noon.")
    visitor.look("channel")


def test_a_group_that_a_bot_moderates(scene):
    def handle(bot, update):
        message = update.get("message") or {}
        if "spam" in message.get("text", ""):
            chat, user = message["chat"]["id"], message["from"]
            bot.call("deleteMessage", chat_id=chat, message_id=message["message_id"])
            bot.call("banChatMember", chat_id=chat, user_id=user["id"])
            bot.say(chat, f"{user['first_name']} was banned")

    visitor = scene.visitor
    visitor.begin("Ann")
    scene.bot("Warden", handle)
    visitor.become("Bob", new=True)
    visitor.become("Ann")
    visitor.create("Group", "Allotments")
    visitor.details()
    visitor.add("Bob")
    visitor.add("Warden")
    visitor.member_menu("Warden", "Make admin…")
    visitor.button("Save", visitor.dialog).click()
    expect(visitor.member("Warden").get_by_text("admin")).to_be_visible()
    visitor.look("members")
    visitor.close_panel()
    visitor.become("Bob")
    visitor.open("Allotments")
    visitor.write("good morning")
    visitor.write("buy my spam", stays=False)
    visitor.sees("Bob was banned")
    expect(visitor.message("buy my spam")).to_have_count(0)
    expect(visitor.chat.get_by_text("You are banned here.")).to_be_visible()
    visitor.look("moderated")
    if not visitor.narrow:
        both = visitor.page.locator(".column", has_text="Bob was banned")
        expect(both).to_have_count(2)  # Ann's and Bob's, side by side
    visitor.become("Ann")
    visitor.open("Allotments")
    visitor.details()
    expect(visitor.member("Bob").get_by_text("banned")).to_be_visible()


def test_text_is_never_markup(scene):
    visitor = scene.visitor
    visitor.begin("<i>Ann</i>")
    bot = scene.bot("Plain", lambda bot, update: None)
    visitor.talk_to("Plain")
    text = "<img src=x onerror=alert(1)> one two three"
    ann = scene.person
    spans = [("text_link", 29, 3, {"url": "https://example.org/"}), ("spoiler", 33, 3, {}), ("pre", 37, 5, {"language": "c"})]
    entities = [{"type": kind, "offset": at, "length": size, **more} for kind, at, size, more in spans]
    bot.say(ann, text, entities=entities)
    message = visitor.sees("<img src=x onerror=alert(1)>")
    assert message.locator("img").count() == 0
    link = message.get_by_role("link", name="one")
    assert link.get_attribute("href") == "https://example.org/" and "noopener" in link.get_attribute("rel")
    hidden = visitor.button("Hidden text, press to show", message)
    expect(message.get_by_text("two", exact=True)).to_be_hidden()
    hidden.focus()
    visitor.page.keyboard.press("Enter")
    expect(message.get_by_text("two", exact=True)).to_be_visible()
    expect(message.locator("pre code")).to_have_text("three")
    visitor.look("text")


def test_what_happens_while_a_chat_is_asked_for_is_shown_once(scene):
    visitor = scene.visitor
    visitor.begin("Ann")
    bot = scene.bot("Porter")
    visitor.talk_to("Porter")
    bot.say(scene.person, "before")
    visitor.sees("before")
    held = []

    def hold(route):
        held.append((route, route.fetch()))  # the answer of now, which comes late

    visitor.page.route("**/messages?*", hold)
    visitor.page.reload()
    visitor.until(lambda: held)
    bot.say(scene.person, "meanwhile")
    expect(visitor.page.locator("#live")).to_contain_text("meanwhile")
    for route, answer in held:
        route.fulfill(response=answer)
    visitor.page.unroute("**/messages?*")
    visitor.sees("before")
    visitor.sees("meanwhile")
    visitor.write("and after")
    visitor.sees("and after")
    for text in ("before", "meanwhile", "and after"):
        expect(visitor.message(text)).to_have_count(1)


def test_a_fault_ends_after_its_times(scene):
    visitor = scene.visitor
    visitor.begin("Ann")
    bot = scene.bot("Porter")
    visitor.talk_to("Porter")
    ann = scene.person
    visitor.to_list()
    visitor.button("Faults").click()
    visitor.panel.get_by_label("What goes wrong").select_option("500")
    visitor.panel.get_by_label("Method").fill("sendMessage")
    visitor.button("Add the fault").click()
    expect(visitor.panel.get_by_role("list", name="Faults in force").get_by_text("1 left")).to_be_visible()
    visitor.look("faults")
    with pytest.raises(Refused) as refused:
        bot.say(ann, "once")
    assert refused.value.code == 500
    expect(visitor.panel.get_by_text("No faults: everything works.")).to_be_visible()
    bot.say(ann, "twice")
    visitor.close_panel()
    visitor.open("Porter")
    visitor.sees("twice")
    expect(visitor.message("once")).to_have_count(0)


def test_a_killed_host_comes_back_with_everything(scene, isolation):
    visitor = scene.visitor
    visitor.begin("Ann")
    scene.bot("Echo", lambda bot, update: bot.say(update["message"]["chat"]["id"], f"Heard {update['message']['text']}"))
    visitor.talk_to("Echo")
    visitor.sees("Heard /start")
    visitor.write("before")
    visitor.sees("Heard before")
    draft = visitor.chat.get_by_role("textbox", name="Message", exact=True)
    if not visitor.narrow:
        draft.fill("half a thou")
    visitor.to_list()
    visitor.button("Faults").click()
    visitor.button("Kill the host").click()
    visitor.button("Kill the host", visitor.dialog).click()
    if isolation == "worker":
        expect(visitor.dialog.get_by_text("a worker cannot end its host")).to_be_visible()
        visitor.page.keyboard.press("Escape")
        scene.host.process.kill()
    expect(visitor.page.get_by_text("The host does not answer.")).to_be_visible()
    assert scene.host.wait() == -signal.SIGKILL
    visitor.look("lost")
    scene.host.start()
    expect(visitor.page.get_by_text("The host is back.")).to_be_visible()
    expect(visitor.page.get_by_text("The host does not answer.")).to_be_hidden()
    visitor.close_panel()
    visitor.open("Echo")
    visitor.sees("Heard before")
    if not visitor.narrow:
        expect(draft).to_have_value("half a thou")
    visitor.write("after")
    visitor.sees("Heard after")
    expect(visitor.message("Heard before")).to_have_count(1)
    visitor.forgive("Failed to load resource")


def test_every_file_of_the_page_is_served_and_nothing_else_may_run(scene):
    page = ROOT / "Plugins/Sandbox/Page"
    files = [path.relative_to(page) for path in sorted(page.rglob("*")) if path.is_file()]
    assert len(files) > 30
    for path in files:
        where = "/sandbox/" if path.name == "index.html" else f"/sandbox/page/{path}"
        answer = scene.host.get(where)
        assert answer.status == 200 and answer.body == (page / path).read_bytes(), where
    policy = scene.host.get("/sandbox/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy

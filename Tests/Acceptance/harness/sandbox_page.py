"""What somebody does on the sandbox's page, by the words on it."""

import re

from playwright.sync_api import expect

from .browser import Visitor


class SandboxVisitor(Visitor):
    """A visitor who knows the page's words; each step works where one chat fits and where several do."""

    @property
    def chat(self):
        """The chat that was opened last."""
        return self.page.locator(".column.focus")

    @property
    def panel(self):
        return self.page.locator(".panel")

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def button(self, name, within=None, **options):
        return (within or self.page).get_by_role("button", name=name, **options)

    def begin(self, name):
        """Becomes the first person."""
        self.page.get_by_label("First name").fill(name)
        self.button("Begin").click()
        expect(self.button(f"You are {name}")).to_have_count(1)

    def become(self, name, new=False):
        """Becomes another person, made now if `new`."""
        self.to_list()
        self.button(re.compile("^You are")).click()
        if new:
            self.page.get_by_role("menuitem", name="New person…").click()
            self.dialog.get_by_label("First name").fill(name)
            self.button("Make this person").click()
        else:
            self.page.get_by_role("menuitemradio", name=name).click()
        expect(self.button(f"You are {name}")).to_be_visible()

    def to_list(self):
        """Back to the list of chats, which is always there where it is wide."""
        back = self.button("Back to the chats", self.chat)
        if self.narrow and back.count():
            back.click()

    def talk_to(self, bot):
        """Starts a bot that is offered in the list."""
        self.page.get_by_role("list", name="Bots to talk to").get_by_role("button", name=bot).click()
        expect(self.chat.get_by_role("heading", name=bot)).to_be_visible()

    def open(self, title):
        """Opens a chat of the list."""
        self.to_list()
        self.page.get_by_role("navigation", name="Chats").get_by_role("button", name=title).click()
        expect(self.chat.get_by_role("heading", name=title)).to_be_visible()

    def create(self, kind, title, username=None):
        """Makes a group or channel and opens it."""
        self.to_list()
        self.button("New", exact=True).click()
        self.page.get_by_role("menuitem", name=f"{kind}…").click()
        self.dialog.get_by_label("Name", exact=True).fill(title)
        if username:
            self.dialog.get_by_label("Public username").fill(username)
        self.button("Make it").click()
        expect(self.chat.get_by_role("heading", name=title)).to_be_visible()

    def write(self, text, stays=True):
        """Types a text into the open chat and sends it; unless it `stays`, the field may go with what comes of it."""
        field = self.chat.get_by_role("textbox", name="Message", exact=True)
        field.fill(text)
        field.press("Escape")
        field.press("Enter")
        if stays:
            expect(field).to_have_value("")

    def attach(self, *files):
        """Chooses files, as (name, type, bytes)."""
        chosen = [{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files]
        self.chat.locator("input[type=file]").set_input_files(chosen)

    def message(self, text):
        """The message that holds a text."""
        return self.chat.locator("li.message", has_text=text)

    def sees(self, text):
        """Waits for a message with a text."""
        expect(self.message(text).last).to_be_visible()
        return self.message(text).last

    def choose(self, text, item):
        """Chooses from the menu of a message, by keys alone."""
        self.message(text).last.focus()
        self.page.keyboard.press("Enter")
        self.page.get_by_role("menuitem", name=item, exact=True).click()

    def details(self):
        """Opens the details of the open chat."""
        self.button(re.compile("^Details of"), self.chat).click()
        expect(self.panel).to_be_visible()

    def close_panel(self):
        self.button("Close this panel").click()
        expect(self.panel).to_be_hidden()

    def add(self, name):
        """Adds somebody to the chat of which the details are open."""
        self.button("Add somebody").click()
        self.dialog.get_by_role("button", name=name).click()
        expect(self.member(name)).to_be_visible()

    def member(self, name):
        return self.panel.locator(".members li", has_text=name)

    def member_menu(self, name, item):
        self.button(f"What to do with {name}", self.panel).click()
        self.page.get_by_role("menuitem", name=item).click()

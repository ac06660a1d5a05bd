"""The pages of payments in a browser: buying, going back, a card without money, in Persian and English, on a telephone
and on a wide screen, without a script."""

import pytest
from harness.bank import Bank, mellat
from harness.browser import Browser, limited
from harness.payments import install
from harness.telegram import free_port
from playwright.sync_api import expect

SAID = {
    "en-GB": ("Go to the bank", "Paid", "You went back", "Not enough", "ltr"),
    "fa-IR": ("رفتن به بانک", "پرداخت شد", "انصراف دادید", "موجودی کافی نیست", "rtl"),
}


@pytest.fixture(scope="module")
def browser():
    made = Browser()
    yield made
    made.end()


@pytest.fixture
def bank():
    made = Bank(mellat)
    yield made
    made.close()


@pytest.mark.parametrize("language, width", [("en-GB", 1280), ("fa-IR", 360)])
def test_somebody_buys_in_a_browser(roost_host, bank, browser, language, width):
    port = free_port()
    shop = install(roost_host, mellat=bank, port=port)
    invoice = shop.invoice()
    go, paid, back, funds, direction = SAID[language]
    with limited(120):
        visitor = browser.visit(f"http://127.0.0.1:{port}{invoice.path}", width, locale=language)
        page = visitor.page
        assert page.locator("html").get_attribute("dir") == direction
        visitor.look(f"payments-choose-{language}")

        def to_bank():
            page.get_by_role("button", name="Mellat").click()
            # The page looks again by itself until the bank has given its own.
            expect(page.get_by_role("heading", name=go)).to_be_visible()
            visitor.look(f"payments-ready-{language}")
            page.get_by_role("button", name=go).click()
            expect(page).to_have_title("Bank")

        to_bank()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_role("heading", name=back)).to_be_visible()
        visitor.look(f"payments-cancelled-{language}")
        to_bank()
        page.get_by_role("button", name="No money").click()
        expect(page.get_by_role("heading", name=funds)).to_be_visible()
        to_bank()
        page.get_by_role("button", name="Pay", exact=True).click()
        page.get_by_role("button", name="Back to the shop").click()
        expect(page.get_by_role("heading", name=paid)).to_be_visible()
        visitor.look(f"payments-paid-{language}")
        assert page.url.endswith(invoice.path)
        page.go_back()
        page.get_by_role("button", name="Back to the shop").click()
        expect(page.get_by_role("heading", name=paid)).to_be_visible()
        visitor.forgive("Failed to load resource")
        visitor.end()
    assert bank.books.calls["bpVerifyRequest"] == 1 and len(bank.books.kept()) == 1
    assert shop.entitlement()["standing"] == "active"

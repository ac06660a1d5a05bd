"""Payments against banks with books of their own, in a worker and inline: afterwards both sides' books agree."""

import hashlib
import hmac
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from harness.bank import PASSWORD, Bank, mellat, zarinpal
from harness.bank_rest import STRIPE_WEBHOOK, saman, stripe
from harness.payments import KEY, install

pytestmark = pytest.mark.isolation("worker", "inline")

BEARER = [("Authorization", f"Bearer {KEY}")]


@pytest.fixture
def bank():
    made = Bank(mellat)
    yield made
    made.close()


@pytest.fixture
def pal():
    made = Bank(zarinpal)
    yield made
    made.close()


@pytest.fixture
def shop(roost_host, bank, pal):
    return install(roost_host, mellat=bank, zarinpal=pal)


def agree(shop, bank, *, paid, sku="vip", subject="ann", price=50_000):
    """The bank's books and ours."""
    kept = bank.books.kept()
    assert len(kept) == paid
    balances = shop.balances()
    assert sum(balances.values()) == 0
    assert sum(value for name, value in balances.items() if "/gateway/" in name) == paid * price
    assert shop.entitlement(sku, subject)["standing"] == ("active" if paid else "none")


def many(action):
    """Does something twenty times at once."""
    with ThreadPoolExecutor(20) as pool:
        [done.result() for done in [pool.submit(action) for _ in range(20)]]


def test_somebody_buys_and_has_it_once(shop, bank):
    invoice = shop.invoice()
    assert shop.invoice().id == invoice.id, "the same key is the same order"
    page = invoice.page()
    assert "VIP &lt;1&gt; &amp; more" in page and "50,000 rials" in page and "Mellat" in page and "ZarinPal" not in page
    assert 'dir="rtl"' in invoice.page("fa-IR,en;q=0.5") and "ریال" in invoice.page("fa")
    many(lambda: invoice.begin("mellat"))
    assert len(invoice.payments) == 1
    sale = bank.books.pay(invoice.token())
    assert sale["amount"] == 50_000 and shop.entitlement()["standing"] == "none"
    # Twice in a row, and many at once.
    many(lambda: invoice.come_back(sale))
    invoice.until("active")
    invoice.come_back(sale)
    assert "Thank you" in invoice.page() and sale["settled"]
    assert bank.books.calls == {"bpPayRequest": 1, "bpVerifyRequest": 1, "bpSettleRequest": 1}
    agree(shop, bank, paid=1)
    invoice.begin("mellat")
    assert len(invoice.payments) == 1, "what is paid is not paid again"
    lines = shop.api("GET", f"payments/{invoice.payments[0]['id']}/audit")
    assert [(line["event"], line["path"]) for line in lines] == [
        ("begin", ["requesting"]), ("bank_token", ["redirect_ready"]), ("returned", ["returned", "verifying"]),
        ("bank_confirmed", ["verified", "settling"]), ("bank_done", ["settled", "active"])]  # fmt: skip
    assert shop.host.get("/payments/api/payments/none/audit", headers=BEARER).status == 404
    said = "\n".join(shop.host.logs.raw)
    assert PASSWORD not in said and KEY not in said and sale["token"] not in said


def test_who_goes_back_pays_nothing_and_may_try_again(shop, bank):
    invoice = shop.invoice()
    invoice.begin("mellat")
    first = bank.books.sales[invoice.token()]
    invoice.come_back(first, ResCode=17)
    assert invoice.state == "cancelled" and "Nothing was paid" in invoice.page()
    invoice.begin("mellat")
    second = bank.books.pay(invoice.token())
    assert second["token"] != first["token"] and bank.books.calls["bpVerifyRequest"] == 0
    invoice.come_back(second)
    invoice.until("active")
    agree(shop, bank, paid=1)


def test_who_pays_twice_gets_the_second_back(shop, bank):
    invoice = shop.invoice()
    invoice.begin("mellat")
    first = bank.books.sales[invoice.token()]
    invoice.come_back(first, ResCode=17)
    invoice.begin("mellat")
    second = bank.books.pay(invoice.token())
    invoice.come_back(second)
    invoice.until("active")
    # In the other tab the bank's page was still open.
    bank.books.pay(first["token"])
    invoice.come_back(first)
    invoice.shop.host.until(lambda: invoice.payments[0]["state"] == "reversed")
    assert first["reversed"] and not first["settled"] and second["settled"]
    assert invoice.payments[0]["failure"] == "integrity.paid_twice" and "Thank you" in invoice.page()
    shop.host.logs.wait(message="payments: paid_twice")
    agree(shop, bank, paid=1)


def test_a_plan_that_was_sold_never_changes(shop, bank):
    invoice = shop.invoice()
    old, new = shop.settings["config"]["plans"][0], {}
    new.update(old, price=90_000)
    others = shop.settings["config"]["plans"][1:]
    shop.host.configure("payments", {**shop.settings, "config": {**shop.settings["config"], "plans": [new, *others]}})
    shop.host.logs.wait(message="versions never change")
    new["version"] = 2
    plans = [old, new, *others]
    shop.host.configure("payments", {**shop.settings, "config": {**shop.settings["config"], "plans": plans}})
    shop.host.serving("payments", count=2)
    # What was invoiced is paid at its price, what comes now at the new one.
    invoice.begin("mellat")
    assert bank.books.sales[invoice.token()]["amount"] == 50_000
    assert "90,000 rials" in shop.invoice(subject="bob", key="order-2").page()


def test_what_is_not_ours_is_not_listened_to(shop, bank, pal):
    invoice, other = shop.invoice("zvip"), shop.invoice("zvip", "bob", "order-2")
    invoice.begin("zarinpal")
    paid = pal.books.pay(invoice.token())
    invoice.come_back(paid)
    invoice.until("active")
    other.begin("zarinpal")
    unpaid = pal.books.sales[other.token()]
    calls = pal.books.calls["PaymentVerification"]
    # Another's authority, none, two, one that is too long: nothing is asked, and a line says so.
    other.come_back(unpaid, Authority=paid["token"])
    other.come_back(unpaid, Authority="x" * 300)
    other.come_back(unpaid, Status="MAYBE")
    path = unpaid["callback"].removeprefix("https://shop.example")
    assert shop.host.get(f"{path}?Authority={unpaid['token']}&Status=OK&Status=NOK").status == 303
    assert shop.host.get(f"{path[:-1]}0x?Status=OK").status == 404
    assert other.state == "redirect_ready" and pal.books.calls["PaymentVerification"] == calls
    shop.host.logs.wait(4, message="a callback was not listened to", plugin="payments")
    # A forged success finds that nothing was paid; what was paid after all still counts.
    other.come_back(unpaid)
    other.until("failed")
    assert shop.entitlement("zvip", "bob")["standing"] == "none"
    pal.books.pay(unpaid["token"])
    other.come_back(unpaid)
    other.until("active")


def test_a_receipt_counts_once(shop, pal):
    first, second = shop.invoice("zvip"), shop.invoice("zvip", "bob", "order-2")
    first.begin("zarinpal")
    sale = pal.books.pay(first.token())
    first.come_back(sale)
    first.until("active")
    pal.books.reference_for_all = sale["reference"]
    second.begin("zarinpal")
    second.come_back(pal.books.pay(second.token()))
    second.until("failed")
    assert second.payments[-1]["failure"] == "integrity.replay"
    assert shop.entitlement("zvip", "bob")["standing"] == "none" and sum(shop.balances().values()) == 0
    shop.host.logs.wait(message="payments: integrity")


def test_what_was_given_up_and_is_paid_after_all_is_taken_up_again(shop, pal):
    invoice = shop.invoice("zvip")
    invoice.begin("zarinpal")
    sale = pal.books.sales[invoice.token()]
    invoice.come_back(sale, Status="NOK")
    assert invoice.state == "cancelled" and shop.api("POST", "reconcile") == {"taken_up": 0}
    pal.books.pay(sale["token"])
    assert shop.api("POST", "reconcile") == {"taken_up": 1}
    invoice.until("active")
    assert shop.api("POST", "reconcile") == {"taken_up": 0}
    agree(shop, pal, paid=1, sku="zvip", price=5_000)


def test_what_the_bank_confirms_wrongly_goes_back(roost_host):
    bank = Bank(saman)
    shop = install(roost_host, saman=bank)
    invoice = shop.invoice()
    invoice.begin("saman")
    sale = bank.books.pay(invoice.token())
    bank.books.amount_for_all = 5_000
    invoice.come_back(sale, Amount=50_000)
    invoice.until("reversed")
    assert sale["reversed"] and "went back" in invoice.page()
    assert invoice.payments[-1]["failure"] == "integrity.amount"
    shop.host.logs.wait(message="payments: integrity")
    agree(shop, bank, paid=0)
    bank.books.amount_for_all = None
    invoice.begin("saman")
    invoice.come_back(bank.books.pay(invoice.token()))
    invoice.until("active")
    agree(shop, bank, paid=1)
    bank.close()


def refund(shop, payment, amount, key, status=202):
    return shop.api("POST", f"payments/{payment}/refunds", {"amount": amount, "unit": "IRR"}, status, idempotency=key)


def test_refunds_add_up_to_what_was_paid(shop, bank):
    invoice = shop.invoice()
    invoice.begin("mellat")
    sale = bank.books.pay(invoice.token())
    invoice.come_back(sale)
    invoice.until("active")
    payment = invoice.payments[-1]["id"]
    for key in ("a", "a", "b"):
        refund(shop, payment, 20_000, key)
        invoice.until("partially_refunded")
    assert bank.books.calls["bpRefundRequest"] == 2
    assert "amount" in refund(shop, payment, 20_000, "c", 409)
    assert "changed" in refund(shop, payment, 10_000, "b", 409)
    assert shop.entitlement()["standing"] == "active"
    refund(shop, payment, 10_000, "c")
    invoice.until("refunded")
    assert sum(sale["refunds"].values()) == 50_000
    agree(shop, bank, paid=0)


def test_a_refund_that_was_lost_is_a_persons(shop, bank):
    """Mellat has no question for it: asking again could give it back twice, and an inquiry is of the sale."""
    invoices = []
    for kind in ("drop_before", "drop_after"):
        invoice = shop.invoice(subject=kind, key=kind)
        invoice.begin("mellat")
        invoice.come_back(bank.books.pay(invoice.token()))
        invoice.until("active")
        bank.fault("bpRefundRequest", kind)
        refund(shop, invoice.payments[-1]["id"], 50_000, "a")
        invoice.until("needs_review")
        invoices.append(invoice)
        assert invoice.payments[-1]["refunded"] == 0 and shop.entitlement(subject=kind)["standing"] == "active"
    shop.host.logs.wait(2, message="payments: review")
    assert bank.books.calls["bpInquiryRequest"] == 0 and bank.books.calls["bpRefundRequest"] == 2
    for sent in invoices:
        assert "unsupported" in shop.api("POST", f"payments/{sent.payments[-1]['id']}/retry", status=409)
    # The bank made one of them; none is booked by a guess.
    assert [sum(sale["refunds"].values()) for sale in bank.books.sales.values()] == [0, 50_000]
    assert sum(value for name, value in shop.balances().items() if "/gateway/" in name) == 100_000


def test_an_operator_has_the_bank_asked_now(shop, bank):
    invoice = shop.invoice()
    invoice.begin("mellat")
    sale = bank.books.pay(invoice.token())
    bank.fault("bpVerifyRequest", "500")
    invoice.come_back(sale)
    invoice.until("verify_unknown")
    path = f"payments/{invoice.payments[-1]['id']}/retry"
    assert "Bearer" in shop.api("POST", path, status=401, key="another-key")
    assert bank.books.calls["bpInquiryRequest"] == 0
    assert shop.api("POST", path, status=202) == {"state": "verify_unknown"}
    invoice.until("active")
    assert bank.books.calls["bpInquiryRequest"] == 1
    assert "state" in shop.api("POST", path, status=409)
    assert "no such payment" in shop.api("POST", "payments/none/retry", status=404)
    agree(shop, bank, paid=1)


def sign(body, secret=STRIPE_WEBHOOK, at=None):
    at = int(at or time.time())
    code = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return [("Stripe-Signature", f"t={at},v1={'0' * 64},v1={code}"), ("Content-Type", "application/json")]


def test_a_webhook_counts_by_its_signature_and_only_makes_us_ask(roost_host):
    bank = Bank(stripe)
    shop = install(roost_host, stripe=bank)
    invoice = shop.invoice("card")
    invoice.begin("stripe")
    sale = bank.books.sales[invoice.token()]
    event = {"type": "checkout.session.completed", "data": {"object": {"client_reference_id": sale["order"]}}}
    body = json.dumps(event).encode()
    path = "/payments/webhook/stripe"
    for headers in ([], sign(body, "whsec_another"), sign(body, at=time.time() - 400), sign(body + b" ")):
        assert shop.host.post(path, body, headers=headers).status == 400
    assert invoice.state == "redirect_ready"
    # Signed, and yet not paid: the bank is asked, and says so.
    assert shop.host.post(path, body, headers=sign(body)).status == 200
    invoice.until("failed")
    bank.books.pay(sale["token"])
    for _ in range(3):
        assert shop.host.post(path, body, headers=sign(body)).status == 200
    invoice.until("active")
    agree(shop, bank, paid=1, sku="card", price=990)
    bank.close()


def test_nobody_asks_without_the_key(shop):
    for key in ("", "another-key", "the-merchant's-ke"):
        assert "Bearer" in shop.api("GET", "balances", status=401, key=key)
    assert shop.api("GET", "balances") == {}
    assert shop.host.get("/payments/pay/0123").status == 404


@pytest.mark.slow
def test_who_does_not_come_back_is_found(shop, pal):
    invoice = shop.invoice("zvip")
    invoice.begin("zarinpal")
    pal.books.pay(invoice.token())
    invoice.until("active")
    agree(shop, pal, paid=1, sku="zvip", price=5_000)


@pytest.mark.slow
def test_many_that_cannot_be_looked_at_keep_nobody_waiting(shop, bank, pal):
    def begin(number):
        invoice = shop.invoice("zvip", f"s{number}", f"z{number}")
        invoice.begin("zarinpal")
        invoice.until("redirect_ready")

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(begin, range(205)))
    invoice = shop.invoice()
    invoice.begin("mellat")
    sale = bank.books.pay(invoice.token())
    # Without their gateway none of those that are due first can be looked at.
    config = shop.settings["config"]
    gateways = [gateway for gateway in config["gateways"] if gateway["name"] != "zarinpal"]
    shop.host.configure("payments", {**shop.settings, "config": {**config, "gateways": gateways}})
    shop.host.serving("payments", count=2)
    bank.fault("bpVerifyRequest", "500")
    invoice.come_back(sale)
    invoice.until("verify_unknown")
    invoice.until("active")
    shop.host.logs.wait(message="the janitor cannot look at it")


@pytest.mark.slow
def test_an_answer_that_is_none_is_asked_for_again(shop, bank):
    kinds = ["drop_before", "drop_after", "html", "500", "fault", "truncated", "bomb", "large"]
    steps = {"bpVerifyRequest": "verify_unknown", "bpSettleRequest": "settle_unknown"}
    invoices = {}
    for operation, state in steps.items():
        for kind in kinds:
            subject = f"{operation}-{kind}"
            invoice = invoices[subject] = shop.invoice(subject=subject, key=subject)
            invoice.begin("mellat")
            sale = bank.books.pay(invoice.token())
            bank.fault(operation, kind)
            invoice.come_back(sale)
            invoice.until(state)
            assert "Do not pay again" in invoice.page()
            invoice.begin("mellat")
            assert len(invoice.payments) == 1, "while nobody knows, no other is begun"
    for subject, invoice in invoices.items():
        invoice.until("active")
        assert shop.entitlement(subject=subject)["standing"] == "active"
    assert all(sale["settled"] for sale in bank.books.sales.values())
    assert sum(shop.balances().values()) == 0 and len(bank.books.kept()) == len(invoices) == 16


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("operation", ["bpPayRequest", "bpVerifyRequest", "bpSettleRequest"])
def test_a_host_that_is_killed_loses_and_doubles_nothing(shop, bank, operation, moment):
    invoice = shop.invoice()
    bank.at(operation, moment, shop.kill)
    if operation == "bpPayRequest":
        invoice.begin("mellat")
        shop.restart()
    else:
        invoice.begin("mellat")
    sale = bank.books.pay(invoice.token())
    invoice.come_back(sale)
    if operation != "bpPayRequest":
        shop.restart()
    invoice.until("active")
    assert sale["settled"] and sale["verified"] >= 1
    agree(shop, bank, paid=1)

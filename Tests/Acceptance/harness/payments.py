"""A host with the payments plugin, and somebody who buys."""

import json
import re
import time
from urllib.parse import urlencode, urlsplit

from .bank import MERCHANT, PASSWORD, TERMINAL, USER
from .bank_rest import STRIPE_KEY, STRIPE_WEBHOOK
from .plugins import built

LONG = 90  # seconds: an answer that was lost is asked for again after 15
KEY = "the-merchant's-key"


def library():
    return built("payments", "payments")


def install(make, *, mellat=None, zarinpal=None, saman=None, stripe=None, port=0):
    """A host with the plugin and the gateways whose banks are given."""
    host = make(
        {"secrets": {"key": {"value": KEY}, "password": {"value": PASSWORD},
                     "stripe": {"value": STRIPE_KEY}, "webhook": {"value": STRIPE_WEBHOOK}},
         "events": {"retry_ms": 100, "attempts": 3}, "listen": [{"address": f"127.0.0.1:{port}"}]}, start=False)  # fmt: skip
    gateways, grants = [], ["secret:key", "secret:password", "secret:stripe", "secret:webhook"]
    if mellat:
        gateways.append({
            "name": "mellat", "driver": "mellat", "title": "Mellat", "merchant": str(TERMINAL), "base": mellat.url,
            "user": USER, "secrets": {"password": "password"}})  # fmt: skip
        grants.append(f"fetch-private:{mellat.url}")
    if zarinpal:
        gateways.append({
            "name": "zarinpal", "driver": "zarinpal-soap", "title": "ZarinPal", "merchant": MERCHANT,
            "base": zarinpal.url})  # fmt: skip
        grants.append(f"fetch-private:{zarinpal.url}")
    if saman:
        gateways.append({
            "name": "saman", "driver": "saman", "title": "Saman", "merchant": str(TERMINAL), "base": saman.url})  # fmt: skip
        grants.append(f"fetch-private:{saman.url}")
    if stripe:
        gateways.append({
            "name": "stripe", "driver": "stripe", "title": "Card", "merchant": "acct_1", "base": stripe.url,
            "secrets": {"key": "stripe", "webhook": "webhook"}})  # fmt: skip
        grants.append(f"fetch-private:{stripe.url}")
    plans = [{"sku": "vip", "title": "VIP <1> & more", "price": 50_000, "unit": "IRR", "period": "30d"},
             {"sku": "zvip", "title": "VIP", "price": 5_000, "unit": "IRT", "period": "1m"},
             {"sku": "card", "title": "VIP", "price": 990, "unit": "USD", "period": "1m"}]  # fmt: skip
    config = {
        "public_url": f"http://127.0.0.1:{port}" if port else "https://shop.example", "api_secret": "key", "language": "en", "janitor_seconds": 1,
        "plans": plans, "gateways": gateways}  # fmt: skip
    settings = {"config": config, "grants": grants}
    host.install(library(), "payments", settings)
    return Shop(host.start(), settings)


class Shop:
    """The merchant's own system."""

    def __init__(self, host, settings):
        self.host, self.settings = host, settings

    def api(self, method, path, body=None, status=200, key=KEY, idempotency=None):
        headers = [("Authorization", f"Bearer {key}"), ("Content-Type", "application/json")]
        if idempotency:
            headers.append(("Idempotency-Key", idempotency))
        data = json.dumps(body).encode() if body is not None else b""
        answer = self.host.request(method, f"/payments/api/{path}", body=data, headers=headers)
        assert answer.status == status, answer
        return json.loads(answer.text) if answer.status < 300 else answer.text

    def invoice(self, sku="vip", subject="ann", key="order-1"):
        view = self.api("POST", "invoices", {"sku": sku, "subject": subject}, 201, idempotency=key)
        return Invoice(self, view["id"])

    def entitlement(self, sku="vip", subject="ann"):
        return self.api("GET", f"entitlements/{sku}/{subject}")

    def balances(self):
        return self.api("GET", "balances")

    def kill(self):
        self.host.process.kill()

    def restart(self):
        self.host.process.wait(20)
        self.host.start()


class Invoice:
    """An invoice, and who pays it."""

    def __init__(self, shop, id):
        self.shop, self.id, self.path = shop, id, f"/payments/pay/{id}"

    @property
    def payments(self):
        return self.shop.api("GET", f"invoices/{self.id}")["payments"]

    @property
    def state(self):
        return self.payments[-1]["state"] if self.payments else None

    def page(self, language="en"):
        answer = self.shop.host.get(self.path, headers=[("Accept-Language", language)])
        assert answer.status == 200, answer
        return answer.text

    def begin(self, gateway):
        answer = self.shop.host.post(self.path, urlencode({"gateway": gateway}).encode())
        assert answer.status == 303 and answer["Location"] == self.path, answer

    def until(self, *states):
        limit = time.monotonic() + LONG
        while (state := self.state) not in states:
            assert time.monotonic() < limit, f"it is {state}, not one of {states}"
            time.sleep(0.1)
        return state

    def token(self):
        """What the page sends to the bank, once it does."""
        self.until("redirect_ready")
        page = self.page()
        found = re.search(r'name="(?:RefId|Token)" value="(\w+)"|(?:/pg/StartPay|checkout.example)/(\w+)"', page)
        assert found, page
        return found[1] or found[2]

    def come_back(self, sale, **fields):
        """The person's browser goes where the bank sends it."""
        path = urlsplit(sale["callback"]).path
        sent = {
            "mellat": {"RefId": sale["token"], "SaleOrderId": sale["order"], "ResCode": 0,
                       "SaleReferenceId": sale["reference"]},
            "saman": {"ResNum": sale["order"], "RefNum": f"ref{sale['reference']}", "Status": 2, "State": "OK"},
            "zarinpal": {"Authority": sale["token"], "Status": "OK"}, "stripe": {"result": "success"},
        }[sale["kind"]]  # fmt: skip
        text = urlencode({**sent, **fields})
        if sale["kind"] in ("mellat", "saman"):
            answer = self.shop.host.post(path, text.encode())
        else:
            answer = self.shop.host.get(f"{path}?{text}")
        assert answer.status == 303 and answer["Location"].startswith("/payments/pay/"), answer
        return answer

"""Saman's and Stripe's services in the form of JSON, for a Bank of bank.py."""

import json
from urllib.parse import parse_qs

from .bank import TERMINAL

STRIPE_KEY, STRIPE_WEBHOOK = "sk_test_0123456789", "whsec_0123456789"


def app(answer):
    """A WSGI application of a function of method, path, body and head that gives a status and what becomes JSON."""

    def application(environ, start):
        body = environ["wsgi.input"].read()
        status, value = answer(environ["REQUEST_METHOD"], environ["PATH_INFO"], body, environ)
        start(f"{status} -", [("Content-Type", "application/json")])
        return [json.dumps(value).encode()]

    return application


def saman(books):
    def answer(method, path, body, head):
        question = json.loads(body)
        if path == "/onlinepg/onlinepg":
            if question["TerminalId"] != str(TERMINAL):
                return 200, {"status": -1, "errorCode": "12", "errorDesc": "TerminalNotFound"}
            token = books.add(question["ResNum"], question["Amount"], question["RedirectUrl"], "saman")
            return 200, {"status": 1, "token": token}
        found = [sale for sale in books.sales.values() if f"ref{sale['reference']}" == question["RefNum"] and sale["paid"]]
        if not found or question["TerminalNumber"] != TERMINAL:
            return 200, {"ResultCode": -2, "Success": False}
        sale = found[0]
        if path.endswith("/ReverseTransaction"):
            again, sale["reversed"] = sale["reversed"], True
            return 200, {"ResultCode": 2 if again else 0, "Success": True}
        if sale["reversed"]:
            return 200, {"ResultCode": 5, "Success": False}
        sale["verified"] += 1
        amount = books.amount_for_all or sale["amount"]
        detail = {"RRN": "1", "RefNum": question["RefNum"], "OrginalAmount": amount, "AffectiveAmount": amount,
                  "TerminalNumber": TERMINAL}  # fmt: skip
        return 200, {"ResultCode": 0 if sale["verified"] == 1 else 2, "Success": True, "TransactionDetail": detail}

    return app(answer)


def stripe(books):
    done = {}

    def answer(method, path, body, head):
        if head["HTTP_AUTHORIZATION"] != f"Bearer {STRIPE_KEY}":
            return 401, {"error": {"type": "invalid_request_error"}}
        key = head["HTTP_IDEMPOTENCY_KEY"]
        if method == "POST" and key in done:
            return 200, done[key]
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if path == "/v1/refunds":
            sale = next(sale for sale in books.sales.values() if f"pi_{sale['reference']}" == form["payment_intent"])
            sale["refunds"][key] = int(form["amount"])
            done[key] = {"id": "re_1", "status": "succeeded"}
            return 200, done[key]
        if method == "POST":
            price = "line_items[0][price_data]"
            amount = int(form[price + "[unit_amount]"])
            token = books.add(form["client_reference_id"], amount, form["success_url"], "stripe", "cs_test_")
            books.sales[token]["currency"] = form[price + "[currency]"]
            done[key] = {"id": token, "url": f"https://checkout.example/{token}"}
            return 200, done[key]
        sale = books.sales.get(path.split("/")[-1])
        if not sale:
            return 404, {"error": {"type": "invalid_request_error"}}
        if sale["paid"]:
            sale["verified"] += 1
        return 200, {
            "id": sale["token"], "client_reference_id": sale["order"], "amount_total": sale["amount"],
            "currency": sale["currency"], "payment_status": "paid" if sale["paid"] else "unpaid",
            "status": "complete" if sale["paid"] else "open",
            "payment_intent": f"pi_{sale['reference']}" if sale["paid"] else None,
        }  # fmt: skip

    return app(answer)

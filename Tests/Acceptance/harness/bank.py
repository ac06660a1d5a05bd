"""Banks with books of their own and faults on demand; Mellat's and ZarinPal's services are by spyne."""

import io
import itertools
import json
import re
import threading
from collections import Counter, defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from spyne import Application, ComplexModel, Integer, ServiceBase, Unicode, rpc
from spyne.protocol.soap import Soap11
from spyne.server.wsgi import WsgiApplication

numbers = itertools.count()
TERMINAL, USER, PASSWORD = 1234, "user", "pa<ss&word"
MERCHANT = "11111111-2222-3333-4444-555555555555"


class Books:
    """What the bank knows of each order, by its token."""

    def __init__(self):
        self.sales, self.calls, self.lock = {}, Counter(), threading.Lock()
        self.faults, self.hooks = defaultdict(list), {}
        self.next_reference = 110870281087
        # What the bank says wrongly, when it is to.
        self.reference_for_all = self.amount_for_all = None

    def add(self, order, amount, callback, kind, prefix=""):
        with self.lock:
            if any(order == sale["order"] for sale in self.sales.values() if order is not None):
                return None
            token = prefix + f"{len(self.sales) + 1:036d}"
            self.next_reference += 1
            self.sales[token] = {
                "kind": kind, "token": token, "order": order, "amount": amount, "callback": callback, "paid": False,
                "verified": 0, "settled": False, "reversed": False, "refunds": {}, "reference": self.next_reference,
            }  # fmt: skip
            return token

    def find(self, order, reference):
        for sale in self.sales.values():
            if sale["order"] == order and sale["reference"] == reference and sale["paid"]:
                return sale
        return None

    def pay(self, token):
        """Somebody pays on the bank's page."""
        self.sales[token]["paid"] = True
        return self.sales[token]

    def kept(self):
        """The sales whose money the merchant gets."""
        return [sale for sale in self.sales.values() if sale["verified"] and not sale["reversed"]
                and sum(sale["refunds"].values()) < sale["amount"]]


def wsgi(service, space):
    # A name of its own, since spyne knows applications by theirs.
    name = f"{service.__name__}{next(numbers)}"
    return WsgiApplication(Application([service], space, name=name, in_protocol=Soap11(), out_protocol=Soap11()))


def mellat(books):
    space = "http://interfaces.core.sw.bps.com/"
    answer = dict(_returns=Unicode, _out_variable_name="return")
    known = (Integer, Unicode, Unicode, Integer, Integer, Integer)
    names = ["terminalId", "userName", "userPassword", "orderId", "saleOrderId", "saleReferenceId"]

    def check(terminal, user, password):
        return "21" if terminal != TERMINAL else "24" if (user, password) != (USER, PASSWORD) else None

    class Gateway(ServiceBase):
        @rpc(Integer, Unicode, Unicode, Integer, Integer, Unicode, Unicode, Unicode, Unicode, Unicode,
             _in_arg_names={"a": "terminalId", "b": "userName", "c": "userPassword", "d": "orderId", "e": "amount",
                            "f": "localDate", "g": "localTime", "h": "additionalData", "i": "callBackUrl",
                            "j": "payerId"}, **answer)  # fmt: skip
        def bpPayRequest(ctx, a, b, c, d, e, f, g, h, i, j):
            if bad := check(a, b, c):
                return bad
            if not e or not re.fullmatch(r"\d{8}", f or "") or not re.fullmatch(r"\d{6}", g or ""):
                return "32"
            token = books.add(d, e, i, "mellat")
            return f"0,{token}" if token else "41"

        @rpc(*known, _in_arg_names=dict(zip("abcdef", names)), **answer)
        def bpVerifyRequest(ctx, a, b, c, d, e, f):
            if bad := check(a, b, c):
                return bad
            sale = books.find(e, f)
            if not sale:
                return "42"
            if sale["reversed"]:
                return "48"
            sale["verified"] += 1
            return "0" if sale["verified"] == 1 else "43"

        @rpc(*known, _in_arg_names=dict(zip("abcdef", names)), **answer)
        def bpInquiryRequest(ctx, a, b, c, d, e, f):
            sale = books.find(e, f)
            if not sale:
                return "42"
            return "48" if sale["reversed"] else "45" if sale["settled"] else "0" if sale["verified"] else "44"

        @rpc(*known, _in_arg_names=dict(zip("abcdef", names)), **answer)
        def bpSettleRequest(ctx, a, b, c, d, e, f):
            sale = books.find(e, f)
            if not sale or not sale["verified"]:
                return "47"
            if sale["settled"]:
                return "45"
            sale["settled"] = True
            return "0"

        @rpc(*known, _in_arg_names=dict(zip("abcdef", names)), **answer)
        def bpReversalRequest(ctx, a, b, c, d, e, f):
            sale = books.find(e, f)
            if not sale:
                return "42"
            if sale["settled"]:
                return "45"
            sale["reversed"] = True
            return "0"

        @rpc(*known, Integer, _in_arg_names=dict(zip("abcdefg", [*names, "refundAmount"])), **answer)
        def bpRefundRequest(ctx, a, b, c, d, e, f, g):
            sale = books.find(e, f)
            if not sale or not sale["settled"]:
                return "47"
            if d in sale["refunds"]:
                return "51"
            if sum(sale["refunds"].values()) + g > sale["amount"]:
                return "25"
            sale["refunds"][d] = g
            return "0"

    return wsgi(Gateway, space)


def zarinpal(books):
    space = "http://zarinpal.com/"

    def fields(name, **types):
        return type(name, (ComplexModel,), {"__namespace__": space, **types})

    Requested = fields("PaymentRequestResponse", Status=Integer, Authority=Unicode)
    Listed = fields("GetUnverifiedTransactionsResponse", Status=Integer, Authorities=Unicode)
    Verified = fields("PaymentVerificationResponse", Status=Integer, RefID=Integer)

    class Gateway(ServiceBase):
        @rpc(Unicode, Integer, Unicode, Unicode, _returns=Requested, _body_style="out_bare",
             _in_arg_names={"a": "MerchantID", "b": "Amount", "c": "Description", "d": "CallbackURL"})  # fmt: skip
        def PaymentRequest(ctx, a, b, c, d):
            if a != MERCHANT:
                return Requested(Status=-2, Authority="")
            return Requested(Status=100, Authority=books.add(None, b, d, "zarinpal"))

        @rpc(Unicode, _returns=Listed, _body_style="out_bare", _in_arg_names={"a": "MerchantID"})
        def GetUnverifiedTransactions(ctx, a):
            waiting = [sale["token"] for sale in books.sales.values() if sale["paid"] and not sale["verified"]]
            return Listed(Status=100, Authorities=json.dumps([{"Authority": token} for token in waiting]))

        @rpc(Unicode, Unicode, Integer, _returns=Verified, _body_style="out_bare",
             _in_arg_names={"a": "MerchantID", "b": "Authority", "c": "Amount"})  # fmt: skip
        def PaymentVerification(ctx, a, b, c):
            sale = books.sales.get(b)
            if a != MERCHANT or not sale:
                return Verified(Status=-11, RefID=0)
            if sale["amount"] != c:
                return Verified(Status=-33, RefID=0)
            if not sale["paid"]:
                return Verified(Status=-21, RefID=0)
            sale["verified"] += 1
            reference = books.reference_for_all or sale["reference"]
            return Verified(Status=100 if sale["verified"] == 1 else 101, RefID=reference)

    return wsgi(Gateway, space)


def form(action, label, **fields):
    inputs = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in fields.items())
    return f'<form method="post" action="{action}">{inputs}<button>{label}</button></form>'


def pay_page(books, body):
    """Mellat's page: pay, or go back."""
    sale = books.sales[parse_qs(body.decode())["RefId"][0]]
    known = {"RefId": sale["token"], "SaleOrderId": sale["order"]}
    back = "".join(form(sale["callback"], label, ResCode=code, **known) for label, code in (("Cancel", 17), ("No money", 12)))
    return f"<title>Bank</title><h1>{sale['amount']}</h1>{form('/paid', 'Pay', RefId=sale['token'])}{back}"


def paid_page(books, body):
    sale = books.pay(parse_qs(body.decode())["RefId"][0])
    known = {"RefId": sale["token"], "SaleOrderId": sale["order"], "SaleReferenceId": sale["reference"]}
    return "<title>Bank</title>" + form(sale["callback"], "Back to the shop", ResCode=0, **known)


PAGES = {"/pgwchannel/startpay.mellat": pay_page, "/paid": paid_page}


class Bank:
    """A service over HTTP. `fault(operation, kind)` spoils the next answer: `drop_before` and `drop_after` close the
    connection before or after the books have it; the other kinds answer so after they have."""

    SPOILED = {
        "html": (200, b"<html><head><meta charset=utf-8><title>Maintenance</title></head><body>soon<br></html>"),
        "500": (500, b"oops"),
        "fault": (500, b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>'
                       b"s:Server</faultcode><faultstring>down</faultstring></s:Fault></s:Body></s:Envelope>"),
        "large": (200, b"<a>" + bytes(10 << 20).replace(b"\0", b"x") + b"</a>"),
    }  # fmt: skip

    def __init__(self, make):
        self.books = books = Books()
        service = make(books)
        self.service = service

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path in PAGES:
                    return self.say(200, "text/html; charset=utf-8", PAGES[self.path](books, body).encode())
                found = re.search(rb"Body>\s*<(?:\w+:)?(\w+)", body)
                operation = found[1].decode() if found else self.path.split("/")[-1]
                books.calls[operation] += 1
                kind = books.faults[operation].pop(0) if books.faults[operation] else None
                if hook := books.hooks.pop((operation, "before"), None):
                    hook()
                if kind == "drop_before":
                    return self.hang_up()
                status, answer = self.serve(body)
                if hook := books.hooks.pop((operation, "after"), None):
                    hook()
                if kind == "drop_after":
                    return self.hang_up()
                if kind == "truncated":
                    answer = answer[: len(answer) // 2]
                if kind == "bomb":
                    # All it says would be a success, if a document type were read.
                    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 20))
                    head, _, rest = answer.partition(b"?>")
                    answer = head + b'?><!DOCTYPE x [<!ENTITY e0 "0">' + entities + b"]>" + rest
                status, answer = Bank.SPOILED.get(kind, (status, answer))
                try:
                    self.say(status, "text/xml; charset=utf-8", answer)
                except OSError:
                    self.close_connection = True

            def say(self, status, kind, answer):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = answer

            def hang_up(self):
                self.close_connection = True

            def serve(self, body):
                status = []
                environ = {
                    "REQUEST_METHOD": self.command, "PATH_INFO": self.path, "SCRIPT_NAME": "", "QUERY_STRING": "",
                    "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
                    "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http", "SERVER_NAME": "bank",
                    "SERVER_PORT": "80", "wsgi.errors": io.StringIO(), "HTTP_AUTHORIZATION": self.headers.get("Authorization", ""),
                    "HTTP_IDEMPOTENCY_KEY": self.headers.get("Idempotency-Key"),
                }  # fmt: skip
                answer = b"".join(service(environ, lambda line, *_: status.append(int(line.split()[0]))))
                return status[0], answer

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fault(self, operation, *kinds):
        self.books.faults[operation] += kinds

    def at(self, operation, moment, hook):
        """Calls the hook once, when the operation has come and its books are not, or are, written."""
        self.books.hooks[operation, moment] = hook

    def close(self):
        self.server.shutdown()
        self.server.server_close()

"""Well-formed HTTP in all its forms: keep-alive, pipelining, bodies both ways, HEAD, OPTIONS."""

import pytest


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    return module_host(plugins={"probe": compile_plugin()})


def test_a_connection_serves_many_requests(host):
    with host.connect() as connection:
        for number in range(100):
            assert connection.request("GET", f"/probe/parameter/{number}").lines()[1][1].endswith(str(number))


def test_pipelined_requests_are_answered_in_order(host):
    with host.connect() as connection:
        # The first of each ten is slow: the others must not overtake it.
        for number in range(50):
            path = "/probe/slow?ms=30" if number % 10 == 0 else f"/probe/parameter/{number}"
            connection.send(f"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n")
        for number in range(50):
            answer = connection.response()
            assert answer.status == 200
            if number % 10 == 0:
                assert answer.text == "slow one\n"
            else:
                assert dict(answer.lines())["parameter"] == str(number)


def test_pipelined_bodies_stay_with_their_request(host):
    with host.connect() as connection:
        for number in range(50):
            body = f"body {number}" * number
            connection.send(f"POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n{body}")
        for number in range(50):
            assert connection.response().text == f"body {number}" * number


def test_a_pipeline_is_answered_also_when_the_last_request_closes(host):
    with host.connect() as connection:
        connection.send(b"GET /probe/slow?ms=20 HTTP/1.1\r\nHost: a\r\n\r\n" * 3)
        connection.send(b"GET /probe/mark HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert [connection.response().status for _ in range(4)] == [200] * 4
        assert connection.is_closed()


def test_a_malformed_request_in_a_pipeline_comes_after_the_answers_before_it(host):
    with host.connect() as connection:
        connection.send(b"GET /probe/slow?ms=30 HTTP/1.1\r\nHost: a\r\n\r\nGET /probe/mark HTTP/1.1\r\nbad\r\n\r\n")
        assert connection.response().text == "slow one\n"
        assert b"one\n" not in connection.rest().split(b"\r\n\r\n", 1)[-1]


def test_one_byte_at_a_time_is_a_request_too(host):
    with host.connect() as connection:
        for byte in b"POST /probe/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc":
            connection.send(bytes([byte]))
        assert connection.response().text == "abc"


def test_the_connection_is_closed_when_asked(host):
    with host.connect() as connection:
        assert connection.request("GET", "/probe/mark", headers=[("Connection", "close")])["Connection"] == "close"
        assert connection.is_closed()


def test_http_1_0_closes_unless_asked_to_keep_alive(host):
    with host.connect() as connection:
        connection.send(b"GET /probe/mark HTTP/1.0\r\n\r\n")
        assert connection.response().text == "one\n"
        assert connection.is_closed()
    with host.connect() as connection:
        for _ in range(3):
            connection.send(b"GET /probe/mark HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            answer = connection.response()
            assert answer.text == "one\n" and answer["Connection"].lower() == "keep-alive"


def test_a_stream_to_http_1_0_ends_with_the_connection(host):
    with host.connect() as connection:
        connection.send(b"GET /probe/stream?n=100000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        _, _, fields = connection.head()
        names = [name.lower() for name, _ in fields]
        assert "transfer-encoding" not in names and "content-length" not in names
        assert len(connection.rest()) == 100_000


def test_chunked_uploads_are_put_together(host):
    with host.connect() as connection:
        connection.send("POST /probe/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        connection.send("3;extension=1\r\nabc\r\nA\r\n0123456789\r\n1\r\n!\r\n0\r\nX-Trailer: 1\r\n\r\n")
        assert connection.response().text == "abc0123456789!"
        assert connection.request("GET", "/probe/mark").text == "one\n"


def test_continue_is_sent_before_the_body_is(host):
    with host.connect() as connection:
        connection.send("POST /probe/echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert connection.head()[0] == 100
        connection.send("abc")
        assert connection.response().text == "abc"
        assert connection.request("GET", "/probe/mark").status == 200


def test_continue_is_not_sent_for_a_body_that_is_refused(host):
    with host.connect() as connection:
        connection.send("POST /probe/small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 999\r\n\r\n")
        assert connection.response().status == 413


def test_head_has_the_answers_fields_and_no_body(host):
    with host.connect() as connection:
        get = connection.request("GET", "/probe/big?n=5000")
        head = connection.request("HEAD", "/probe/big?n=5000")
        assert head.status == 200 and head["Content-Length"] == "5000" == get["Content-Length"]
        assert connection.request("HEAD", "/nowhere").status == 404
        assert connection.request("HEAD", "/probe/stream?n=5000").status == 200
        assert connection.request("GET", "/probe/mark").text == "one\n"


def test_options_names_the_methods(host):
    answer = host.request("OPTIONS", "/probe/echo")
    assert answer.status == 204 and methods(answer) == {"POST", "PUT", "OPTIONS"}
    assert methods(host.request("OPTIONS", "/probe/mark")) == {"GET", "HEAD", "OPTIONS"}
    assert host.request("OPTIONS", "/nowhere").status == 404


def test_options_of_the_server_as_a_whole(host):
    assert host.raw(b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status in (200, 204)


def methods(answer):
    return {method.strip() for method in answer["Allow"].split(",")}


def test_another_method_is_told_which_are_served(host):
    answer = host.request("DELETE", "/probe/echo")
    assert answer.status == 405 and methods(answer) == {"POST", "PUT", "OPTIONS"}
    answer = host.post("/probe/mark", b"x")
    assert answer.status == 405 and methods(answer) == {"GET", "HEAD", "OPTIONS"}


def test_an_absolute_target_is_its_path(host):
    answer = host.raw(b"GET http://example.org/probe/request?a=1 HTTP/1.1\r\nHost: example.org\r\n\r\n")
    seen = dict(answer.lines())
    assert seen["path"] == "/probe/request" and seen["query"] == "a=1" and seen["authority"] == "example.org"


def test_an_absolute_targets_authority_counts(host):
    answer = host.raw(b"GET http://real.example:99/probe/request HTTP/1.1\r\nHost: other\r\n\r\n")
    assert dict(answer.lines())["authority"] == "real.example:99"
    assert host.raw(b"GET http://real.example?u=/probe/mark HTTP/1.1\r\nHost: a\r\n\r\n").status == 404


def test_parameters_are_decoded_and_paths_are_not(host):
    seen = dict(host.get("/probe/parameter/a%20b%2Fc%C3%A9?q=%20").lines())
    assert seen["path"] == "/probe/parameter/a%20b%2Fc%C3%A9"
    assert seen["parameter"] == "a b/cé" and seen["query"] == "q=%20"


def test_tails_take_the_rest(host):
    assert dict(host.get("/probe/tail/a/b/c").lines())["parameter"] == "a/b/c"
    assert dict(host.get("/probe/tail/").lines())["parameter"] == ""


def test_the_plugin_sees_the_fields_as_sent(host):
    lines = host.get("/probe/request", headers=[("x-lOwEr", "Value"), ("X-Twice", "1"), ("X-Twice", "2")]).lines()
    fields = [(lines[at][1], lines[at + 1][1]) for at in range(len(lines)) if lines[at][0] == "header"]
    assert fields == [("Host", "test"), ("x-lOwEr", "Value"), ("X-Twice", "1"), ("X-Twice", "2")]


def test_every_answer_names_the_request(host):
    answers = [host.get(path) for path in ("/probe/mark", "/probe/mark", "/nowhere", "/probe/%")]
    answers.append(host.raw(b"nonsense\r\n\r\n"))
    identifiers = [answer["X-Request-Id"] for answer in answers]
    assert len(set(identifiers)) == len(answers) and all(identifiers)
    answer = host.get("/probe/request")
    assert dict(answer.lines())["request_id"] == answer["X-Request-Id"]


def test_an_untrusted_clients_request_id_is_not_taken_over(host):
    assert host.get("/probe/mark", headers=[("X-Request-Id", "mine-1")])["X-Request-Id"] != "mine-1"


@pytest.mark.parametrize("code, status, retry", [
    (-1, 503, True), (-2, 500, False), (-3, 403, False), (-4, 503, True), (-5, 502, False), (-7, 500, False),
    (-99, 500, False),
])  # fmt: skip
@pytest.mark.parametrize("how", ["error", "fail"])
def test_a_plugins_error_becomes_its_status(host, how, code, status, retry):
    answer = host.get(f"/probe/{how}?code={code}")
    assert answer.status == status and (answer["Retry-After"] is not None) == retry


def test_the_message_of_a_failure_is_logged_with_the_request(host):
    answer = host.get("/probe/fail?code=-2")
    entry = host.logs.wait(message="secret inside", request_id=answer["X-Request-Id"])
    assert entry["plugin"] == "probe" and entry["generation"] == "1" and entry["level"] == "error"


@pytest.mark.parametrize("number", range(6))
def test_an_answer_with_a_malformed_field_is_not_sent(host, number):
    answer = host.get(f"/probe/field?n={number}")
    assert answer.status == 500
    assert answer["X-Evil"] is None and answer["X-Split"] is None
    host.logs.wait(message="malformed", request_id=answer["X-Request-Id"])


@pytest.mark.parametrize("number", range(6, 11))
def test_fields_that_are_the_hosts_are_left_out(host, number):
    with host.connect() as connection:
        answer = connection.request("GET", f"/probe/field?n={number}")
        assert answer.status == 200 and answer.text == "body\n" and not answer.chunked
        assert answer["X-Request-Id"] != "mine" and answer["Date"] != "yesterday"
        assert connection.request("GET", "/probe/mark").text == "one\n"


@pytest.mark.parametrize("code, status, body", [(200, 200, "body\n"), (204, 204, ""), (304, 304, ""),
                                                (404, 404, "body\n"), (599, 599, "body\n"),
                                                (100, 500, None), (600, 500, None), (0, 500, None)])  # fmt: skip
def test_statuses_are_sent_or_refused(host, code, status, body):
    with host.connect() as connection:
        answer = connection.request("GET", f"/probe/status?code={code}")
        assert answer.status == status and (body is None or answer.text == body)
        if status == 500:
            host.logs.wait(message="status outside 200 to 599.* — hint: ", request_id=answer["X-Request-Id"])
        assert connection.request("GET", "/probe/mark").text == "one\n"


def test_a_handler_that_is_done_without_a_word_gives_no_content(host):
    assert host.get("/probe/nothing").status == 204


def test_an_answer_may_come_from_any_thread(host):
    with host.connect() as connection:
        for _ in range(50):
            assert connection.request("GET", "/probe/thread").text == "from a thread\n"

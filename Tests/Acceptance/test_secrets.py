"""roost.secrets/1: what the operator keeps for a plugin, and who gets it, in a worker and inline."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.plugins import swift_probe

PERMANENT, DENIED, BUSY, INVALID = -2, -3, -4, -7
PAY, MAIL = "pay-0123456789", "mail-9876543210"
ASKS = {"capabilities": [{"name": "secret:pay", "reason": "signs orders"}]}
GRANTED = {"grants": ["secret:pay"]}


@pytest.fixture(params=["worker", "inline"])
def teller(request, roost_host, compile_plugin):
    """A host with two secrets, of which its plugin is granted one."""
    host = roost_host(
        {"secrets": {"pay": {"value": PAY}, "mail": {"value": MAIL}, "file": {"file": "a-file"}}}, start=False
    )
    host.isolation = request.param
    write(host, "in-a-file-1")
    host.install(compile_plugin("teller", source="teller.c"), "teller", settings=GRANTED)
    return host.start()


def write(host, text):
    path = host.folder / "a-file"
    path.touch(mode=0o600)
    path.write_text(text + "\n")


def read(host, name, query=""):
    """The secret, or the code there was instead."""
    answer = host.post(f"/teller/read{query}", name.encode())
    assert answer.status == 200, answer
    if refused := answer["X-Refused"]:
        return int(refused)
    return int(answer["X-Code"]) or answer.text


def test_a_plugin_reads_what_it_is_granted_and_nothing_else(teller):
    assert read(teller, "pay") == PAY
    # Not granted, or not there: it is not told which.
    assert [read(teller, name) for name in ("mail", "none", "PAY", "pay ", "\N{EURO SIGN}", "\0")] == [DENIED] * 6
    said = teller.post("/teller/read", b"mail").text
    assert "secret:mail" in said and MAIL not in said


def test_what_is_no_name_is_refused_at_once(teller):
    assert [read(teller, name) for name in ("", "x" * 33)] == [INVALID, INVALID]
    assert read(teller, "pay", "?null=1") == INVALID
    assert read(teller, "x" * 32) == DENIED


def test_questions_that_wait_are_bounded(teller):
    # On the loop itself nothing is answered before they are all asked.
    assert int(teller.post("/teller/read?times=5000", b"pay").text) == 5000 - 4096
    assert read(teller, "pay") == PAY


def test_a_grant_of_a_secret_that_is_not_there_says_so(teller):
    teller.configure("teller", {"grants": ["secret:pay", "secret:lost"]})
    teller.serving("teller", count=2)
    assert read(teller, "lost") == PERMANENT
    assert "secrets:" in teller.post("/teller/read", b"lost").text
    checked = teller.roost("check")
    assert checked.returncode != 0 and "there is no secret lost to grant" in checked.stdout + checked.stderr


def test_a_grant_that_is_taken_away_is_out_of_force(teller):
    teller.configure("teller", {"grants": ["secret:mail"]})
    teller.serving("teller", count=2)
    assert read(teller, "pay") == DENIED and read(teller, "mail") == MAIL


def test_a_grant_that_is_taken_away_is_out_of_force_for_what_drains(teller):
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(read, teller, "pay", "?gate=1")
        teller.until(lambda: teller.listed()["teller"]["in_hand"] == 1)
        teller.configure("teller", {"grants": ["secret:mail"]})
        teller.serving("teller", count=2)
        (teller.data("teller") / "open").touch()
        assert waiting.result(20) == DENIED


def test_a_plugin_that_asks_for_a_secret_waits_for_the_grant_and_ends_without(roost_host, compile_plugin):
    host = roost_host({"secrets": {"pay": {"value": PAY}}}, start=False)
    host.install(compile_plugin("teller", source="teller.c", manifest=ASKS), "teller")
    host.start()
    assert "secret:pay" in host.refusal("teller")
    shown = host.roost("plugins", "grant", "teller")
    assert "secret:pay — signs orders" in shown.stdout
    assert host.roost("plugins", "grant", "teller", "--yes").returncode == 0
    host.serving("teller")
    assert read(host, "pay") == PAY
    host.configure("teller", {})
    host.logs.wait(message="secret:pay was taken away")
    host.until(lambda: host.post("/teller/read", b"pay").status in (404, 503))


def test_secrets_are_read_again_on_sighup(teller):
    teller.configure("teller", {"grants": ["secret:file", "secret:pay"]})
    teller.serving("teller", count=2)
    assert read(teller, "file") == "in-a-file-1"
    write(teller, "in-a-file-2")
    assert read(teller, "file") == "in-a-file-1"
    teller.signal(signal.SIGHUP)
    teller.logs.wait(message="^read again")
    assert read(teller, "file") == "in-a-file-2"
    # What cannot be read leaves all as it was.
    (teller.folder / "a-file").chmod(0o644)
    teller.signal(signal.SIGHUP)
    teller.logs.wait(message="was not taken over — .*which others may read")
    assert read(teller, "file") == "in-a-file-2"


def test_no_secret_gets_into_a_log(teller):
    teller.post("/teller/log", f"key {PAY}, {MAIL}".encode())
    line = teller.logs.wait(message="^key ")
    assert line["message"] == line["what"] == "key [secret], [secret]"
    # One that is cut off by the bound of a line, or of a field.
    teller.post("/teller/log", ("long " + "x" * (8192 - 5 - 12) + PAY).encode())
    assert teller.logs.wait(message="^long ")["message"].count("[secret]") <= 1
    if teller.isolation == "worker":
        teller.post("/teller/print", f"printed {PAY}".encode())
        teller.logs.wait(message=r"printed \[secret\]")
    write(teller, "in-a-file-2")
    teller.signal(signal.SIGHUP)
    teller.logs.wait(message="^read again")
    # Both what it was and what it is.
    teller.post("/teller/log", b"file in-a-file-1 in-a-file-2")
    assert teller.logs.wait(message="^file ")["message"] == "file [secret] [secret]"
    said = teller.roost("plugins", "logs", "teller").stdout
    text = "\n".join(teller.logs.raw) + said
    assert "[secret]" in said
    assert not [part for part in (PAY, MAIL, PAY[:8], "in-a-file") if part in text]


@pytest.mark.parametrize("isolation", ["worker", "inline"])
def test_a_swift_plugin_reads_a_secret(roost_host, isolation):
    host = roost_host({"secrets": {"pay": {"value": PAY}, "mail": {"value": MAIL}}}, start=False)
    host.isolation = isolation
    host.install(swift_probe("SDKProbe"), "sdk", settings={"grants": ["secret:pay"]}).start()
    answer = host.get("/sdk/secrets/pay")
    assert json.loads(answer.body) == {"bytes": len(PAY), "text": PAY, "shown": "‹secret› ‹secret›"}
    assert host.get("/sdk/secrets/mail").status == 403
    line = host.logs.wait(message="the secret .*mail.* is not granted")
    assert MAIL not in json.dumps(line)
    assert host.get("/sdk/secrets/" + "x" * 40).status == 500

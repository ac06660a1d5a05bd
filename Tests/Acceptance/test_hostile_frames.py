"""What a hostile plugin finds in its process, and what becomes of what it tells the host."""

import os
import re
from pathlib import Path

import pytest

from harness import sandbox
from harness.sandbox import SECRET, TOKEN, WRITTEN
from harness.unprivileged import USER

kept_in = pytest.fixture(**sandbox.VERSIONS)(sandbox.staged("in", sandbox.kept_in))
# In the host's own process.
inline = pytest.fixture(scope="module")(sandbox.staged("inline", lambda request: {}, {"isolation": "inline"}))


# --- What it was given ---


def test_host_and_workers_have_no_rights(kept_in):
    for pid in (kept_in.places["host"], kept_in.host.worker("hostile"), kept_in.host.worker("other")):
        status = Path(f"/proc/{pid}/status").read_text()
        expected = USER if os.geteuid() == 0 else os.geteuid()
        assert re.search(rf"^Uid:\t{expected}\t{expected}\t{expected}\t{expected}$", status, re.MULTILINE)
        assert re.search(r"^CapEff:\t0+$", status, re.MULTILINE)
    status = Path(f"/proc/{kept_in.host.worker('hostile')}/status").read_text()
    assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE) and re.search(r"^Seccomp:\t2$", status, re.MULTILINE)


def test_its_environment_is_empty(kept_in):
    assert Path(f"/proc/{kept_in.host.worker('hostile')}/environ").read_bytes().strip(b"\0") == b""
    assert kept_in.attempt("environment") == "refused empty"


SECRETS = [SECRET, TOKEN, WRITTEN]


def hidden(secret):
    """As the plugin wants it: not findable by itself."""
    return bytes(byte ^ 1 for byte in secret.encode()).decode()


@pytest.mark.parametrize("secret", SECRETS)
def test_its_memory_holds_no_secret(kept_in, secret):
    assert kept_in.attempt("search", hidden(secret)).startswith("refused nothing in ")


@pytest.mark.parametrize("secret", [SECRET, TOKEN])
def test_the_search_finds_them_in_the_hosts_process(inline, secret):
    assert inline.attempt("search", hidden(secret)).startswith("done found ")
    assert inline.attempt("environment").startswith("done ")


def test_it_inherits_its_own_descriptors_alone(kept_in):
    told = kept_in.attempt("descriptors")
    found = dict(entry.split(":") for entry in told.removeprefix("done ").split())
    loops = len([number for number, kind in found.items() if int(number) >= 7 and kind == "socket"])
    assert loops >= 1
    expected = {"0": "device", "1": "pipe", "2": "pipe", "3": "socket", "4": "socket"}
    expected |= {"5": "socket", "6": "pipe"}
    expected |= {str(7 + index): "socket" for index in range(loops)}
    # Beyond these only what it made itself: the descriptors by which its loops are woken.
    assert {number: kind for number, kind in found.items() if number in expected} == expected
    assert {kind for number, kind in found.items() if number not in expected} <= {"other"}


# --- Frames and handles ---

FORGED = [
    ("frame_foreign", "named a ticket that was never its own"),
    ("frame_unknown", "frame of kind 4711"),
    ("frame_of_host", "frame of kind 16"),
    ("frame_oversize", r"bytes|size"),
    ("frame_undersize", r"bytes|size"),
    ("frame_short", "shorter than its parts"),
    ("frame_returned", "a step has returned that was not taken"),
    ("frame_pong", "an answer to no question"),
    ("frame_call", "a call of an unknown kind"),
    ("frame_lying", "shorter than its parts"),
    ("frame_many_fields", "an answer out of bounds"),
]


@pytest.mark.parametrize("name, reason", FORGED)
def test_a_forged_frame_ends_the_worker_and_nothing_else(kept_in, name, reason):
    kept_in.serves()
    old = kept_in.host.worker("other")
    kept_in.attempt(name)
    kept_in.logged(f"its worker was lost: .*{reason}|worker .* was lost: .*{reason}")
    assert kept_in.host.get("/other/mark").text == "other\n" and kept_in.host.worker("other") == old
    kept_in.serves()


@pytest.mark.parametrize("path", [
    "{folder}/roost.yaml", "{other}/file", "/dev/zero", "/proc/self/environ", "/proc/self/mem", "{control}", "{own}",
    "{own}/missing", "relative", "/" + "x" * 500,
])  # fmt: skip
def test_a_crash_report_of_its_own_making_tells_it_nothing(kept_in, path):
    kept_in.serves()
    kept_in.attempt("forged_report", path)
    kept_in.logged("its worker was lost")
    kept_in.serves()
    told = kept_in.host.roost("plugins", "crashes", "hostile")
    assert told.returncode == 0, told.stderr
    for text in [told.stdout, *kept_in.host.logs.raw[kept_in.since :]]:
        assert "the file of other" not in text and "\x1b" not in text
        assert not any(secret in text for secret in SECRETS)


def test_a_second_word_of_having_loaded_is_nothing(kept_in):
    kept_in.serves()
    worker = kept_in.host.worker("hostile")
    assert kept_in.attempt("frame_loaded").startswith("done")
    kept_in.serves()
    assert kept_in.host.worker("hostile") == worker


def test_descriptors_given_to_the_host_are_not_taken(kept_in):
    kept_in.serves()
    folder = f"/proc/{kept_in.places['host']}/fd"
    assert kept_in.attempt("pass_descriptors").startswith("done")
    kept_in.host.until(lambda: len([line for line in kept_in.host.logs.raw if "passed!" in line]) >= 8)
    before = len(os.listdir(folder))
    kept_in.attempt("pass_descriptors")
    kept_in.host.until(lambda: len([line for line in kept_in.host.logs.raw if "passed!" in line]) >= 16)
    assert len(os.listdir(folder)) <= before + 8


def test_a_second_completion_is_stale_and_counted(kept_in):
    before = kept_in.host.listed()["hostile"]["twice"]
    assert kept_in.attempt("complete_twice") == "done first"
    kept_in.logged("^second completion -6, third -6$")
    kept_in.logged("completed twice")
    kept_in.host.until(lambda: kept_in.host.listed()["hostile"]["twice"] >= before + 2)


@pytest.mark.parametrize("name, code", [
    ("stale_ticket", -6), ("stale_timer", -6), ("wild_timer", -6), ("wild_loop", -6), ("foreign_loop", -6),
    ("foreign_extension", -3), ("unknown_extension", -3), ("foreign_route", -6), ("late_route", -7),
])  # fmt: skip
def test_a_handle_that_is_not_its_own_gets_an_error(kept_in, name, code):
    kept_in.serves()
    assert kept_in.attempt(name) == f"refused {code}"
    assert kept_in.host.get("/hostile/late").status == 404


def test_a_route_after_start_is_logged(kept_in):
    kept_in.serves()
    kept_in.attempt("late_route")
    kept_in.logged("route refused .* outside of start")


@pytest.mark.parametrize("pattern, code", [
    ("/other/mark", -3), ("/", -3), ("/hostilex", -3), ("/{any}", -3), ("/{rest...}", -3), ("/hostile/../other", -7),
])  # fmt: skip
def test_a_route_outside_its_prefix_is_refused(kept_in, pattern, code):
    kept_in.host.logs.wait(message=rf"^route {re.escape(pattern)}: {code}$", plugin="^hostile$")
    kept_in.host.logs.wait(message=re.escape(pattern), plugin="^hostile$", level="error")
    assert kept_in.host.get("/other/mark").text == "other\n"
    assert "stolen" not in kept_in.host.get("/").text


# --- The log ---


def test_a_line_cannot_pass_for_another_plugins(kept_in):
    """With fields named as the host's, or with line ends in it."""
    kept_in.serves()
    kept_in.attempt("log_as_other")
    kept_in.host.logs.wait(message="fields of the host")
    kept_in.host.logs.wait(message="^first")
    for raw in kept_in.host.logs.raw[kept_in.since :]:
        entry = kept_in.host.logs.parse(raw)
        assert entry.get("plugin") != "other" and entry["message"] != "forged message", raw
        assert "\x1b" not in raw and raw.count('"plugin":') == 1, raw
        if "with fields of the host" in entry["message"]:
            assert entry["level"] == "info" and entry["logger"] == "plugin" and entry["time"] != "then", raw


# A burst and 500 a second are written, the rest is counted.
MOST_LINES = 5000


@pytest.mark.parametrize("name, size", [
    ("log_flood", 20000), ("print_flood", 20000), ("refusal_flood", 20000), ("stale_flood", 20000),
    ("route_flood", 8000),
])  # fmt: skip
def test_a_flood_of_lines_is_bounded(kept_in, name, size):
    kept_in.serves()
    begun, before = len(kept_in.host.logs.raw), kept_in.host.listed()["hostile"]["twice"]
    # On a busy machine the flood keeps the loop for so long that the worker is ended: bounded all the same.
    answer = kept_in.attempt(name, str(size))
    assert answer in ("done", "status 502")
    if answer == "done":
        # The host reads what a worker says in order: when it has counted this, it has read the flood.
        kept_in.attempt("complete_twice")
        expected = before + 2 + (size if name == "stale_flood" else 0)
        kept_in.host.until(lambda: kept_in.host.listed()["hostile"]["twice"] >= expected)
    lines = [line for line in kept_in.host.logs.raw[begun:] if '"plugin":"hostile"' in line]
    assert 100 < len(lines) < MOST_LINES, len(lines)

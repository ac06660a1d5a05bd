"""roost.files/1: a plugin's own folder, in a worker and inline."""

import json
import os
import random
import signal
import stat
import struct
import time
from urllib.parse import urlencode

import pytest

from harness.plugins import swift_probe

RETRYABLE, DENIED, BUSY, INVALID, CONFLICT = -1, -3, -4, -7, -8
READ, WRITE, MOVE, REMOVE, LIST, USAGE = range(1, 7)
REPLACE, CREATE, APPEND = range(3)
MIB = 1 << 20


class Filer:
    """A host whose plugin does with its files what it is told."""

    def __init__(self, host):
        self.host = host
        self.folder = host.folder / "var/data/filer"

    def ask(self, method, name="", rest=b"", **numbers):
        """The answer's bytes, or the code there was instead."""
        name = name if isinstance(name, bytes) else name.encode()
        rest = rest if isinstance(rest, bytes) else rest.encode()
        query = urlencode({"method": method, "name": len(name), **numbers})
        answer = self.host.post(f"/filer/ask?{query}", name + rest)
        assert answer.status == 200, answer
        if refused := answer["X-Refused"]:
            return int(refused)
        self.said = answer.text if int(answer["X-Code"]) else ""
        return int(answer["X-Code"]) or answer.body

    def write(self, name, content, how=REPLACE):
        return self.ask(WRITE, name, content, number=how)

    def read(self, name, offset=0, length=MIB):
        answer = self.ask(READ, name, offset=offset, length=length)
        return answer if isinstance(answer, int) else answer[24:]

    def names(self, prefix="", after="", limit=1000):
        answer = self.ask(LIST, prefix, after, number=limit)
        _, count, _, _ = struct.unpack_from("=IIII", answer)
        names, at = [], 16
        for _ in range(count):
            size, _, _, _ = struct.unpack_from("=IIQq", answer, at)
            names.append(answer[at + 24 : at + 24 + size].decode())
            at += 24 + (size + 7) // 8 * 8
        return names

    def usage(self):
        _, _, size, files, most, _ = struct.unpack("=IIQQQQ", self.ask(USAGE))
        return size, files, most


@pytest.fixture(params=["worker", "inline"])
def filer(request, roost_host, compile_plugin):
    config = {"files": {"quota_mb": 3, "max_files": 50, "recount_seconds": 1}, "http": {"max_body_bytes": 2 * MIB}}
    host = roost_host(config, start=False)
    host.isolation = request.param
    host.install(compile_plugin("filer", source="filer.c"), "filer")
    host.start()
    return Filer(host)


def test_files_are_written_read_listed_moved_and_removed(filer):
    assert filer.read("a/b") == CONFLICT
    assert filer.write("a/b", "one") == b"" and filer.read("a/b") == b"one"
    assert filer.write("a/b", "two", CREATE) == CONFLICT
    assert filer.write("a/b", " more", APPEND) == b"" and filer.read("a/b", 2, 3) == b"e m"
    assert filer.write("c", os.urandom(MIB)) == b"" and len(filer.read("c")) == MIB
    assert filer.names() == ["a/b", "c"] and filer.names("a/") == ["a/b"] and filer.names("", "a/b") == ["c"]
    assert filer.usage() == (MIB + 8, 3, 3 * MIB)
    assert filer.ask(MOVE, "c", "a/b") == b"" and filer.names() == ["a/b"]
    assert filer.ask(REMOVE, "a/b") == b"" and filer.ask(REMOVE, "a/b") == CONFLICT
    assert filer.usage()[:2] == (0, 0) and list(filer.folder.iterdir()) == []


def test_hostile_names_are_refused(filer):
    outside = filer.host.folder / "outside"
    outside.write_text("untouched")
    names = [
        "", "/", "..", ".", "../outside", "a/../../outside", "a//b", "a/", "/etc/passwd", "a\0b", "a\nb", b"\xff",
        "x" * 256, "1/2/3/4/5/6/7/8/9", ".roost-x", str(outside), b"..\xc0\xaf", "a/./b",
    ]  # fmt: skip
    for name in names:
        codes = [filer.read(name), filer.write(name, "x"), filer.ask(REMOVE, name), filer.ask(MOVE, name, "ok")]
        assert codes == [INVALID] * 4, name
        assert "roost/files.h" in filer.said or "name" in filer.said
    assert filer.write("ok", "x") == b"" and filer.ask(MOVE, "ok", "../outside") == INVALID
    # Longer than a call may be: refused at once.
    assert filer.read("x" * 513) == INVALID and filer.write("big", bytes(MIB + 1)) == INVALID
    assert filer.ask(USAGE, null=1) == INVALID
    assert filer.read("ok", length=0) == INVALID and filer.ask(LIST, number=1001) == INVALID
    assert outside.read_text() == "untouched" and filer.names() == ["ok"]


def test_planted_links_and_pipes_lead_nowhere(filer):
    outside = filer.host.folder / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    filer.write("mine", "x")
    (filer.folder / "link").symlink_to(outside / "secret")
    (filer.folder / "folder").symlink_to(outside)
    os.mkfifo(filer.folder / "pipe")
    for name in ("link", "folder/secret", "folder/new", "folder/a/b", "pipe", "mine/x"):
        codes = [filer.read(name), filer.write(name, "x"), filer.write(name, "x", APPEND), filer.ask(MOVE, "mine", name)]
        assert codes == [DENIED] * 4, name
        assert filer.ask(REMOVE, name) == DENIED
    assert filer.names() == ["mine"]
    assert [path.name for path in outside.iterdir()] == ["secret"] and (outside / "secret").read_text() == "secret"


def test_the_quota_is_exact_and_said(filer):
    assert [filer.write(name, bytes(MIB)) for name in "abc"] == [b""] * 3
    assert filer.write("d", "x") == DENIED and "quota" in filer.said and "files.quota_mb" in filer.said
    assert filer.write("c", "x", APPEND) == DENIED and filer.write("e", "") == b""
    assert filer.write("c", bytes(MIB - 1)) == b"" and filer.write("d", "x") == b""
    assert filer.usage() == (3 * MIB, 5, 3 * MIB)
    for number in range(45):
        assert filer.write(f"small/{number}", "") == (b"" if number < 44 else DENIED)
    assert filer.host.metric("roost_plugin_files_bytes", plugin="filer") == 3 * MIB
    assert filer.host.metric("roost_plugin_files_count", plugin="filer") == 50
    assert filer.host.listed()["filer"]["files"] == 3 * MIB


def test_what_is_written_by_ordinary_calls_counts_too(filer):
    assert filer.host.post("/filer/fill?size=2500000", b"own").text == "0"
    filer.host.until(lambda: filer.usage()[0] == 2500000)
    for name in ("own2", "own3"):
        assert filer.host.post("/filer/fill?size=2500000", name.encode()).text == "0"
    line = filer.host.logs.wait(message="its folder holds .*more than it may", plugin="^filer$")
    assert line["level"] == "warning" and "files.quota_mb" in line["message"]
    assert filer.write("more", "x") == DENIED
    assert filer.ask(REMOVE, "own2") == b"" and filer.ask(REMOVE, "own3") == b""
    filer.host.logs.wait(message="its folder holds .*no more than it may", plugin="^filer$")
    assert filer.write("more", "x") == b""


def test_a_worker_writes_no_file_larger_than_the_quota_itself(filer):
    error = filer.host.post(f"/filer/fill?size={3 * MIB + 1}", b"own").text
    assert error == ("27" if filer.host.isolation == "worker" else "0")  # EFBIG
    assert filer.host.post(f"/filer/fill?size={3 * MIB}", b"own").text == "0"


def test_it_knows_its_folder(filer):
    folder, current = filer.host.get("/filer/folder").text.split("\n")
    assert folder == str(filer.folder)
    assert filer.host.isolation == "inline" or current == folder
    assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    (filer.folder / "mine").write_text("by hand")
    assert filer.read("mine") == b"by hand"


def test_questions_that_wait_are_bounded(filer):
    query = urlencode({"method": WRITE, "name": 1, "times": 200})
    refused = int(filer.host.post(f"/filer/ask?{query}", b"a" + bytes(MIB)).text)
    # 64 MiB wait, names included. Inline some are done meanwhile; a worker has its answers only when it is back.
    assert refused == 137 if filer.host.isolation == "worker" else refused <= 137
    assert filer.read("a") == bytes(MIB)


def test_a_full_disk_is_said_and_leaves_what_was_there(filer, tmp_path):
    mount = filer.host.folder / "var/data/filer"
    filer.host.stop()
    small = f"mount -t tmpfs -o size=1m,mode=700 none {mount} && exec"
    filer.host.prefix = ["unshare", "-m" if os.geteuid() == 0 else "-rm", "sh", "-c", f'{small} "$@"', "sh"]
    filer.host.start()
    assert filer.write("a", bytes(600_000)) == b"" and filer.write("log", "line\n", APPEND) == b""
    assert filer.write("a", bytes(700_000)) == RETRYABLE and "No space left" in filer.said
    assert filer.write("new/b", bytes(700_000)) == RETRYABLE
    assert filer.write("log", bytes(700_000), APPEND) == RETRYABLE
    assert filer.read("a") == bytes(600_000) and filer.read("log") == b"line\n"
    assert filer.names() == ["a", "log"] and filer.usage()[:2] == (600_005, 2)
    assert filer.ask(REMOVE, "a") == b"" and filer.write("new/b", bytes(700_000)) == b""


def test_a_kill_while_it_is_written_leaves_the_old_or_the_new(filer):
    host, last = filer.host, 0
    chance = random.Random(7)
    for _ in range(8):
        assert host.post(f"/filer/churn?from={last + 1}").text == "it goes on"
        before = last
        host.until(lambda: int(host.get("/filer/churned").text) > before)
        time.sleep(chance.uniform(0, 0.03))
        known = int(host.get("/filer/churned").text)
        host.process.send_signal(signal.SIGKILL)
        host.wait()
        host.start()
        content = filer.read("churn")
        assert len(content) == MIB and len(set(content)) == 1
        # At least what was answered, at most what was on its way then.
        last = next(number for number in range(known, known + 251) if number % 251 == content[0])
        host.until(lambda: [path.name for path in filer.folder.iterdir()] == ["churn"])


def test_a_reload_finds_the_files(filer, compile_plugin):
    filer.write("kept", "x")
    assert filer.host.roost("plugins", "reload", "filer").returncode == 0
    assert filer.read("kept") == b"x"


@pytest.mark.parametrize("keeps", [False, True])
def test_purge_removes_the_files_unless_told_not_to(filer, keeps):
    filer.write("a/b", "x")
    outside = filer.host.folder / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (filer.folder / "link").symlink_to(outside)
    assert "it serves" in filer.host.roost("plugins", "purge", "filer", "--yes").stderr
    filer.host.roost("plugins", "unload", "filer")
    done = filer.host.roost("plugins", "purge", "filer", "--yes", *(["--keep-files"] if keeps else []))
    assert done.returncode == 0
    assert ("3 files and folders of filer were deleted" in done.stdout) != keeps
    assert filer.folder.exists() == keeps
    assert (outside / "secret").read_text() == "secret"
    assert filer.host.roost("plugins", "purge", "..", "--yes").returncode != 0
    assert (filer.host.folder / "var/data").exists()
    filer.host.roost("plugins", "reload", "filer")
    assert filer.read("a/b") == (b"x" if keeps else CONFLICT)


@pytest.mark.parametrize("isolation", ["worker", "inline"])
def test_a_swift_plugin_keeps_files(roost_host, isolation):
    host = roost_host({"files": {"quota_mb": 4}, "http": {"max_body_bytes": 2 * MIB}}, start=False)
    host.isolation = isolation
    host.install(swift_probe("SDKProbe"), "sdk").start()
    assert host.get("/sdk/own/none").status == 404
    assert host.post("/sdk/own/a", b"one").status == 204
    assert host.post("/sdk/own/a?how=append", b" two").status == 204
    assert host.post("/sdk/own/a?how=create", b"x").status == 409
    assert host.get("/sdk/own/a").body == b"one two"
    assert host.post("/sdk/own/big", bytes(MIB)).status == 204
    assert host.post("/sdk/own/big?how=append", bytes(range(256))).status == 204
    assert host.get("/sdk/own/big").body == bytes(MIB) + bytes(range(256))
    assert host.post("/sdk/own/..", b"x").status in (400, 404, 500)
    listed = json.loads(host.get("/sdk/own").body)
    assert listed["names"] == ["a", "big"] and listed["bytes"] == MIB + 256 + 7 and listed["files"] == 2
    assert listed["folder"] == str(host.folder / "var/data/sdk")
    assert json.loads(host.get("/sdk/own?limit=1").body)["next"] == "a"
    assert host.request("DELETE", "/sdk/own/a").status == 204
    assert host.request("DELETE", "/sdk/own/a").status == 404

"""What an operator has at night: logs, crashes, grants, a start without plugins; and who may start a host."""

import itertools
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time

import pytest

from harness.host import Logs, binary, environment, roost
from harness.plugins import install

ASKER = {
    "id": "asker", "version": "1.0.0",
    "capabilities": [{"name": "http:/more", "reason": "serves the price list"}],
}  # fmt: skip


@pytest.fixture
def asking(roost_host, compile_plugin):
    host = roost_host(start=False)
    host.install(compile_plugin("asker", manifest=ASKER), "asker")
    return host.start()


def worker(host, name="probe"):
    return json.loads(host.roost("plugins", "list", "--json").stdout)[0]["pid"]


def test_what_is_asked_for_is_shown_with_its_reason_and_granted(asking):
    line = asking.refusal("asker")
    assert "http:/more" in line and "roost plugins grant asker" in line
    shown = asking.roost("plugins", "grant", "asker")
    assert shown.returncode == 1 and "http:/more — serves the price list" in shown.stdout
    assert not (asking.plugins / "asker.yaml").exists()
    done = asking.roost("plugins", "grant", "asker", "--yes")
    assert done.returncode == 0 and "granted in" in done.stdout
    asking.serving("asker")
    again = asking.roost("plugins", "grant", "asker")
    assert again.returncode == 0 and "(granted)" in again.stdout


def test_a_grant_leaves_the_rest_of_the_file_as_it_is(asking):
    before = "# ours\nlimits: {queue: 7}\ngrants:\n  - http:/other   # old\nenabled: true\n"
    asking.configure("asker", before)
    assert asking.roost("plugins", "grant", "asker", "--yes").returncode == 0
    text = (asking.plugins / "asker.yaml").read_text()
    assert text == "# ours\nlimits: {queue: 7}\ngrants: [http:/other, http:/more]\nenabled: true\n"


def test_a_grant_leaves_the_file_to_those_who_may_read_it(asking):
    file = asking.plugins / "asker.yaml"
    asking.configure("asker", "grants: []\n")
    file.chmod(0o600)
    owner = (4711, 4712) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    os.chown(file, *owner)
    assert asking.roost("plugins", "grant", "asker", "--yes").returncode == 0
    status = file.stat()
    assert (status.st_mode & 0o7777, status.st_uid, status.st_gid) == (0o600, *owner)


def test_a_next_version_that_asks_for_more_waits_while_the_old_one_serves(roost_host, compile_plugin):
    host = roost_host(start=False)
    host.install(compile_plugin("asker", manifest={"id": "asker", "version": "1.0.0"}), "asker").start()
    host.install(compile_plugin("asker", manifest={**ASKER, "version": "2.0.0"}), "asker")
    assert "generation 1 serves on" in host.refusal("asker")
    assert host.get("/asker/mark").text == "one\n"
    assert host.roost("plugins", "grant", "asker", "--yes").returncode == 0
    host.serving("asker", count=2)


MORE = {"grants": ["http:/more"]}


@pytest.fixture
def granted(roost_host, compile_plugin):
    host = roost_host({"plugins": {"quiet_ms": 300}}, start=False)
    host.install(compile_plugin("asker", manifest=ASKER, SHARED="/more"), "asker", settings=MORE).start()
    assert host.get("/more").text == "one\n"
    return host


def ends(host):
    """What serves by a grant that has been taken away is not there any more."""
    assert "generation 1 ends, as http:/more was taken away" in host.refusal("asker")
    host.logs.wait(message="step destroy", plugin="^asker$")
    assert host.get("/more").status == 404 and host.get("/asker/mark").status == 404
    listed = host.listed()["asker"]
    assert listed["state"] == "refused" and listed["reason"]


def test_a_grant_that_is_taken_away_ends_what_has_it(granted):
    granted.configure("asker", {})
    ends(granted)
    granted.configure("asker", MORE)
    granted.serving("asker", count=2)
    assert granted.get("/more").text == "one\n"


def test_a_grant_goes_with_the_file_that_gave_it(granted):
    granted.unconfigure("asker")
    ends(granted)


def asks_for_more(compile_plugin):
    return compile_plugin("asker", manifest={**ASKER, "version": "2.0.0"}, SHARED="/more", MARK="two")


def no_library(compile_plugin):
    return b"\x7fELF, once"


def does_not_start(compile_plugin):
    return compile_plugin("asker", FAIL="start", HOW=2)


@pytest.mark.parametrize("library", [asks_for_more, no_library, does_not_start])
def test_a_grant_that_is_taken_away_is_not_kept_by_a_next_version_that_is_refused(granted, compile_plugin, library):
    granted.configure("asker", {"config": {}})
    granted.install(library(compile_plugin), "asker")
    ends(granted)


def test_a_next_version_that_may_do_less_takes_its_place(granted, compile_plugin):
    granted.configure("asker", {})
    granted.install(compile_plugin("asker", manifest={"id": "asker", "version": "2.0.0"}, MARK="two"), "asker")
    granted.serving("asker", count=2)
    assert granted.get("/more").status == 404 and granted.get("/asker/mark").text == "two\n"
    # What it may not do any more does not come back when it is lost.
    os.kill(granted.listed()["asker"]["pid"], signal.SIGKILL)
    granted.serving("asker", count=3)
    assert granted.get("/more").status == 404 and granted.get("/asker/mark").text == "two\n"


@pytest.mark.parametrize("settings", ["grants: [", {**MORE, "enabeld": True}], ids=["no YAML", "unknown key"])
def test_a_file_with_a_mistake_takes_nothing_away(granted, settings):
    granted.configure("asker", settings)
    assert "generation 1 serves on" in granted.refusal("asker")
    assert granted.get("/more").text == "one\n"


def test_a_next_version_that_asks_for_yet_more_leaves_the_old_one_its_grant(granted, compile_plugin):
    capabilities = [*ASKER["capabilities"], {"name": "http:/extra", "reason": "serves more"}]
    manifest = {**ASKER, "version": "2.0.0", "capabilities": capabilities}
    granted.install(compile_plugin("asker", manifest=manifest), "asker")
    assert "generation 1 serves on" in granted.refusal("asker")
    assert granted.get("/more").text == "one\n"


def test_the_last_lines_of_a_plugin_and_its_crashes_are_shown(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    assert "step start" in host.roost("plugins", "logs", "probe").stdout
    assert "has not crashed" in host.roost("plugins", "crashes", "probe").stdout
    os.kill(worker(host), signal.SIGSEGV)
    host.logs.wait(message="its worker was lost")
    shown = host.roost("plugins", "crashes", "probe").stdout
    assert "ended by SIGSEGV" in shown and "generation 1" in shown and "#0 " in shown
    crash = json.loads(host.roost("plugins", "crashes", "probe", "--json").stdout)[0]
    assert crash["version"] == "1.0.0" and crash["backtrace"]
    listed = host.listed()["probe"]
    assert (listed["crashes"], listed["isolation"], listed["state"]) == (1, "worker", "serving")
    assert listed["memory"] > 0 and listed["pid"] == worker(host)
    assert host.roost("plugins", "logs", "nobody").returncode == 1


def test_a_lost_worker_takes_one_short_line_of_the_console(roost_host, compile_plugin):
    host = roost_host({"log": {"format": "console"}}, start=False)
    host.install(compile_plugin()).start(wait=False)
    host.logs.wait(message="NOTICE.*serving")
    os.kill(worker(host), signal.SIGSEGV)
    line = host.logs.wait(message="its worker was lost")["message"]
    assert "hint: roost plugins crashes probe" in line and "#0 " not in line and len(line) < 300, line


def test_a_safe_start_has_no_plugins_until_one_is_asked_for(roost_host, compile_plugin):
    host = roost_host(arguments=["--safe"])
    host.logs.wait(message="no plugin is started")
    host.install(compile_plugin()).install(compile_plugin("other"), "other")
    assert host.get("/probe/mark").status == 404 and host.ask_admin("/readyz").status == 503
    assert {plugin["state"] for plugin in host.listed().values()} == {"not started (--safe)"}
    assert "has logged nothing" in host.roost("plugins", "logs", "other").stdout
    everything = host.roost("plugins", "reload")
    assert everything.returncode == 1 and "hint: roost plugins reload NAME starts one" in everything.stderr
    host.signal(signal.SIGHUP)
    assert "folder" not in host.logs.wait(message="^read again")["message"]
    assert host.roost("plugins", "reload", "probe").returncode == 0
    assert host.get("/probe/mark").text == "one\n"
    assert {name: plugin["state"] for name, plugin in host.listed().items()} == {
        "other": "not started (--safe)", "probe": "serving"}  # fmt: skip


def test_the_log_of_a_plugin_is_followed(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(), "other": compile_plugin("other")})
    arguments = [binary(), "plugins", "logs", "probe", "-f"]
    with subprocess.Popen(
        arguments, cwd=host.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as following:
        shown = Logs(following.stdout)
        try:
            shown.wait(message="step start")
            assert host.get("/other/slow?ms=1").status == 200 and host.get("/probe/slow?ms=1").status == 200
            shown.wait(message="slow begins")
            # It goes on with the next generation, and over a time without any.
            host.install(compile_plugin(MARK="two"))
            shown.wait(2, message="step start")
            assert host.roost("plugins", "unload", "probe").returncode == 0
            assert host.roost("plugins", "reload", "probe").returncode == 0
            shown.wait(3, message="step start")
            # It ends when there is nothing more to come.
            (host.plugins / "probe.so").unlink()
            assert following.wait(20) == 0 and following.stderr.read() == b"probe.so has been removed\n"
        finally:
            following.kill()
            following.wait()
        shown.thread.join()
    steps = [line for line in shown.raw if re.search("step (create|configure|start)|slow begins", line)]
    begins = ["step create", "step configure", "step start"]
    assert [re.search("step [a-z]+|slow begins", line)[0] for line in steps] == [*begins, "slow begins", *begins * 2]
    assert all("plugin=probe" in line for line in steps)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be refused as root")
def test_root_is_refused(tmp_path):
    done = roost("run", cwd=tmp_path, env={"ROOST_WORKERS_ALLOW_ROOT": "false"})
    assert done.returncode == 78 and "does not run as root" in done.stderr and "hint" in done.stderr


@pytest.mark.parametrize("how, ended, words", [
    (1, -signal.SIGABRT, "crashed in the inline plugin"),
    (2, -signal.SIGSEGV, "crashed in the inline plugin"),
    (3, 3, "was ended by exit(), called in the inline plugin"),
    (7, -signal.SIGSEGV, "crashed in the inline plugin"),
    (8, -signal.SIGSEGV, "crashed in the inline plugin"),
])
def test_a_crash_of_the_host_names_the_inline_plugin(roost_host, compile_plugin, how, ended, words):
    # Swift's own backtrace of a debug build takes a minute on a busy machine.
    host = roost_host(start=False, env={"SWIFT_BACKTRACE": "enable=no"})
    host.install(compile_plugin(), settings={"isolation": "inline"}).start()
    with host.connect() as connection:
        connection.send(f"GET /probe/die?how={how} HTTP/1.1\r\nHost: a\r\n\r\n")
        assert host.process.wait(timeout=20) == ended
    roost_host.made.remove(host)  # or its end would be taken for an accident
    assert any(words in line for line in host.logs.raw)
    assert any("probe 1.0.0, generation 1" in line for line in host.logs.raw)


def test_a_worker_links_neither_foundation_nor_a_library_of_the_hosts():
    worker = os.path.join(os.path.dirname(binary()), "roost-worker")
    needed = subprocess.run(["readelf", "-d", worker], capture_output=True, text=True, check=True).stdout
    libraries = re.findall(r"Shared library: \[(.*?)\]", needed)
    allowed = r"libswift(Core|SwiftOnoneSupport|_Concurrency|_StringProcessing|_RegexParser|Synchronization|Glibc)\.so|lib(c|m|gcc_s|stdc\+\+)\.so\.\d+|ld-linux.*"
    assert "libswiftCore.so" in libraries
    assert [name for name in libraries if not re.fullmatch(allowed, name)] == []


def dev_project(folder):
    """A project that builds no plugin, and the folder of plugins that `roost dev` makes in it."""
    project = folder / "shop"
    (project / "Sources/shop/include").mkdir(parents=True)
    (project / "Sources/shop/shop.c").write_text("int shop;\n")
    (project / "Sources/shop/include/shop.h").touch()
    (project / "Package.swift").write_text(
        "// swift-tools-version: 6.2\nimport PackageDescription\n"
        'let package = Package(name: "shop", targets: [.target(name: "shop")])\n')
    plugins = project / ".build/roost-dev/plugins.d"
    plugins.mkdir(mode=0o755, parents=True)
    plugins.chmod(0o755)
    return project, plugins


@pytest.fixture
def debugged(tmp_path, compile_plugin):
    """`roost dev` whose plugin's worker waits for a debugger: its process, its lines, the one that says how, the
    worker."""
    project, plugins = dev_project(tmp_path)
    # As if its project had built it.
    install(compile_plugin("shop"), plugins / "shop.so")
    arguments = ["dev", str(project), "--wait-debugger", "shop", "--listen", "127.0.0.1:0", "--admin", "off"]
    with subprocess.Popen([binary(), *arguments], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as process:
        try:
            lines = Logs(process.stderr)
            waiting = lines.wait(message="waits for a debugger", timeout=60)["message"]
            pid = int(re.search(r"gdb -p (\d+)", waiting)[1])
            limit = time.monotonic() + 20
            while not re.search(r"^State:\s+T", open(f"/proc/{pid}/status").read(), re.M):
                assert time.monotonic() < limit, "it does not wait"
            yield process, lines, waiting, pid
        finally:
            process.kill()


def test_a_worker_that_waits_for_a_debugger_goes_on(debugged):
    process, lines, _, pid = debugged
    assert not lines.all(message="serves http"), "before its plugin does"
    os.kill(pid, signal.SIGCONT)
    lines.wait(message="serving.*shop")
    lines.wait(message="serves http")
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


@pytest.mark.skipif(shutil.which("gdb") is None, reason="gdb is not installed")
def test_a_debugger_attaches_as_the_line_says_and_continues_once(debugged):
    process, lines, waiting, _ = debugged
    command = shlex.split(re.search(r"gdb .*?(?= — )", waiting)[0])
    with subprocess.Popen([*command, "-nx", "-batch", "-ex", "continue"], stdin=subprocess.DEVNULL) as gdb:
        try:
            lines.wait(message="serving.*shop")
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
            gdb.wait(20)
        finally:
            gdb.kill()


def test_one_signal_ends_the_host_while_a_worker_waits_for_a_debugger(debugged):
    process, lines, _, pid = debugged
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert not os.path.exists(f"/proc/{pid}")
    # Nobody has done anything wrong.
    assert not lines.all(message=" ERROR ")


@pytest.mark.parametrize("asked, words", [
    ("shop", "shop — it runs inline, no worker of it can wait — hint: gdb -p "),
    ("shp", "shp — no plugin has this id — hint: those there are shop"),
])  # fmt: skip
def test_a_wait_for_a_debugger_that_never_begins_is_told(tmp_path, compile_plugin, asked, words):
    project, plugins = dev_project(tmp_path)
    install(compile_plugin("shop"), plugins / "shop.so")
    (plugins / "shop.yaml").write_text("isolation: inline\n")
    (plugins / "shop.yaml").chmod(0o644)
    arguments = ["dev", str(project), "--wait-debugger", asked, "--listen", "127.0.0.1:0", "--admin", "off"]
    with subprocess.Popen(
        [binary(), *arguments], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True
    ) as process:  # fmt: skip
        try:
            lines = list(itertools.takewhile(lambda line: "serves http" not in line, process.stderr))
            assert any(f"--wait-debugger {words}" in line for line in lines), lines
        finally:
            process.send_signal(signal.SIGTERM)
            process.stderr.read()

"""Commands, the control socket they use, and new projects."""

import json
import os
import re
import socket
import stat
import subprocess

import pytest

from harness.host import environment, roost
from harness.plugins import API


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["run", "--nonsense"], ["run", "extra"],
                                       ["plugins", "inspect"], ["plugins", "unload"], ["new"], ["new", "Bad Name"],
                                       ["check", "--config"]])  # fmt: skip
def test_wrong_usage_exits_with_64(tmp_path, arguments):
    done = roost(*arguments, cwd=tmp_path)
    assert done.returncode == 64 and done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["plugins", "--help"], ["version"]])
def test_help_and_version_exit_with_0(tmp_path, arguments):
    done = roost(*arguments, cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    words = ["roost 0.", "abi 0.1", "toolchain swift-"] if arguments == ["version"] else ["USAGE:", "OPTIONS:"]
    assert all(word in done.stdout for word in words)


def test_commands_without_a_host_say_so(tmp_path):
    for command in (["plugins", "list"], ["plugins", "reload"], ["plugins", "unload", "x"], ["health"]):
        done = roost(*command, cwd=tmp_path)
        assert done.returncode == 1 and "control.sock" in done.stderr and " — " in done.stderr


def test_check_finds_bad_plugins_and_bad_settings(tmp_path, compile_plugin):
    schema = {"configuration": {"type": "object", "properties": {"n": {"type": "integer"}}}}
    folder = tmp_path / "plugins.d"
    folder.mkdir()
    (folder / "good.so").write_bytes(compile_plugin(manifest=schema).read_bytes())
    assert roost("check", cwd=tmp_path).stdout == "ok\n"
    (folder / "bad.so").write_bytes(b"text")
    (folder / "good.yaml").write_text("config: {n: one}\n")
    done = roost("check", cwd=tmp_path)
    assert done.returncode == 78 and "bad.so" in done.stderr and "good.yaml:1" in done.stderr
    assert not (tmp_path / "executed").exists()


def test_a_plugin_that_a_bot_names_and_that_is_not_there_is_told_with_its_place(roost_host, compile_plugin):
    bot = "bots:\n  demo:\n    path: /telegram/12345678\n    secret: s\n    plugins: [probe, prode]\n"
    host = roost_host(text='listen: ["127.0.0.1:0"]\nadmin: "off"\nlog: {format: json}\n' + bot, start=False)
    host.install(compile_plugin())
    done = host.roost("check")
    assert done.returncode == 78 and done.stderr.startswith("roost.yaml:8:22: bots.demo.plugins[1]: "), done.stderr
    assert "has the id prode" in done.stderr and "did you mean probe?" in done.stderr
    host.start()
    host.logs.wait(message=r"^roost\.yaml:8:22: bots\.demo\.plugins\[1\]: ", level="warning")


def test_inspect_shows_what_a_file_says(tmp_path, compile_plugin):
    manifest = {"summary": "Tries things.", "license": "MIT", "capabilities": [{"name": "http:/x", "reason": "why"}]}
    done = roost("plugins", "inspect", compile_plugin(manifest=manifest), cwd=tmp_path)
    assert done.returncode == 0 and not (tmp_path / "executed").exists()
    for word in ("probe 1.0.0", "Tries things.", "MIT", "http:/x", "why", "libc.so.6", "none"):
        assert word in done.stdout


def test_list_reload_and_unload(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    listed = host.listed()["probe"]
    assert (listed["state"], listed["id"], listed["version"], listed["generation"]) == ("serving", "probe", "1.0.0", 1)
    text = host.roost("plugins", "list").stdout
    assert re.search(r"probe\s+probe\s+1\.0\.0\s+1\s+serving", text)

    assert host.roost("plugins", "reload", "probe").returncode == 0
    assert host.listed()["probe"]["generation"] == 2 and host.get("/probe/mark").text == "one\n"

    assert host.roost("plugins", "unload", "probe").returncode == 0
    assert host.listed()["probe"]["state"] == "unloaded" and host.get("/probe/mark").status == 404
    assert host.roost("plugins", "reload", "probe").returncode == 0
    assert host.get("/probe/mark").text == "one\n"

    for command in ("reload", "unload"):
        done = host.roost("plugins", command, "nobody")
        assert done.returncode == 1 and "nobody" in done.stderr


def test_a_refused_plugin_is_found_by_its_files_name(roost_host, compile_plugin):
    host = roost_host(plugins={"other": b"text"})
    schema = {"configuration": {"type": "object", "properties": {"n": {"type": "integer"}}}}
    host.install(compile_plugin(manifest=schema), "other", settings="config: {n: one}\n")
    host.logs.wait(message=r"^other\.so is refused.*other\.yaml:1")
    listed = host.listed()["other"]
    assert (listed["id"], listed["version"], listed["state"]) == ("probe", "1.0.0", "refused")
    shown = host.roost("plugins", "logs", "other").stdout
    assert shown.count("other.so is refused") >= 2 and "other.yaml:1" in shown


def test_a_reload_that_is_refused_says_why(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    host.install(compile_plugin(MARK="bad", FAIL="start", HOW=2))
    done = host.roost("plugins", "reload", "probe")
    assert done.returncode == 1 and "broken on purpose" in done.stdout + done.stderr
    assert host.get("/probe/mark").text == "one\n"


def test_commands_are_recorded_with_who_gave_them(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    host.roost("plugins", "unload", "probe")
    line = host.logs.wait(message="^command$", command="plugins.unload")
    assert line["uid"] == str(os.geteuid()) and "probe" in line["arguments"] and line["outcome"] == "ok"


def test_health_follows_readiness(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    host.until(lambda: host.roost("health").returncode == 0)
    assert "ready" in host.roost("health").stdout


def test_the_control_socket_is_for_the_owner_and_group(roost_host):
    host = roost_host()
    mode = stat.S_IMODE((host.folder / "var/control.sock").stat().st_mode)
    assert mode == 0o660


@pytest.mark.parametrize("line", [b"nonsense\n", b"[]\n", b'{"command":"x y"}\n', b'{"command":"nobody"}\n',
                                  b'{"command":"health","more":1}\n', b"{" * 5000 + b"\n", b"x" * 100_000 + b"\n",
                                  b'{"command":"plugins.reload","arguments":{}}\n',
                                  b'{"command":"plugins.reload","arguments":{"name":"../x"}}\n'])  # fmt: skip
def test_bad_control_messages_are_refused(roost_host, line):
    host = roost_host()
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(10)
        peer.connect(str(host.folder / "var/control.sock"))
        try:
            peer.sendall(line)
        except BrokenPipeError:
            pass  # refused before it was all sent
        answer = json.loads(peer.makefile().readline())
        assert answer["ok"] is False and answer["error"], answer
    assert host.roost("health").returncode in (0, 1)


# --- A new project ---


def test_new_makes_a_project_and_never_overwrites_one(tmp_path):
    done = roost("new", "my-shop", cwd=tmp_path, env=sdk())
    assert done.returncode == 0, done.stderr
    for file in ("Package.swift", "Sources/MyShop/plugin.json", "RoostSDK/Package.swift", "README.md"):
        assert (tmp_path / "my-shop" / file).exists()
    assert json.loads((tmp_path / "my-shop/Sources/MyShop/plugin.json").read_text())["id"] == "my-shop"
    again = roost("new", "my-shop", cwd=tmp_path, env=sdk())
    assert again.returncode == 1 and "my-shop" in again.stderr


@pytest.mark.parametrize("name", ["roost", "roost-json", "croost", "swift", "foundation", "foundation-essentials",
                                  "glibc", "synchronization", "dispatch", "testing"])  # fmt: skip
def test_new_refuses_the_name_of_a_module_that_is_there_already(tmp_path, name):
    done = roost("new", name, cwd=tmp_path, env=sdk())
    assert done.returncode == 64 and f"my-{name}" in done.stderr, done.stderr
    assert list(tmp_path.iterdir()) == []


def sdk():
    """Where the SDK is, for a binary that does not lie in its checkout."""
    return {"ROOST_SDK": str(API)}


@pytest.mark.slow
def test_a_new_project_builds_and_serves(roost_host, tmp_path):
    assert roost("new", "fresh", cwd=tmp_path, env=sdk()).returncode == 0
    build = subprocess.run(
        ["swift", "build", "-c", "release"], cwd=tmp_path / "fresh", env=environment(), capture_output=True, text=True
    )
    assert build.returncode == 0, build.stdout[-3000:] + build.stderr[-3000:]
    host = roost_host(plugins={"fresh": tmp_path / "fresh/.build/release/libfresh.so"})
    answer = host.get("/fresh/you")
    assert answer.status == 200 and "you" in answer.text

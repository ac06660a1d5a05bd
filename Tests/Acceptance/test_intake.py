"""Files and folders that are not as they should be, files still being written, and signatures."""

import os
import subprocess

import pytest

from harness.plugins import SOURCES, install


@pytest.fixture
def served(roost_host, compile_plugin):
    return roost_host({"plugins": {"rescan_seconds": 1}}, plugins={"probe": compile_plugin()})


def test_a_second_entry_under_another_symbol_version_is_refused(roost_host, compile_plugin):
    versions = f"-Wl,--version-script={SOURCES / 'two-entries.map'}"
    host = roost_host(plugins={"probe": compile_plugin(TWO_ENTRIES=True, flags=[versions])})
    line = host.refusal()
    assert "exports roost_plugin_entry 2 times" in line and "hint" in line and host.executed() == []


@pytest.mark.parametrize("mode", [0o775, 0o757, 0o777])
def test_a_file_that_others_can_write_is_refused(served, compile_plugin, mode):
    fresh = served.plugins / ".fresh"
    fresh.write_bytes(compile_plugin(MARK="two").read_bytes())
    fresh.chmod(mode)
    fresh.rename(served.plugins / "probe.so")
    line = served.refusal()
    assert "chmod go-w" in line and "probe.so" in line
    assert served.get("/probe/mark").text == "one\n" and served.executed() == ["probe one"]
    (served.plugins / "probe.so").chmod(0o755)
    served.serving(count=2)
    assert served.get("/probe/mark").text == "two\n"


@pytest.mark.parametrize("mode", [0o775, 0o757, 0o777])
def test_a_folder_that_others_can_write_is_refused(served, compile_plugin, mode):
    served.plugins.chmod(mode)
    served.install(compile_plugin(MARK="two"))
    line = served.refusal()
    assert "chmod go-w" in line and "plugins.d" in line
    assert served.get("/probe/mark").text == "one\n" and served.executed() == ["probe one"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_refused(served, compile_plugin):
    fresh = served.plugins / ".fresh"
    fresh.write_bytes(compile_plugin(MARK="two").read_bytes())
    fresh.chmod(0o755)
    os.chown(fresh, 12345, 12345)
    fresh.rename(served.plugins / "probe.so")
    assert "12345" in served.refusal() and served.executed() == ["probe one"]


@pytest.mark.parametrize("target", ["outside", "inside", "dangling"])
def test_a_link_is_refused(served, compile_plugin, target):
    fresh = served.plugins / ".fresh"
    inside = served.plugins / ".real.so"
    install(compile_plugin(MARK="two"), inside)
    fresh.symlink_to({"outside": compile_plugin(MARK="two"), "inside": inside, "dangling": "/nowhere"}[target])
    fresh.rename(served.plugins / "probe.so")
    assert "link" in served.refusal()
    assert served.get("/probe/mark").text == "one\n" and served.executed() == ["probe one"]


def test_what_is_no_regular_file_is_refused(served):
    os.mkfifo(served.plugins / "pipe.so")
    (served.plugins / "folder.so").mkdir()
    assert "regular" in served.refusal("pipe") and "regular" in served.refusal("folder")
    assert served.get("/probe/mark").text == "one\n"


@pytest.mark.parametrize("name", ["with space.so", "-dash.so", "x" * 65 + ".so", "ümlaut.so"])
def test_names_that_no_plugin_has_are_passed_over_and_said(roost_host, compile_plugin, name):
    host = roost_host(start=False)
    host.install(compile_plugin())
    install(compile_plugin("other"), host.plugins / name)
    host.start(wait=False)
    host.serving()
    host.logs.wait(message=name.replace(".", r"\."), level="warning")
    assert host.executed() == ["probe one"]


# --- A file that is still being written ---


def test_a_file_is_not_taken_while_it_is_written(roost_host, compile_plugin):
    host = roost_host({"log": {"level": "debug"}}, plugins={"probe": compile_plugin()})
    data = compile_plugin(MARK="two").read_bytes()
    with open(host.plugins / "probe.so", "r+b", buffering=0) as file:
        file.write(data[: len(data) // 2])
        host.logs.wait(2, message="^probe: .*trying again")
        assert host.get("/probe/mark").text == "one\n"
        file.write(data[len(data) // 2 :])
        file.truncate(len(data))
        tries = len(host.logs.all(message="^probe: .*trying again"))
        host.logs.wait(tries + 2, message="^probe: .*trying again")
        assert host.get("/probe/mark").text == "one\n"
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
    assert not host.refusals("probe")


def test_a_file_is_not_taken_before_its_last_writer_is_done(roost_host, compile_plugin):
    host = roost_host({"log": {"level": "debug"}}, plugins={"probe": compile_plugin()})
    data = compile_plugin(MARK="two").read_bytes()
    half = len(data) // 2
    path = host.plugins / "new.so"
    first = open(path, "wb", buffering=0)
    path.chmod(0o755)
    second = open(path, "r+b", buffering=0)
    first.write(data[:half])
    first.close()
    host.logs.wait(2, message="^new: .*trying again")
    second.seek(half)
    second.write(data[half:])
    tries = len(host.logs.all(message="^new: .*trying again"))
    host.logs.wait(tries + 2, message="^new: .*trying again")
    assert host.executed() == ["probe one"] and not host.refusals("new")
    (host.plugins / "probe.so").unlink()
    host.logs.wait(message="^unloaded$")
    second.close()
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"


def test_a_copy_in_pieces_is_loaded_once_and_whole(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin()})
    source = compile_plugin(MARK="two")
    for _ in range(5):
        # cp truncates and rewrites in place, the way operators should not.
        subprocess.run(["cp", str(source), str(host.plugins / "probe.so")], check=True)
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"
    assert host.executed() == ["probe one", "probe two"] and not host.refusals("probe")


# --- Signatures ---


def sign(key, library):
    """Makes the detached signature of a library beside it."""
    subprocess.run(
        ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(key), "-in", str(library), "-out", f"{library}.sig"],
        check=True,
    )
    os.chmod(f"{library}.sig", 0o644)


def make_key(folder, name):
    private, public = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(private)], check=True)
    subprocess.run(["openssl", "pkey", "-in", str(private), "-pubout", "-out", str(public)], check=True)
    return private


def test_only_what_a_trusted_key_has_signed_is_executed(roost_host, compile_plugin):
    host = roost_host({"plugins": {"signatures": "required", "keys": ["trusted.pem"]}}, start=False)
    trusted, other = make_key(host.folder, "trusted"), make_key(host.folder, "other")
    host.install(compile_plugin("unsigned"), "unsigned")
    host.install(compile_plugin("stranger"), "stranger")
    sign(other, host.plugins / "stranger.so")
    host.install(compile_plugin("altered"), "altered")
    sign(trusted, host.plugins / "altered.so")
    host.install(compile_plugin("altered", MARK="two"), "altered")
    host.install(compile_plugin())
    sign(trusted, host.plugins / "probe.so")
    host.start()
    for name in ("unsigned", "stranger", "altered"):
        assert "signature" in host.refusal(name) and f"{name}.so.sig" in host.refusal(name)
    assert host.get("/probe/mark").text == "one\n" and host.executed() == ["probe one"]
    # The signature that comes after the file lets it in.
    sign(trusted, host.plugins / "unsigned.so")
    host.serving("unsigned")


@pytest.mark.parametrize("command", ["run", "check"])
def test_keys_that_cannot_be_used_keep_the_host_from_starting(roost_host, command):
    host = roost_host(text="plugins:\n  signatures: required\n  keys:\n    - gone.pem\n    - text.pem\n", start=False)
    (host.folder / "text.pem").write_text("text")
    done = host.roost(command)
    gone, text = done.stderr.splitlines()
    assert done.returncode == 78 and gone.startswith("roost.yaml:4:7: plugins.keys[0]: "), done.stderr
    assert "No such file" in gone and text.startswith("roost.yaml:5:7: plugins.keys[1]: ")
    assert all(" — hint: " in line for line in (gone, text))

"""A Swift plugin that carries a runtime of its own, as one built by another toolchain does."""

import os
import subprocess

import pytest

from harness.plugins import API


@pytest.fixture(scope="module")
def private():
    package = API / "Examples/hello"
    command = [
        "swift", "build", "-c", "release", "--package-path", str(package), "--scratch-path",
        str(package / ".build-private"), "-Xswiftc", "-static-stdlib",
    ]  # fmt: skip
    done = subprocess.run(
        command, env=os.environ | {"ROOST_PLUGIN_RUNTIME": "private"}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return package / ".build-private/release/libhello.so"


def test_a_worker_runs_it(roost_host, private):
    host = roost_host(plugins={"hello": private})
    assert host.get("/hello/you").text == "Hello, you!\n"
    shown = host.roost("plugins", "inspect", str(private)).stdout
    assert "runtime: private" in shown and "libswiftCore" not in shown
    # Its own runtime asks how many processors there are; that is no attempt at anything.
    assert not host.logs.all(message="the sandbox refused")


@pytest.mark.isolation("inline", because="only there it would share a process with another runtime")
def test_it_is_not_loaded_into_the_hosts_process(roost_host, private):
    host = roost_host(plugins={"hello": private})
    line = host.refusal("hello")
    assert "runtime of its own" in line and "hint" in line

"""What an author has while writing: `roost dev` builds, serves, and builds again at every change."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request

import pytest

from harness.host import binary, environment

# In place of the compiler: what it "builds" lies beside the sources, and does not build when told so.
SWIFT = """#!/bin/sh
test "$1 $2" = "build --package-path" || exit 64
if test -e "$3/mistake"; then echo "main.swift:1:1: error: a mistake" >&2; exit 1; fi
mkdir -p "$3/.build/debug"
cp "$3/next.so" "$3/.build/debug/libshop.so"
"""


class Author:
    """A project, and `roost dev` at work on it."""

    def __init__(self, folder, compile_plugin):
        self.project, self.compile = folder / "shop", compile_plugin
        self.project.mkdir()
        (self.project / "Package.swift").touch()
        tools = folder / "tools"
        tools.mkdir()
        (tools / "swift").write_text(SWIFT)
        (tools / "swift").chmod(0o755)
        self.environment = environment() | {"PATH": f"{tools}:{os.environ['PATH']}"}

    def write(self, mark):
        shutil.copy(self.compile("shop", MARK=mark, manifest=ASKS), self.project / "next.so")

    def run(self):
        return subprocess.Popen(
            [binary(), "dev", "--listen", "127.0.0.1:0", "--admin", "off"], cwd=self.project, env=self.environment,
            stderr=subprocess.PIPE, text=True)

    def mark(self, address):
        with urllib.request.urlopen(f"{address}/shop/mark", timeout=10) as answer:
            return answer.read().decode()

    def until(self, address, mark):
        limit = time.monotonic() + 20
        while self.mark(address) != mark:
            assert time.monotonic() < limit, f"{mark!r} is not served"
            time.sleep(0.05)


ASKS = {"id": "shop", "version": "1.0.0", "capabilities": [{"name": "http:/more", "reason": "to try it"}]}


@pytest.fixture
def author(tmp_path, compile_plugin):
    return Author(tmp_path, compile_plugin)


def test_a_change_is_built_and_served_and_a_mistake_leaves_what_serves(author):
    author.write("one")
    with author.run() as process:
        try:
            seen = []
            for line in process.stderr:
                seen.append(line)
                if found := re.search(r"serves (http://\S+?)[;,]", line):
                    break
            address = found[1]
            assert author.mark(address) == "one\n"
            assert any("is granted http:/more because this is dev" in line for line in seen)
            author.write("two")
            author.until(address, "two\n")
            (author.project / "mistake").touch()
            assert next(line for line in process.stderr if "error: a mistake" in line)
            assert author.mark(address) == "two\n"
            (author.project / "mistake").unlink()
            author.write("three")
            author.until(address, "three\n")
        finally:
            process.send_signal(signal.SIGTERM)
            process.stderr.read()
    assert process.returncode == 0


def test_a_project_that_does_not_build_or_is_none_ends_it(author, tmp_path):
    (author.project / "mistake").touch()
    with author.run() as process:
        told = process.stderr.read()
    assert process.returncode == 1 and "error: a mistake" in told and "does not build" in told
    (author.project / "Package.swift").unlink()
    with author.run() as process:
        told = process.stderr.read()
    assert process.returncode == 1 and "no Package.swift there — hint: `roost new NAME`" in told

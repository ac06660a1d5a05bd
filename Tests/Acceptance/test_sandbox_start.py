"""What the host says of the sandbox when it starts, and when it does not start without one."""

import ctypes
import re

import pytest

LANDLOCK_CREATE_RULESET, VERSION = 444, 1
HERE = max(0, ctypes.CDLL(None).syscall(LANDLOCK_CREATE_RULESET, None, 0, VERSION))
# What each version of Landlock brought, from 2 on, in the words of the start line.
BROUGHT = {2: "renaming", 3: "truncating", 4: "TCP", 5: "ioctl", 6: "signals"}


def test_this_kernel_has_landlock():
    """Without it the tests below would prove nothing."""
    assert HERE >= 2


def test_required_refuses_plugins_where_there_is_no_landlock(roost_host, compile_plugin):
    host = roost_host({"workers": {"sandbox": "required", "landlock": 0}}, start=False)
    host.install(compile_plugin()).start(wait=False)
    assert host.wait() == 78
    (line,) = host.logs.raw
    what, hint = line.split(" — ")
    assert what == "plugins are refused: workers.sandbox is required, but workers.landlock is 0, so that none is used"
    assert hint == "hint: leave workers.landlock out, or set workers.sandbox to available"


@pytest.mark.parametrize("version", [1, 100])
def test_required_serves_where_there_is_landlock(roost_host, compile_plugin, version):
    host = roost_host(
        {"workers": {"sandbox": "required", "landlock": version}}, plugins={"probe": compile_plugin()}
    )
    assert host.get("/probe/mark").text == "one\n"


def test_without_landlock_plugins_are_served_where_it_is_not_required(roost_host, compile_plugin):
    host = roost_host({"workers": {"landlock": 0}}, plugins={"probe": compile_plugin()})
    assert host.get("/probe/mark").text == "one\n"
    line = host.logs.wait(message="^this kernel keeps workers in by less: ", level="warning")["message"]
    assert line.endswith(": no Landlock: files are refused by the host alone, which a plugin can race")


@pytest.mark.parametrize("version", range(1, 7))
def test_the_start_line_names_what_the_kernel_lacks(roost_host, version):
    host = roost_host({"workers": {"landlock": version}})
    used = min(version, HERE)
    lacking = [number for number in BROUGHT if number > used]
    if not lacking:
        host.logs.wait(message=f"^workers are kept in by Landlock {used} and a filter", level="info")
        return
    line = host.logs.wait(message="^this kernel keeps workers in by less: ", level="warning")["message"]
    assert [int(number) for number in re.findall(r"Landlock before (\d): ", line)] == lacking
    for number, brought in BROUGHT.items():
        assert (f"Landlock before {number}: {brought}" in line) == (number in lacking)


def test_a_host_without_a_sandbox_says_so(roost_host):
    host = roost_host({"workers": {"sandbox": "off"}})
    host.logs.wait(message="^workers are not kept in: workers.sandbox is off", level="warning")

"""What the fixtures find fault with, so that no test passes by mistake."""

import pytest

from conftest import Hosts


def pretender(folder, code):
    """A program that serves nothing and ends with that code on SIGTERM."""
    path = folder / f"ends-with-{code}"
    path.write_text(
        "#!/bin/sh\n"
        f"trap 'exit {code}' TERM\n"
        "echo '{\"message\":\"roost 0 serves http://127.0.0.1:1\"}' >&2\n"
        "while :; do sleep 0.01; done\n"
    )
    path.chmod(0o755)
    return path


def test_a_host_that_ends_with_another_code_than_0_fails_its_test(tmp_path):
    hosts = Hosts(tmp_path / "hosts")
    for code in (0, 0, 3):
        hosts(program=pretender(tmp_path, code))
    with pytest.raises(AssertionError, match="^a host ended with 3:"):
        hosts.end()
    assert [host.process.returncode for host in hosts.made] == [0, 0, 3]


def test_a_host_that_died_of_a_signal_fails_its_test(tmp_path):
    hosts = Hosts(tmp_path / "hosts")
    hosts(program=pretender(tmp_path, 0)).kill()
    with pytest.raises(AssertionError, match="^a host ended with -9:"):
        hosts.end()


@pytest.mark.parametrize("settings, isolation", [("isolation: inline", "worker"), ("isolation: worker", "inline")])
def test_a_plugin_that_runs_elsewhere_than_its_test_believes_fails_it(tmp_path, compile_plugin, settings, isolation):
    hosts = Hosts(tmp_path / "hosts", isolation)
    host = hosts(start=False)
    host.configure("probe", settings)
    host.install(compile_plugin()).start()
    with pytest.raises(AssertionError, match="^a plugin "):
        hosts.end()
    assert host.process.returncode is not None

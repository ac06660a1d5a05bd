"""Fixtures of the acceptance tests, which run the real host and look at it from outside."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness.host import Host  # noqa: E402
from harness.plugins import Compiler  # noqa: E402
from harness.unprivileged import Home  # noqa: E402


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes ten seconds or more")


@pytest.fixture(scope="session")
def compile_plugin(tmp_path_factory):
    """Compiles C plugins; see Compiler."""
    return Compiler(tmp_path_factory.mktemp("compiled"))


class Hosts:
    """Makes hosts and ends them; each must have ended well."""

    def __init__(self, folder):
        self.folder = folder
        self.made = []

    def __call__(self, config=None, *, plugins=None, start=True, **options):
        host = Host(self.folder / str(len(self.made)), config, **options)
        self.made.append(host)
        for name, source in (plugins or {}).items():
            host.install(source, name)
        return host.start() if start else host

    def end(self):
        codes = [host.stop() for host in self.made]
        bad = [code for code in codes if code is not None and code < 0]
        assert not bad, f"a host died of a signal: {bad}\n" + "\n".join(self.made[-1].logs.raw[-40:])


@pytest.fixture
def roost_host(tmp_path):
    """Makes a host for one test."""
    hosts = Hosts(tmp_path)
    yield hosts
    hosts.end()


@pytest.fixture(scope="module")
def module_host(tmp_path_factory):
    """Makes a host that the tests of a file share."""
    hosts = Hosts(tmp_path_factory.mktemp("host"))
    yield hosts
    hosts.end()


@pytest.fixture(scope="module")
def unprivileged_home():
    """Where a host of a user without rights can live."""
    home = Home()
    yield home
    home.end()

"""Fixtures of the acceptance tests, which run the real host and look at it from outside."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from harness.host import Host  # noqa: E402
from harness.plugins import Compiler  # noqa: E402
from harness.unprivileged import Home  # noqa: E402
from harness.web import WebServer  # noqa: E402


ISOLATIONS = ("worker", "inline")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes ten seconds or more")
    config.addinivalue_line(
        "markers", "isolation(*modes, because=None): where plugins run; with fewer than both modes, why so"
    )


def pytest_generate_tests(metafunc):
    """Runs a marked test once with its plugins in workers and once with them inline."""
    marker = metafunc.definition.get_closest_marker("isolation")
    if marker is None:
        return
    # A host that the tests of a file share is made anew for the other mode only if every test has a mode.
    assert marker.args == ISOLATIONS or marker.kwargs.get("because"), f"{metafunc.definition.nodeid}: why not in both?"
    metafunc.parametrize("isolation", marker.args, scope="module")


@pytest.fixture(scope="module")
def isolation():
    """Where the plugins of tests run that say nothing else."""
    return "worker"


@pytest.fixture(scope="session")
def compile_plugin(tmp_path_factory):
    """Compiles C plugins; see Compiler."""
    return Compiler(tmp_path_factory.mktemp("compiled"))


class Hosts:
    """Makes hosts and ends them; each must have ended well."""

    def __init__(self, folder, isolation="worker"):
        self.folder = folder
        self.isolation = isolation
        self.made = []

    def __call__(self, config=None, *, plugins=None, start=True, **options):
        host = Host(self.folder / str(len(self.made)), config, isolation=self.isolation, **options)
        self.made.append(host)
        for name, source in (plugins or {}).items():
            host.install(source, name)
        return host.start() if start else host

    def end(self):
        bad = [trouble for host in self.made if (trouble := self.end_one(host))]
        assert not bad, "\n".join(bad)

    @staticmethod
    def end_one(host):
        """What was wrong with a host's end, if anything was. One that had ended before is its test's affair, unless it
        died of a signal; a test that kills one says so by forgetting the process."""
        running = host.process is not None and host.process.poll() is None
        try:
            if running:
                host.check_isolation()
            code = host.stop()
        except AssertionError as error:
            host.kill()
            return str(error)
        if code is not None and (code < 0 or (running and code != 0)):
            return f"a host ended with {code}:\n" + "\n".join(host.logs.raw[-40:])
        return None


@pytest.fixture
def web():
    """A server that plugins send requests to."""
    server = WebServer()
    yield server
    server.close()


@pytest.fixture
def roost_host(tmp_path, isolation):
    """Makes a host for one test."""
    hosts = Hosts(tmp_path, isolation)
    yield hosts
    hosts.end()


@pytest.fixture(scope="module")
def module_host(tmp_path_factory, isolation):
    """Makes a host that the tests of a file share."""
    hosts = Hosts(tmp_path_factory.mktemp("host"), isolation)
    yield hosts
    hosts.end()


@pytest.fixture(scope="module")
def unprivileged_home():
    """Where a host of a user without rights can live."""
    home = Home()
    yield home
    home.end()

"""The file that state is kept in."""


def test_a_store_that_cannot_be_opened_keeps_the_host_from_starting(roost_host):
    host = roost_host(start=False)
    (host.folder / "var/state/state.db").mkdir(parents=True)
    done = host.roost("run")
    assert done.returncode == 1 and "roost cannot keep the state of plugins" in done.stderr and "hint" in done.stderr

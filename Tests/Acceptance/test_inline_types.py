"""C types that Swift code uses as types: two versions of them cannot be in one process."""

import pytest

NEXT = {"version": "2.0.0"}
inline = pytest.mark.isolation("inline", because="workers hold one version each")


@pytest.fixture
def host(roost_host, compile_plugin):
    return roost_host(plugins={"probe": compile_plugin()})


@inline
def test_a_version_with_c_types_of_its_own_is_not_loaded_beside_another(host, compile_plugin):
    host.install(compile_plugin(MARK="two", C_TYPES=True, manifest=NEXT))
    line = host.refusal()
    assert "C types of its own" in line and "serves on" in line and "hint" in line
    assert host.get("/probe/mark").text == "one\n"


@inline
def test_it_is_when_the_operator_says_so(host, compile_plugin):
    host.configure("probe", {"replace_inline": True})
    host.serving(count=2)
    host.install(compile_plugin(MARK="two", C_TYPES=True, manifest=NEXT))
    host.serving(count=3)
    assert host.get("/probe/mark").text == "two\n"


@inline
def test_the_same_version_again_has_the_same_types(roost_host, compile_plugin):
    host = roost_host(plugins={"probe": compile_plugin(C_TYPES=True)})
    assert host.roost("plugins", "reload", "probe").returncode == 0
    assert host.get("/probe/mark").text == "one\n"


def test_a_worker_has_no_other_version_beside_it(host, compile_plugin):
    host.install(compile_plugin(MARK="two", C_TYPES=True, manifest=NEXT))
    host.serving(count=2)
    assert host.get("/probe/mark").text == "two\n"

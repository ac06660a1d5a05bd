"""Every kind of refusal of a plugin is one line of what, where, why and what to do; test_files has those of the file."""

import json
import os
import re

import pytest

from harness.plugins import chunk, content
from harness.refusals import parts

SCHEMA = {"type": "object", "required": ["must"], "properties": {
    "must": {"type": "string", "minLength": 2}, "size": {"type": "integer", "minimum": 1, "maximum": 9},
    "mode": {"enum": ["a", "b"]}, "list": {"type": "array", "maxItems": 1}, "flag": {"type": "boolean"},
    "one": {"const": 1},
}, "additionalProperties": False}  # fmt: skip

# Each puts into the folder what is refused: before anything of it is executed, and by what it does then.
UNSEEN, TRIED = {}, {}


def case(name, pattern, cases=UNSEEN):
    def add(build):
        plugin = f"case-{len(UNSEEN) + len(TRIED):03}"
        cases[name] = pytest.param(plugin, build, pattern, id=name)
        return build
    return add


def settings(name, pattern, given):
    """A case of settings: given for a plugin with a schema, or one without when they hold no `config`."""
    @case(name, pattern)
    def build(host, make, plugin, given=given):
        takes = isinstance(given, dict) and "config" in given
        text = given if isinstance(given, str) else json.dumps(given)
        library = make.renamed(plugin, manifest={"configuration": SCHEMA} if takes else {})
        host.install(library, plugin, settings=text)


settings("an unknown setting", "enabeld", {"enabeld": True})
settings("a text for a truth", "enabled", {"enabled": "perhaps"})
settings("a number too low", "concurrency", {"limits": {"concurrency": 0}})
settings("a number too high", "queue", {"limits": {"queue": 2_000_000}})
settings("a text for a number", "queue", {"limits": {"queue": "many"}})
settings("no such choice", "isolation", {"isolation": "elsewhere"})
settings("a list for a map", "limits", {"limits": []})
settings("a text for a list", "grants", {"grants": "http:/x"})
settings("no grant", "grants", {"grants": ["x"]})
settings("a grant of an unknown kind", "grants", {"grants": ["file:/x"]})
settings("no YAML", "YAML", "enabled: [")
settings("a key twice", "twice", "enabled: true\nenabled: true\n")
settings("a second document", "document", "enabled: true\n---\nenabled: true\n")
settings("a list for all", "map", "- enabled\n")
settings("a control character", "character", "\x00")
settings("a value that is required", "must", {"config": {}})
settings("an unknown value", "siez", {"config": {"must": "ab", "siez": 1}})
settings("a number for a text", "must", {"config": {"must": 5}})
settings("a value too short", "must", {"config": {"must": "a"}})
settings("a value too low", "size", {"config": {"must": "ab", "size": 0}})
settings("a value too high", "size", {"config": {"must": "ab", "size": 10}})
settings("a value of no choice", "mode", {"config": {"must": "ab", "mode": "c"}})
settings("another value", "one", {"config": {"must": "ab", "one": 2}})
settings("a list too long", "list", {"config": {"must": "ab", "list": [1, 2]}})
settings("a text for a truth of the schema", "flag", {"config": {"must": "ab", "flag": "perhaps"}})
settings("a setting like no other", "zzz", {"zzz": 1})
settings("a value like no other", "zzz", {"config": {"must": "ab", "zzz": 1}})
settings("two mistakes", "siez.*must|must.*siez", {"config": {"must": 5, "siez": 1}})


@case("settings for one that takes none", "takes no configuration")
def takes_none(host, make, plugin):
    host.install(make(plugin), plugin, settings={"config": {"x": 1}})


@case("settings too large", "1048576")
def settings_too_large(host, make, plugin):
    host.install(make(plugin), plugin, settings="#" * (1 << 20) + "\n")


@case("settings that others can write", "chmod go-w")
def loose_settings(host, make, plugin):
    host.configure(plugin, {})
    (host.plugins / f"{plugin}.yaml").chmod(0o666)
    host.install(make(plugin), plugin)


@case("settings that are a link", "link")
def linked_settings(host, make, plugin):
    (host.plugins / f"{plugin}.yaml").symlink_to("/dev/null")
    host.install(make(plugin), plugin)


@case("a library that others can write", "chmod go-w")
def loose_library(host, make, plugin):
    fresh = host.plugins / f".{plugin}"
    fresh.write_bytes(make(plugin).read_bytes())
    fresh.chmod(0o777)
    fresh.rename(host.plugins / f"{plugin}.so")


@case("a link", "link")
def a_link(host, make, plugin):
    (host.plugins / f"{plugin}.so").symlink_to(make(plugin))


@case("a pipe", "regular")
def a_pipe(host, make, plugin):
    os.mkfifo(host.plugins / f"{plugin}.so")


@case("an id that another has", "already")
def same_id(host, make, plugin):
    host.install(make("first"), plugin)


@case("what is asked for and not granted", "not granted")
def not_granted(host, make, plugin):
    host.install(make(plugin, manifest={"capabilities": [{"name": "http:/elsewhere", "reason": "why"}]}), plugin)


@case("a runtime of its own, inline", "runtime of its own")
def private_inline(host, make, plugin):
    section = chunk(content({"id": plugin, "version": "1.0.0"}, runtime="private", toolchain="swift-6.3.1-RELEASE"))
    host.install(make(plugin, section=section), plugin, settings={"isolation": "inline"})


@case("a route that another has", "/first/mark", cases=TRIED)
def same_route(host, make, plugin):
    host.install(make(plugin, SHARED="/first/mark"), plugin, settings={"grants": ["http:/first"]})


@case("a route outside of what is granted", "start failed", cases=TRIED)
def route_outside(host, make, plugin):
    host.install(make(plugin, SHARED="/elsewhere"), plugin)


@case("a route that is none", "start failed", cases=TRIED)
def no_route(host, make, plugin):
    host.install(make(plugin, SHARED=f"/{plugin}/{{a}}/{{a}}"), plugin)


@case("a symbol that is nowhere", "roost_test_no_such_function", cases=TRIED)
def unresolved(host, make, plugin):
    host.install(make(plugin, UNRESOLVED=True), plugin)


def failing(step, how):
    @case(f"{step} fails, {how}", f"{step} failed", cases=TRIED)
    def build(host, make, plugin):
        host.install(make(plugin, FAIL=step, HOW=how), plugin)


for step in ("create", "configure", "start"):
    for how in (1, 2, 3):
        failing(step, how)


@pytest.fixture(scope="module")
def host(module_host, compile_plugin):
    return module_host(plugins={"first": compile_plugin("first")})


@pytest.mark.isolation("worker", because="nothing of it is executed anywhere")
@pytest.mark.parametrize("plugin, build, pattern", UNSEEN.values())
def test_a_refusal_unseen_says_what_where_why_and_what_to_do(host, compile_plugin, plugin, build, pattern):
    build(host, compile_plugin, plugin)
    assert re.search(pattern, " — ".join(parts(host.refusal(plugin))))
    assert not any(line.startswith(plugin) for line in host.executed())


@pytest.mark.isolation("worker", "inline")
@pytest.mark.parametrize("plugin, build, pattern", TRIED.values())
def test_a_refusal_after_a_try_says_what_where_why_and_what_to_do(host, compile_plugin, plugin, build, pattern):
    build(host, compile_plugin, plugin)
    assert re.search(pattern, " — ".join(parts(host.refusal(plugin))))


@pytest.mark.isolation("worker", "inline")
@pytest.mark.parametrize("how", ["state", "import_state", "drain"])
def test_a_refusal_of_a_replacement_says_it_too(roost_host, compile_plugin, how):
    manifest = {"handover": "exclusive", "state": {"writes": 2, "reads": [1, 2]}}
    old = {"FAIL": how, "HOW": 2} if how == "drain" else {}
    host = roost_host(plugins={"probe": compile_plugin(STATE=1, manifest=manifest, **old)})
    new = {"FAIL": how, "HOW": 2} if how == "import_state" else {}
    if how == "state":
        manifest = {**manifest, "state": {"writes": 1, "reads": [1]}}
    host.install(compile_plugin(STATE=1, MARK="two", manifest=manifest, **new))
    line = host.refusal()
    assert "generation 1 serves on" in line and {"state": "reads [1]"}.get(how, "failed") in " — ".join(parts(line))

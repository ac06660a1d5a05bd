"""The examples that come with the SDK, as they were built."""

import json

from harness.plugins import example


def counter(host, path="/counter"):
    return host.post(path).text


def test_the_counter_keeps_its_count_over_its_versions(roost_host):
    one, two = example("counter", ".build/release/libcounter.so"), example("counter-v2", ".build/release/libcounter.so")
    host = roost_host(plugins={"counter": one})
    assert [counter(host) for _ in range(3)] == ["1\n", "2\n", "3\n"]
    assert host.roost("plugins", "reload", "counter").returncode == 0
    assert counter(host) == "4\n"
    host.install(two, "counter")
    host.serving("counter", count=3)
    assert counter(host) == "5\n" and counter(host, "/counter/other") == "1\n"
    host.install(one, "counter")
    line = host.refusal("counter")
    assert "state version 2" in line and "reads [1]" in line and "serves on" in line
    assert counter(host) == "6\n" and counter(host, "/counter/other") == "2\n"


def test_hello_greets_as_configured(roost_host):
    host = roost_host(start=False)
    host.install(example("hello", ".build/release/libhello.so"), "hello").start()
    assert host.get("/hello/you").text == "Hello, you!\n"
    host.configure("hello", {"config": {"greeting": "Hej"}})
    host.serving("hello", count=2)
    assert host.get("/hello/you").text == "Hej, you!\n"
    host.configure("hello", {"config": {"greeting": ""}})
    assert "greeting" in host.refusal("hello") and host.get("/hello/you").text == "Hej, you!\n"


def test_the_c_example_greets(roost_host, compile_plugin):
    folder = example("hello-c", "hello.c").parent
    manifest = json.loads((folder / "plugin.json").read_text())
    host = roost_host(plugins={"hello-c": compile_plugin("hello-c", source=folder / "hello.c", manifest=manifest)})
    assert host.get("/hello-c/you").text == "Hello, you!\n"

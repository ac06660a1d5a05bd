"""Bad plugin files: each refused with one line, nothing of it executed, and the old generation serves on."""

import json
import re
import struct

import pytest

from harness.host import roost
from harness.plugins import PLACEHOLDER, chunk, chunks, content, install
from harness.refusals import parts

MAXIMUM = 262_144


def patched(raw, offset, data):
    raw = bytearray(raw)
    raw[offset : offset + len(data)] = data
    return bytes(raw)


def replaced(raw, old, new):
    assert raw.count(old) == 1 and len(old) == len(new)
    return raw.replace(old, new)


def padded(name, size, end=b"}"):
    """A manifest whose whole content has exactly that size; `end` closes it, well or not."""

    def whole(fill):
        text = json.dumps({"id": name, "version": "2.0.0", "authors": []})[:-2].encode()
        # Authors may be many and short, so that the bound of no single value is met.
        return content(text + b" " * fill + b"]" + end)

    return whole(size - len(whole(0)))


# Each builds the bytes of a bad version of the plugin `name`, and says what the refusal must name.
CASES = {}


def case(pattern, name=None):
    def add(build):
        CASES[name or build.__name__.replace("_", "-")] = (build, pattern)
        return build
    return add


for share in (0.0005, 0.003, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99):
    case("torn|truncated|malformed|ELF", f"cut-at-{share}")(
        lambda make, name, share=share: make(name)[: int(share * len(make(name)))])
for count in (1, 3, 4, 15, 16, 52, 63, 64, 65, 100):
    case("ELF", f"first-{count}-bytes")(lambda make, name, count=count: make(name)[:count])
for count in (1, 64, 4000):
    case("torn|truncated|malformed|ELF", f"last-{count}-bytes-missing")(
        lambda make, name, count=count: make(name)[:-count])


@case("empty")
def empty(make, name):
    return b""


@case("not an ELF file")
def a_text(make, name):
    return b"#!/bin/sh\ntouch executed\n" * 100


@case("not an ELF file")
def an_archive(make, name):
    return b"!<arch>\n" + bytes(1000)


@case("64-bit")
def of_32_bits(make, name):
    return patched(make(name), 4, b"\x01")


@case("little-endian")
def big_endian(make, name):
    return patched(make(name), 5, b"\x02")


@case("machine")
def of_another_machine(make, name):
    return patched(make(name), 18, struct.pack("<H", 8))


@case("shared object")
def an_object_file(make, name):
    return patched(make(name), 16, struct.pack("<H", 1))


@case("shared object")
def an_executable(make, name):
    return patched(make(name), 16, struct.pack("<H", 2))


@case("section|ELF|torn|malformed")
def section_table_outside(make, name):
    return patched(make(name), 40, struct.pack("<Q", 1 << 60))


@case("ELF|torn|malformed")
def program_table_outside(make, name):
    return patched(make(name), 32, struct.pack("<Q", (1 << 64) - 8))


@case("ABI 0.2.*0.1")
def of_another_abi(make, name):
    return replaced(make(name), b"abi=0.1\n", b"abi=0.2\n")


@case("ABI 9.1")
def of_another_abi_generation(make, name):
    return replaced(make(name), b"abi=0.1\n", b"abi=9.1\n")


@case("9.1.0")
def for_a_newer_host(make, name):
    return replaced(make(name), b"host=0.1.0\n", b"host=9.1.0\n")


@case("roost_plugin_entry")
def without_entry(make, name):
    return make(name, HIDE_ENTRY=True)


@case("another_symbol")
def with_a_second_symbol(make, name):
    return make(name, EXTRA_EXPORT=True)


@case("no manifest")
def without_manifest(make, name):
    return make(name, NO_MANIFEST=True)


@case("libroost-test-missing.so")
def needing_a_missing_library(make, name):
    folder = make.__self__.stub_library("libroost-test-missing.so")
    flags = ("-Wl,--no-as-needed", f"-L{folder}", "-l:libroost-test-missing.so")
    return make(name, flags=flags)


@case("static TLS|thread-local")
def with_static_tls(make, name):
    return make(name, STATIC_TLS=True)


@case("executable stack|stack executable")
def with_an_executable_stack(make, name):
    return make(name, flags=("-Wl,-z,execstack",))


@case("roost_test_no_such_function")
def with_an_unresolved_symbol(make, name):
    return make(name, UNRESOLVED=True)


@case("Swift runtime|libswiftCore")
def with_an_undeclared_swift_runtime(make, name):
    folder = make.__self__.stub_library("libswiftCore.so")
    return make(name, flags=("-Wl,--no-as-needed", f"-L{folder}", "-l:libswiftCore.so"))


def sectioned(section):
    return lambda make, name: make.__self__.sectioned(name, section(name))


def manifest_case(name, pattern):
    """A case that differs in the manifest's section only."""
    return lambda section: case(pattern, name)(sectioned(section))


def plain(name, **keys):
    return {"id": name, "version": "2.0.0", **keys}


manifest_case("another-swift", "swift-9.9.9")(
    lambda name: chunk(content(plain(name), runtime="shared", toolchain="swift-9.9.9-RELEASE")))
manifest_case("an-unknown-runtime", "runtime")(lambda name: chunk(content(plain(name), runtime="java")))
manifest_case("without-abi-line", "abi")(lambda name: chunk(b"host=0.1.0\nruntime=none\n\n{}"))
manifest_case("without-empty-line", "manifest")(lambda name: chunk(b"abi=0.1\nhost=0.1.0\nruntime=none\n"))
manifest_case("wrong-magic", "manifest")(lambda name: chunk(content(plain(name)), magic=b"ROOSTMF9"))
manifest_case("zero-section", "manifest")(lambda name: bytes(512))
manifest_case("wrong-digest", "manifest")(lambda name: chunk(content(plain(name)), digest=b"\x01" * 32))
manifest_case("length-past-the-end", "manifest")(lambda name: chunk(content(plain(name)), length=60_000, total=60_000))
manifest_case("total-too-small", "manifest")(lambda name: chunk(content(plain(name)), total=4))
manifest_case("total-too-large", "manifest")(lambda name: chunk(content(plain(name)), total=1000))
manifest_case("index-past-the-count", "manifest")(lambda name: chunk(content(plain(name)), index=1))
manifest_case("no-chunks", "manifest")(lambda name: chunk(content(plain(name)), count=0))
manifest_case("too-large", "262")(lambda name: b"".join(chunks(padded(name, MAXIMUM + 1))))
manifest_case("announced-too-large", "262|oversized")(lambda name: chunk(content(plain(name)), total=0xFFFF_FFFF))
manifest_case("a-chunk-missing", "manifest")(lambda name: b"".join(chunks(padded(name, 20_000))[:-1]))
manifest_case("a-middle-chunk-missing", "manifest")(
    lambda name: b"".join(piece for at, piece in enumerate(chunks(padded(name, 20_000))) if at != 2))
manifest_case("a-chunk-twice", "manifest")(
    lambda name: b"".join([*chunks(padded(name, 20_000)), chunks(padded(name, 20_000))[1]]))
manifest_case("a-changed-chunk", "manifest")(
    lambda name: b"".join(chunks(padded(name, 20_000))[:-1] + [chunks(padded(name, 20_000, b" "))[-1]]))
manifest_case("no-json", "plugin.json")(lambda name: chunk(content(b"hello")))
manifest_case("not-an-object", "plugin.json")(lambda name: chunk(content(b"[]")))
manifest_case("json-cut-short", "plugin.json")(lambda name: chunk(content(json.dumps(plain(name)).encode()[:-1])))
manifest_case("json-too-deep", "plugin.json")(lambda name: chunk(content(b"[" * 5000)))
manifest_case("no-utf-8", "plugin.json")(lambda name: chunk(content(b'{"id":"\xff"}')))
manifest_case("no-id", "id")(lambda name: chunk(content({"version": "1.0.0"})))
manifest_case("a-bad-id", "id")(lambda name: chunk(content(plain("Bad Id"))))
manifest_case("an-unknown-key", "sumary")(lambda name: chunk(content(plain(name, sumary="x"))))
manifest_case("a-bad-version", "version")(lambda name: chunk(content({"id": name, "version": "one"})))
manifest_case("an-unknown-schema-keyword", "propertys")(
    lambda name: chunk(content(plain(name, configuration={"type": "object", "propertys": {}}))))


def ended(cut):
    """A case whose section ends where `cut` says, in one so long that nothing follows it."""
    def build(make, name, cut=cut):
        return make.__self__(PLACEHOLDER, section=cut(PLACEHOLDER)).read_bytes().replace(
            PLACEHOLDER.encode(), name.encode())  # fmt: skip
    return build


for size in (4095, 4096, 4097, 65_536):
    case("torn manifest chunk", f"torn-manifest-of-{size}-in-one")(
        ended(lambda name, size=size: chunk(padded(name, size))[:-16]))
    case("torn manifest chunk", f"torn-manifest-of-{size}")(
        ended(lambda name, size=size: b"".join(chunks(padded(name, size)))[:-16]))
    case("torn manifest chunk", f"manifest-of-{size}-torn-in-a-header")(
        ended(lambda name, size=size: b"".join(chunks(padded(name, size))[:-1]) + chunks(padded(name, size))[-1][:48]))
    # What a file system leaves after a loss of power: the length is right, the end was never written.
    manifest_case(f"manifest-of-{size}-with-zeros-at-its-end", "damaged manifest")(
        lambda name, size=size: b"".join(chunks(padded(name, size)))[:-16])
    manifest_case(f"manifest-of-{size}-in-one-with-zeros-at-its-end", "plugin.json")(
        lambda name, size=size: chunk(padded(name, size))[:-16])
    manifest_case(f"malformed-json-of-{size}", "plugin.json")(
        lambda name, size=size: b"".join(chunks(padded(name, size, b"!"))))
    manifest_case(f"malformed-json-of-{size}-in-one", "plugin.json")(
        lambda name, size=size: chunk(padded(name, size, b"!")))


@pytest.fixture(scope="module")
def museum(module_host, compile_plugin):
    """A host where each case has a good plugin that serves, and then the bad one takes its file's place.
    A second file with the same fault, whose plugin never served, lies beside it."""
    host = module_host(start=False)
    names = {key: (f"case-{number:03}", f"case-{number + 500:03}") for number, key in enumerate(CASES, 1)}
    for name, _ in names.values():
        host.install(compile_plugin.renamed(name), name)
    host.start()
    for name, _ in names.values():
        host.serving(name)
    for key, (build, _) in CASES.items():
        for name in names[key]:
            install(build(compile_plugin.renamed, name), host.plugins / f"{name}.so")
    for name in sum(names.values(), ()):
        host.refusal(name)
    return host, names


@pytest.mark.parametrize("key", CASES)
def test_a_bad_file_is_refused_with_one_line_and_the_old_serves_on(museum, key):
    host, names = museum
    replacing, new = names[key]
    line = host.refusal(replacing)
    assert "serves on" in line
    check_line(line, replacing, CASES[key][1])
    check_line(host.refusal(new), new, CASES[key][1])
    assert host.get(f"/{replacing}/mark").text == "one\n" and host.get(f"/{new}/mark").status == 404
    assert len(host.refusals(replacing)) == 1 and len(host.refusals(new)) == 1


def check_line(line, name, pattern):
    """Where, why and what to do, in one line that begins with what: NAME.so is refused."""
    assert "\n" not in line and len(line) < 1000
    assert len(parts(line)) == 4, f"not what — where — why — hint: {line}"
    assert re.search(pattern, line), line
    assert name in line.split(":", 1)[1], f"the file is not named: {line}"


def test_nothing_of_a_refused_file_was_executed(museum):
    host, names = museum
    # Each good version ran its constructor once, and nothing else did.
    assert sorted(host.executed()) == sorted(f"{name} one" for name, _ in names.values())


def test_looking_again_says_nothing_twice(museum, compile_plugin):
    host, names = museum
    assert host.roost("plugins", "reload").returncode == 0
    # What the host does about the folder it does in order: this comes after the look at all of it.
    host.install(compile_plugin("last"), "last")
    host.serving("last")
    for name in sum(names.values(), ()):
        assert len(host.refusals(name)) == 1


def test_refused_plugins_are_listed_with_the_reason(museum):
    host, names = museum
    listed = host.listed()
    for replacing, new in names.values():
        assert listed[replacing]["state"] == "serving" and " — " in listed[replacing]["reason"]
        assert listed[new]["state"] == "refused" and " — " in listed[new]["reason"]


@pytest.mark.parametrize("key", [key for key in CASES if key not in ("with-an-unresolved-symbol",)])
def test_inspect_and_check_refuse_it_too_and_execute_nothing(compile_plugin, tmp_path, key):
    file = tmp_path / "case.so"
    file.write_bytes(CASES[key][0](compile_plugin.renamed, "case-999"))
    done = roost("plugins", "inspect", file, cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and str(file) in done.stderr
    assert not (tmp_path / "executed").exists()


# --- Manifests that are large and right ---


@pytest.mark.parametrize("size", [4095, 4096, 4097, 65_536, MAXIMUM])
@pytest.mark.parametrize("form", ["in one chunk", "in chunks of 4096 bytes", "in chunks the other way round"])
def test_a_manifest_of_any_size_within_the_bound_is_read(roost_host, compile_plugin, size, form):
    whole = padded("large", size)
    assert len(whole) == size
    section = {
        "in one chunk": chunk(whole),
        "in chunks of 4096 bytes": b"".join(chunks(whole)),
        "in chunks the other way round": b"".join(reversed(chunks(whole))),
    }[form]
    host = roost_host(plugins={"large": compile_plugin("large", section=section)})
    assert host.get("/large/mark").text == "one\n"

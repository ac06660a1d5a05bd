"""C plugins for the tests, compiled once a session for each set of options."""

import hashlib
import json
import os
import shutil
import struct
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
API = Path(os.environ.get("ROOST_SDK", ROOT / "PluginAPI"))
SOURCES = Path(__file__).resolve().parents[1] / "plugins"
CHUNK_HEADER = 56
PLACEHOLDER = "case-000"


def content(manifest, *, abi="0.1", host="0.1.0", runtime="none", toolchain=None):
    """The manifest section's content: how the plugin was built, then its JSON."""
    text = manifest if isinstance(manifest, bytes) else json.dumps(manifest).encode()
    head = f"abi={abi}\nhost={host}\nruntime={runtime}\n"
    if toolchain is not None:
        head += f"toolchain={toolchain}\n"
    return head.encode() + b"\n" + text


def chunk(payload, *, index=0, count=1, total=None, length=None, digest=bytes(32), magic=b"ROOSTMF1"):
    """One chunk of the section, padded to a multiple of 8; each number can be falsified."""
    total = len(payload) if total is None else total
    length = len(payload) if length is None else length
    raw = magic + struct.pack("<IIII", index, count, length, total) + digest + payload
    return raw + bytes(-len(raw) % 8)


def chunks(whole, size=4096):
    """A section in chunks of at most `size` bytes with their headers, as the Swift build makes it."""
    step = size - CHUNK_HEADER
    digest = hashlib.sha256(whole).digest()
    pieces = [whole[at : at + step] for at in range(0, len(whole), step)]
    return [
        chunk(piece, index=index, count=len(pieces), total=len(whole), digest=digest)
        for index, piece in enumerate(pieces)
    ]


class Compiler:
    """Compiles plugins into a folder and remembers what it has made."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.made = {}

    def __call__(self, name="probe", *, source="probe.c", flags=(), section=None, manifest=None, **defines):
        """The path of a plugin with the id `name`.

        `manifest` adds to or replaces keys of plugin.json; `section` gives the section's bytes instead.
        Each further keyword is a macro: a string becomes a C string, True defines it alone.
        """
        whole = {"id": name, "version": "1.0.0", **(manifest or {})}
        digest = section and hashlib.sha256(section).hexdigest()
        key = repr((name, source, tuple(flags), digest, json.dumps(whole), sorted(defines.items())))
        if key not in self.made:
            self.made[key] = self._compile(name, source, flags, section, whole, defines)
        return self.made[key]

    def _compile(self, name, source, flags, section, manifest, defines):
        folder = self.folder / str(len(self.made))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plugin.json").write_text(json.dumps(manifest))
        macros = [f'-DID="{name}"']
        if section is not None:
            (folder / "section.bin").write_bytes(section)
            macros.append(f'-DMANIFEST_SECTION="{folder / "section.bin"}"')
        for macro, value in defines.items():
            if value is True:
                macros.append(f"-D{macro}")
            else:
                macros.append(f'-D{macro}="{value}"' if isinstance(value, str) else f"-D{macro}={value}")
        output = folder / "plugin.so"
        command = [
            os.environ.get("CC", "cc"), "-std=c11", "-O1", "-g0", "-Wall", "-Werror", "-fPIC",
            "-fvisibility=hidden", "-pthread", "-shared", f"-I{API}/Sources/CRoost/include",
            f"-Wa,-I,{folder}", *macros, str(SOURCES / source), "-o", str(output), *flags,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
        return output

    def renamed(self, name, **options):
        """The bytes of a plugin whose id is `name`, as long as PLACEHOLDER, without compiling it anew."""
        assert len(name) == len(PLACEHOLDER)
        return self(PLACEHOLDER, **options).read_bytes().replace(PLACEHOLDER.encode(), name.encode())

    def sectioned(self, name, section):
        """The bytes of such a plugin with another manifest section, followed by zeros."""
        room = next(size for size in (8 << 10, 128 << 10, 512 << 10) if size >= len(section))
        blank = b"\xa5" * room
        raw = self.renamed(name, section=blank)
        assert raw.count(blank) == 1
        return raw.replace(blank, section + bytes(room - len(section)))

    def stub_library(self, name):
        """A folder with an empty shared library of that file name, to link against."""
        folder = self.folder / f"stub-{name}"
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "empty.c").write_text("void roost_test_stub(void);\nvoid roost_test_stub(void) {}\n")
            subprocess.run(
                ["cc", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", str(folder / name), str(folder / "empty.c")],
                check=True,
            )
        return folder


def example(name, file):
    """A built example's library; its absence is a failure, not a reason to skip."""
    path = API / "Examples" / name / file
    assert path.exists(), f"{path} is missing — build it first: make examples"
    return path


def built(name, target="examples"):
    """A Swift plugin's library; its absence is a failure, not a reason to skip."""
    path = ROOT / ".build-plugins/release" / f"lib{name}.so"
    assert path.exists(), f"{path} is missing — build it first: make {target}"
    return path


def swift_probe(name):
    """A plugin of Tests/Acceptance/swift."""
    return built(name, "probes")


def install(source, target):
    """Puts a library in place by renaming, as an operator should."""
    target = Path(target)
    # The leading dot makes the host pass over the unfinished file.
    fresh = target.with_name(f".{target.name}.new")
    if isinstance(source, bytes):
        fresh.write_bytes(source)
    else:
        shutil.copyfile(source, fresh)
    fresh.chmod(0o755)
    fresh.rename(target)

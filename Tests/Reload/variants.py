"""Variants of the plugin: each of another size, with other functions, knowing its own number."""

import asyncio
import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("variant.c")
HEADERS = Path(__file__).resolve().parents[2] / "PluginAPI/Sources/CRoost/include"
FLAGS = ["-std=c11", "-D_GNU_SOURCE", "-O0", "-Wall", "-Wextra", "-Werror", "-fPIC", "-fvisibility=hidden",
         f"-I{HEADERS}"]
AT_A_TIME = 2
AHEAD = 8


@dataclass(frozen=True)
class Variant:
    """A built variant. `sum` is what its own functions compute of its padding."""

    plugin: str
    number: int
    sum: int
    library: Path
    size: int


def manifest(plugin: str, number: int, handover: str) -> str:
    revision = {"type": "integer", "minimum": 0, "default": 0}
    schema = {"type": "object", "properties": {"revision": revision}, "additionalProperties": False}
    return json.dumps({
        "id": plugin,
        "version": f"1.0.{number}",
        "summary": "A variant of the reload test.",
        "license": "Apache-2.0",
        "handover": handover,
        "state": {"writes": 1, "reads": [1]},
        "configuration": schema,
    })


def generate(number: int, seed: int) -> tuple[str, int]:
    """The C source that makes a variant itself, and its sum."""
    chance = random.Random(f"{seed}/{number}")
    words = chance.randrange(1_000, 60_000)
    fill = chance.randrange(1 << 32)
    lines = ["#include <stdint.h>", '#include "roost/manifest.h"', 'ROOST_MANIFEST("plugin.json");',
             f"extern const uint32_t variant_number; const uint32_t variant_number = {number}u;",
             "extern const uint32_t variant_padding[];",
             '__asm__(".pushsection .rodata\\n.balign 4\\n.globl variant_padding\\n.hidden variant_padding\\n'
             f'variant_padding: .fill {words}, 4, {fill}\\n.popsection\\n");']
    value, names = (fill * 2) & 0xFFFFFFFF, []
    for _ in range(chance.randrange(1, 40)):
        name = f"mix_{chance.randrange(1 << 48):012x}"
        factor, term = chance.randrange(3, 99, 2), chance.randrange(1 << 30)
        lines.append(f"static uint32_t {name}(uint32_t x) {{ return x * {factor}u + {term}u; }}")
        names.append(name)
        value = (value * factor + term) & 0xFFFFFFFF
    call = f"variant_padding[0] + variant_padding[{words - 1}]"
    for name in names:
        call = f"{name}({call})"
    lines += ["uint32_t variant_sum(void);", f"uint32_t variant_sum(void) {{ return {call}; }}"]
    return "\n".join(lines) + "\n", value


class Workshop:
    """Builds variants some way ahead of their use, a few at a time."""

    def __init__(self, folder: Path, seed: int):
        self.folder = folder
        self.seed = seed
        self.room = asyncio.Semaphore(AT_A_TIME)
        self.builds: dict[int, asyncio.Task[Variant]] = {}
        self.objects: dict[str, Path] = {}
        self.handover: dict[str, str] = {}
        self.order: dict[int, str] = {}

    async def prepare(self, plugins: dict[str, str]) -> None:
        """Compiles what the variants of a plugin share. `plugins`: id -> how it hands over."""
        self.handover = plugins
        for plugin in plugins:
            self.objects[plugin] = self.folder / f"{plugin}.o"
            await self.cc(*FLAGS, f'-DPLUGIN="{plugin}"', "-c", SOURCE, "-o", self.objects[plugin])

    def plan(self, order: dict[int, str]) -> None:
        """Says which variant is of which plugin, and starts on the first."""
        self.order = order
        self.go_on(0)

    def go_on(self, number: int) -> None:
        for next_number in range(number, number + AHEAD):
            if next_number in self.order and next_number not in self.builds:
                self.builds[next_number] = asyncio.create_task(self.build(next_number))

    async def get(self, number: int) -> Variant:
        self.go_on(number)
        return await self.builds[number]

    def discard(self, variant: Variant) -> None:
        shutil.rmtree(variant.library.parent)

    def stop(self) -> None:
        for build in self.builds.values():
            build.cancel()

    async def build(self, number: int) -> Variant:
        async with self.room:
            plugin = self.order[number]
            folder = self.folder / str(number)
            folder.mkdir()
            text, checksum = generate(number, self.seed)
            (folder / "own.c").write_text(text)
            (folder / "plugin.json").write_text(manifest(plugin, number, self.handover[plugin]))
            library = folder / "plugin.so"
            await self.cc(*FLAGS, "-shared", f"-Wa,-I,{folder}", folder / "own.c", self.objects[plugin],
                          "-Wl,-z,defs", "-o", library)
            return Variant(plugin, number, checksum, library, library.stat().st_size)

    async def cc(self, *arguments: object) -> None:
        process = await asyncio.create_subprocess_exec(
            "cc", *map(str, arguments), stderr=asyncio.subprocess.PIPE)
        _, errors = await process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"cc failed: {errors.decode()}")

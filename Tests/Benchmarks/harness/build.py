import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from . import paths
from .errors import BenchError


def swift_peers() -> Path:
    """Builds the Swift peers; the folder of their executables. Linking Swift's runtime statically takes
    about a tenth off Hummingbird's CPU a request."""
    base = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
    base += ["--package-path", str(paths.BENCHMARKS), "--scratch-path", str(paths.BUILD)]
    print("building the Swift peers (minutes, the first time)", file=sys.stderr)
    run(base, "building the Swift peers")
    return Path(run([*base, "--show-bin-path"], "finding the Swift peers").strip())


def python_peers() -> Path:
    """Installs the Python peers as pinned; the interpreter that has them. Debian's own interpreter is
    preferred: it is optimised, which a self-built one need not be."""
    pins = paths.BENCHMARKS / "requirements.txt"
    done = paths.VENV / f"installed-{hashlib.sha256(pins.read_bytes()).hexdigest()[:16]}"
    python = paths.VENV / "bin/python"
    if not done.exists():
        print("installing the Python peers", file=sys.stderr)
        base = shutil.which("python3.11", path="/usr/bin") or sys.executable
        run([base, "-m", "venv", "--clear", str(paths.VENV)], "making the peers' venv")
        run([str(python), "-m", "pip", "install", "-q", "-r", str(pins)], "installing the Python peers")
        done.touch()
    return python


def plugin(folder: Path, identifier: str, answer: str) -> Path:
    """Compiles plugins/bench.c into FOLDER/bench.so: GET /IDENTIFIER is answered with `answer`."""
    return compiled(
        folder, "bench", identifier, f'-DBENCH_PATTERN="/{identifier}"', f'-DBENCH_ANSWER="{answer}"')


def compiled(
    folder: Path, source: str, identifier: str, *options: str, capabilities: tuple[str, ...] = ()
) -> Path:
    """Compiles plugins/SOURCE.c into FOLDER/SOURCE.so. The folder must not be there."""
    folder.mkdir(parents=True)
    manifest = {"id": identifier, "version": "1.0.0", "summary": "A benchmark's."}
    manifest["capabilities"] = [{"name": name, "reason": "It is measured."} for name in capabilities]
    (folder / "plugin.json").write_text(json.dumps(manifest))
    out = folder / f"{source}.so"
    command = ["cc", "-shared", "-fPIC", "-O2", "-fvisibility=hidden", "-Wall", "-Werror", *options]
    command += ["-I", str(paths.HEADERS), f"-Wa,-I,{folder}", "-o", str(out)]
    run([*command, str(paths.BENCHMARKS / f"plugins/{source}.c")], f"compiling the plugin {identifier}")
    return out


def run(command: list[str], doing: str) -> str:
    try:
        result = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BenchError(f"{doing}: {command[0]} is missing") from error
    if result.returncode:
        words = (result.stderr + result.stdout)[-2000:].strip()
        raise BenchError(f"{doing}: {command[0]} exited with {result.returncode}: {words}")
    return result.stdout

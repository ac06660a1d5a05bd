"""The Bot API's types and methods in the SDK are what the generator writes."""

import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[2] / "PluginAPI/Tools/telegram_types.py"
GENERATED = GENERATOR.parents[1] / "Sources/RoostTelegram/Generated"


def check(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, GENERATOR, "--check", folder], capture_output=True, text=True)


def test_what_is_committed_is_what_the_generator_writes():
    result = check(GENERATED)
    assert result.returncode == 0, result.stderr


def test_a_change_a_missing_file_and_one_too_many_are_noticed(tmp_path):
    for file in GENERATED.glob("*.swift"):
        (tmp_path / file.name).write_text(file.read_text())
    assert check(tmp_path).returncode == 0
    changed, missing = tmp_path / "TypesM.swift", tmp_path / "Unions.swift"
    changed.write_text(changed.read_text().replace("Int64?", "String?", 1))
    missing.unlink()
    (tmp_path / "TypesQ.swift").write_text("")
    result = check(tmp_path)
    assert result.returncode == 1
    assert all(name in result.stderr for name in ("TypesM.swift", "Unions.swift", "TypesQ.swift"))


def test_every_method_of_aiogram_is_there():
    import aiogram.methods

    text = "".join(file.read_text() for file in GENERATED.glob("Methods*.swift"))
    names = [name for name in aiogram.methods.__all__ if name not in ("TelegramMethod", "Request", "Response")]
    assert len(names) > 180
    assert [name for name in names if f"public struct {name}: TelegramMethod" not in text] == []

import os
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent.parent
BUILD = ROOT / ".build-bench"
VENV = ROOT / ".build-bench-venv"
HEADERS = ROOT / "PluginAPI/Sources/CRoost/include"


def host_binary() -> Path:
    """The host under test: ROOST_BIN, or the release build."""
    return Path(os.environ.get("ROOST_BIN", ROOT / ".build/release/roost"))


def state_probe() -> Path:
    """The driver of stores: ROOST_STATE_PROBE, or its release build."""
    return Path(os.environ.get("ROOST_STATE_PROBE", ROOT / ".build/release/state-probe"))


def telegram_probe() -> Path:
    """The reader of updates: ROOST_TELEGRAM_PROBE, or its release build."""
    return Path(os.environ.get("ROOST_TELEGRAM_PROBE", ROOT / ".build/release/telegram-probe"))


def hello_plugin() -> Path:
    """The hello example: ROOST_HELLO, or its release build."""
    default = ROOT / ".build-plugins/release/libhello.so"
    return Path(os.environ.get("ROOST_HELLO", default))


def sandbox_plugin() -> Path:
    """The sandbox: ROOST_SANDBOX, or its release build."""
    return Path(os.environ.get("ROOST_SANDBOX", ROOT / ".build-plugins/release/libsandbox.so"))

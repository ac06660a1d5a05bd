import os
import platform
from pathlib import Path


def facts() -> str:
    """The machine in one line: processor, cores, kernel, and the load it already carries."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, load before {load:.1f}"

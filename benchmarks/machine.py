"""The machine a benchmark ran on, in one line."""

import platform
import sys
from pathlib import Path


def describe_machine() -> str:
    """Architecture, processor, Python and system: `x86_64 Some Processor, Python 3.11.7, linux`."""
    return f"{platform.machine()} {_processor()}, Python {platform.python_version()}, {sys.platform}"


def _processor() -> str:
    """The processor's name, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    lines = [text for text in info.read_text().splitlines() if text.startswith("model name")] if info.exists() else []
    return lines[0].partition(": ")[2] if lines else platform.processor()

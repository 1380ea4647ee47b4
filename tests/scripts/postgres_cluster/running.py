"""What runs of a folder."""

from contextlib import suppress
from pathlib import Path


def processes(folder: Path) -> list[int]:
    """The processes whose command names something in a folder."""
    found = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if f"{folder}/".encode() in command.read_bytes():
                found.append(int(command.parent.name))
    return found

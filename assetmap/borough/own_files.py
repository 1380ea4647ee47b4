"""Writes the borough's own files into the data directory: whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

_MODE = 0o600  # as everything in the data directory: for the one who serves it alone


def write_own(own: Path, name: str, text: str | None) -> None:
    """Put the borough's own file of that name there, or take it away where `text` is None.

    Whoever reads meanwhile sees the whole of the one before or of this one, and so does whoever
    starts after a power cut. Raises OSError.
    """
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = own / f"{name}.toml"
    if text is None:
        path.unlink(missing_ok=True)
    else:
        _replace(path, text)
    folder = os.open(own, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _replace(path: Path, text: str) -> None:
    number, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(made).chmod(_MODE)
        Path(made).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(made).unlink()
        raise

"""Checksums of the index's files: damage that reads without an error is noticed by them alone.

No engine changes a file of these sorts that it has written, so a file's checksum is noted once,
beside it.
"""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_FOLDER = "checksums"
_WHOOSH = (".seg", ".toc")  # the ends of the names of its files
_STEP = 1 << 18  # bytes: more would not stay in the processor's own memory
Seen = dict[str, tuple[int, int]]  # size and time of the files that were right


def note_checksums(folder: Path, suffixes: tuple[str, ...] = _WHOOSH) -> None:
    """Note the checksum of each new file, and forget those of files that are gone."""
    notes = folder / _FOLDER
    with suppress(OSError):  # a full disk: then these files go unchecked
        notes.mkdir(exist_ok=True)
        names = {file.name for file in _files(folder, suffixes)}
        for note in notes.iterdir():
            if note.name not in names:
                note.unlink(missing_ok=True)
        for name in names:
            if not (notes / name).exists():
                _write(notes / name, _checksum(folder / name))


def damaged_files(
    folder: Path, seen: Seen | None = None, suffixes: tuple[str, ...] = _WHOOSH
) -> list[str]:
    """The files that are not as they were written, in order of name.

    Those in `seen` that have not been touched since are taken to be right; right ones go into it.
    """
    damaged = []
    files = list(_files(folder, suffixes))
    if seen is not None:
        for name in seen.keys() - {file.name for file in files}:
            del seen[name]
    for file in files:
        with suppress(OSError):  # gone since, or never noted
            stat = file.stat()
            mark = (stat.st_size, stat.st_mtime_ns)
            if seen is not None and seen.get(file.name) == mark:
                continue
            noted = (folder / _FOLDER / file.name).read_text("ascii").strip()
            if noted and noted != _checksum(file):
                damaged.append(file.name)
            elif seen is not None:
                seen[file.name] = mark
    return damaged


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    with suppress(OSError):  # the folder is gone
        names = (each.name for each in folder.iterdir())
        yield from (folder / name for name in sorted(names) if name.endswith(suffixes))


def _checksum(file: Path) -> str:
    value = 0
    with file.open("rb") as opened:
        while piece := opened.read(_STEP):
            value = zlib.crc32(piece, value)
    return f"{value:08x}"


def _write(note: Path, checksum: str) -> None:
    """Whole or not at all: another process may be reading it."""
    draft = note.with_name(f".{note.name}.{checksum}")
    draft.write_text(checksum, "ascii")
    draft.replace(note)

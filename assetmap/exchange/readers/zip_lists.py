"""The one list in a zip file: read as if it had come by itself, or refused with the names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.gis_files import PARTS, MapParts, map_table
from assetmap.exchange.readers.packed_files import (
    check_packed,
    is_packed,
    packed_names,
    unpacked,
)
from assetmap.exchange.table import Table
from assetmap.exchange.values import short

ReadInner = Callable[[str, bytes, str], Table]  # a file's name and bytes, and the sheet wanted
_NAMED_MOST = 10


@dataclass(frozen=True)
class ZipLists:
    """Reads zips of files that end in `ends`, each by `read`."""

    ends: tuple[str, ...]
    read: ReadInner

    def knows(self, data: bytes) -> bool:
        """Whether a file is a zip with a list in it, and no KML map, which is a KMZ's own."""
        if not is_packed(data):
            return False
        names = list(_listed(packed_names(data)))
        is_map = any(_end(name) == ".kml" for name in names)
        return not is_map and any(_end(name) in (*self.ends, *PARTS) for name in names)

    def table(self, data: bytes, sheet: str = "") -> Table:
        """The list in a zip. Raises BadFile when there is none, or more than one."""
        members = check_packed(data)
        names = list(_listed([each.filename for each in members if not each.is_dir()]))
        maps = [name for name in names if _end(name) in PARTS]
        lists = [name for name in names if _end(name) in self.ends]
        if len(lists) > 1:  # beside a list, a text says what is in it
            lists = [name for name in lists if _end(name) != ".txt"] or lists
        if maps and not [name for name in lists if _end(name) != ".txt"]:
            return map_table([_parts(data, name, names) for name in maps], sheet)
        found = [*lists, *maps]
        if not found:
            shown = f" It has {_named(names)}." if names else ""
            raise BadFile(f"There is no list in this zip file that we can read.{shown}")
        if len(found) > 1:
            raise BadFile(
                f"This zip file has several lists: {_named(found)}. Give us one of them by itself."
            )
        return self.read(_base(found[0]), unpacked(data, found[0]), sheet)


def _listed(names: Sequence[str]) -> Iterator[str]:
    """The names that are no system's own, such as those that a Mac adds to every zip."""
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if parts[-1] and "__MACOSX" not in parts and not parts[-1].startswith((".", "~$")):
            yield name


def _parts(data: bytes, main: str, names: Sequence[str]) -> MapParts:
    """A map's files: those beside the one that is opened, and called like it."""
    beside = {_end(name): name for name in names if _stem(name) == _stem(main)}
    wanted = (_end(main), *PARTS[_end(main)])
    files = {end: unpacked(data, beside[end]) for end in wanted if end in beside}
    return MapParts(_base(main).rpartition(".")[0] or "map", files)


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _end(name: str) -> str:
    base = _base(name).lower()
    return f".{base.rpartition('.')[2]}" if "." in base else ""


def _stem(name: str) -> str:
    return name.lower().rpartition(".")[0]


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(short(_base(name), 60) for name in names[:_NAMED_MOST])
    more = len(names) - _NAMED_MOST
    return f"{shown} and {more} more" if more > 0 else shown

"""The folder that pictures are kept in, each under a name made from what is in it."""

import contextlib
import functools
import os
import re
import uuid
from pathlib import Path

from assetmap.images.formats import LARGE, SIZES, BadPicture, Picture, webp_size

_NAME = re.compile(r"[0-9a-f]{20}")
_FILE = re.compile(rf"({_NAME.pattern})-(?:{'|'.join(map(str, SIZES))})\.webp")


class PictureNotKept(Exception):
    """The disk is full or may not be written to; the message is for the sender."""


class PictureNotRemoved(Exception):
    """A picture's file is still there; the message names it, for the administrator."""


class Folder:
    """Pictures as files: `0f3c...-1200.webp` and `0f3c...-480.webp`."""

    def __init__(self, path: Path) -> None:
        """`path` need not be there until the first picture is kept."""
        self._path = path

    def keep(self, picture: Picture) -> str:
        """Keeps a picture's files, whole or not at all, and gives its name.

        A picture kept twice is one picture. Raises PictureNotKept.
        """
        drafts: list[tuple[Path, Path]] = []
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            for size, data in picture.files.items():
                final = self._place(picture.name, size)
                drafts.append((final.with_name(f".{final.name}.{uuid.uuid4().hex}"), final))
                _write(drafts[-1][0], data)
            for draft, final in drafts:
                draft.replace(final)
        except OSError as error:
            raise PictureNotKept(
                "The picture could not be saved. Try again later, or go on without a picture."
            ) from error
        finally:
            for draft, _ in drafts:
                with contextlib.suppress(OSError):
                    draft.unlink(missing_ok=True)
        return picture.name

    def file(self, name: str, size: int) -> Path | None:
        """Where the file of a picture lies; None for whatever is not the name of one kept here.

        `name` may come from an address: nothing but twenty hexadecimal figures is looked for.
        """
        if not _NAME.fullmatch(name) or size not in SIZES:
            return None
        path = self._place(name, size)
        return path if path.is_file() else None

    def measures(self, name: str) -> tuple[int, int] | None:
        """The width and height in pixels of a picture's large file; None when it is not here."""
        path = self.file(name, LARGE)
        return _measured(path) if path else None

    def remove(self, name: str) -> None:
        """Removes a picture's files, if it has any. Raises PictureNotRemoved."""
        if not _NAME.fullmatch(name):
            return
        for path in (self._place(name, size) for size in SIZES):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise PictureNotRemoved(f"{path} cannot be removed ({error.strerror}).") from error

    def names(self) -> tuple[str, ...]:
        """The names of the pictures that have any file here, in order."""
        if not self._path.is_dir():
            return ()
        found = (_FILE.fullmatch(path.name) for path in self._path.iterdir())
        return tuple(sorted({match[1] for match in found if match}))

    def _place(self, name: str, size: int) -> Path:
        return self._path / f"{name}-{size}.webp"


@functools.lru_cache(maxsize=4096)  # a name is made from what is in the file
def _measured(path: Path) -> tuple[int, int] | None:
    try:
        with path.open("rb") as file:
            return webp_size(file.read(30))
    except (OSError, BadPicture):
        return None


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # so that a power cut cannot leave an empty file

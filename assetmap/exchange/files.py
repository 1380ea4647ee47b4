"""Files of listings on disk, in and out, told apart by how their names end."""

import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.formats import FORMATS, READERS, WRITERS, Reader
from assetmap.exchange.incoming import BadFile, Batch
from assetmap.exchange.other_formats import OTHER_ENDS

OWNER_ONLY = 0o600  # the mode of a file with personal data in it


def read_file(path: Path, words: Vocabulary) -> Batch:
    """Everything in a file. Raises BadFile, whose message begins with the file's name."""
    try:
        reader = _reader(path)
        return reader(_bytes(path), words)
    except BadFile as error:
        raise BadFile(f"{path.name}: {error}") from None


def write_file(
    path: Path, listings: Iterable[PublicListing], *, title: str, mode: int = OWNER_ONLY
) -> None:
    """Writes the format of the file's name, whole or not at all. Raises BadFile.

    `mode` says who may read it, as in `replace_file`.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        known = _one_of([f".{each.name}" for each in FORMATS])
        raise BadFile(f"{path.name}: a list can be written as {known}.")
    replace_file(path, "".join(writer(listings, title)), mode=mode)


def replace_file(path: Path, text: str, *, mode: int = OWNER_ONLY) -> None:
    """Puts `text` into a file as UTF-8 in one step, so that no reader sees half of it.

    The file gets `mode`, whatever the umask. Raises BadFile when it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        made = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(made, "w", encoding="utf-8", newline="") as out:
            os.fchmod(made, mode)
            out.write(text)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BadFile(f"{path.name}: it cannot be written ({error.strerror}).") from None


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if message := OTHER_ENDS.get(suffix):
        raise BadFile(message)
    if suffix not in READERS:
        raise BadFile(f"We can read files that end in {_one_of(list(READERS))}.")
    return READERS[suffix]


def _one_of(names: Sequence[str]) -> str:
    """`.csv, .tsv or .json`."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFile("There is no such file.") from None
    except IsADirectoryError:
        raise BadFile("This is a folder, not a file.") from None
    except OSError as error:
        raise BadFile(f"It cannot be read ({error.strerror}).") from None

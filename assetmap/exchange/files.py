"""Files of listings on disk, in and out, told apart by how their names end."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import NOTHING_CHOSEN, ColumnChoices
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.file_limits import check_rows, check_size
from assetmap.exchange.formats import FORMATS, WRITERS
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.readable import format_of, one_of
from assetmap.exchange.table import Table
from assetmap.exchange.table_reader import read_table

OWNER_ONLY = 0o600  # the mode of a file with personal data in it


@dataclass(frozen=True)
class ReadOptions:
    """Which sheet of a file to read (empty for the first that fits), and what was chosen for it."""

    sheet: str = ""
    choices: ColumnChoices = NOTHING_CHOSEN


AS_IT_IS = ReadOptions()


def read_file(path: Path, words: Vocabulary, options: ReadOptions = AS_IT_IS) -> IncomingFile:
    """Everything in a file. Raises BadFile, whose message begins with the file's name."""
    return read_listings(path.name, bytes_of(path), words, options)


def read_listings(
    name: str, data: bytes, words: Vocabulary, options: ReadOptions = AS_IT_IS
) -> IncomingFile:
    """The same of a file's bytes; `name` is the file's."""
    try:
        return read_table(table_of(name, data, options.sheet), words, options.choices)
    except BadFile as error:
        raise BadFile(_with_name(name, error)) from None


def table_of(name: str, data: bytes, sheet: str = "") -> Table:
    """A file, or one sheet of it, as a table. Raises BadFile, with the file's name in front."""
    try:
        check_size(len(data))
        table = format_of(name, data).read(data, sheet)
        check_rows(len(table.rows))
        return table
    except BadFile as error:
        raise BadFile(_with_name(name, error)) from None


def _with_name(name: str, error: BadFile) -> str:
    said = str(error)
    return said if said.startswith(f"{name}: ") else f"{name}: {said}"


def write_file(
    path: Path, listings: Iterable[PublicListing], *, title: str, mode: int = OWNER_ONLY
) -> None:
    """Writes the format of the file's name, whole or not at all. Raises BadFile.

    `mode` says who may read it, as in `replace_file`.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        known = one_of([*(f".{each.name}" for each in FORMATS), ".gpkg"])
        raise BadFile(f"{path.name}: a list can be written as {known}.")
    written = writer(listings, title)
    replace_file(path, written, mode=mode)


def replace_file(path: Path, text: str | Iterable[str], *, mode: int = OWNER_ONLY) -> None:
    """Puts `text` into a file as UTF-8 in one step, so that no reader sees half of it.

    A text in pieces is never held whole. The file gets `mode`, whatever the umask. Raises BadFile
    when it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        made = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
        with os.fdopen(made, "w", encoding="utf-8", newline="") as out:
            os.fchmod(made, mode)
            out.writelines([text] if isinstance(text, str) else text)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise BadFile(f"{path.name}: it cannot be written ({error.strerror}).") from None


def bytes_of(path: Path) -> bytes:
    """What is in a file. Raises BadFile, whose message begins with the file's name."""
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except BadFile as error:
        raise BadFile(_with_name(path.name, error)) from None
    except FileNotFoundError:
        raise BadFile(f"{path.name}: There is no such file.") from None
    except IsADirectoryError:
        raise BadFile(f"{path.name}: This is a folder, not a file.") from None
    except OSError as error:
        raise BadFile(f"{path.name}: It cannot be read ({error.strerror}).") from None

"""What is given to `import`: a file or an address, read, and what was said of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from assetmap.domain.imports.column_choices import NOTHING_CHOSEN, ColumnChoices
from assetmap.domain.imports.import_batch import ImportTerms
from assetmap.exchange.files import bytes_of, table_of
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.table_reader import read_table
from assetmap.services.context import Context
from assetmap.services.feeds.feeds import fetcher_for
from assetmap.services.feeds.walking import NotWalked, walk
from assetmap.services.imports.batches import remembered_choices
from assetmap.services.imports.sources import marked_headings


@dataclass(frozen=True)
class ImportedFile:
    """What was given, read. `is_address` where it is what an address had at this moment."""

    name: str
    data: bytes
    source: str
    terms: ImportTerms
    rows: IncomingFile
    is_address: bool = False


def read_given(
    context: Context,
    given: str,
    source: str | None,
    terms: ImportTerms,
    *,
    allows_private: bool = False,
) -> ImportedFile:
    """A file of this name, or what stands at an address. Raises BadFile with the mend.

    An address may lead to this machine or a private network only where `allows_private`.
    """
    is_address = given.casefold().startswith(("http://", "https://"))
    if is_address:
        name, data = _fetched(context, given, allows_private=allows_private)
        source = source or urlsplit(given).hostname or given
    else:
        path = Path(given)
        name, data = path.name, bytes_of(path)
        source = source or path.stem
    table = table_of(name, data, terms.sheet)
    if terms.choices == NOTHING_CHOSEN:
        chosen = remembered_choices(context, source, marked_headings(table.headings))
        terms = replace(terms, choices=chosen)
    try:
        rows = read_table(table, context.borough.words, terms.choices)
    except BadFile as error:
        raise BadFile(f"{name}: {error}") from None
    return ImportedFile(name, data, source, terms, rows, is_address=is_address)


def _fetched(context: Context, address: str, *, allows_private: bool) -> tuple[str, bytes]:
    """The name and bytes of what an address has; of a feed, all of its pages."""
    try:
        found = walk(fetcher_for(context, allows_private).get, address)
    except NotWalked as error:
        raise BadFile(f"{address}: {error}") from None
    return found.name, found.data


def column_choices(columns: Sequence[str], categories: Sequence[str]) -> ColumnChoices:
    """What was said of columns. Raises UsageError."""
    fields = dict(_pair(each, "--column HEADING=FIELD") for each in columns)
    found: dict[str, dict[str, str]] = {}
    for each in categories:
        place, category = _pair(each, "--category HEADING:TEXT=CATEGORY")
        heading, colon, text = place.partition(":")
        if not colon:
            raise click.UsageError("Write --category HEADING:TEXT=CATEGORY.")
        found.setdefault(heading, {})[text] = category
    return ColumnChoices(fields, found)


def _pair(text: str, wanted: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not (sign and name):
        raise click.UsageError(f"Write {wanted}.")
    return name, value

"""The sources of which files came in, and whether a file looks like one of another source's."""

import hashlib
from collections.abc import Iterable

from assetmap.domain.listings.source_row import ImportSource
from assetmap.domain.text import fold
from assetmap.exchange.incoming import IncomingFile
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IMPORT_SOURCES


def headings_mark(batch: IncomingFile) -> str:
    """A mark of a file's headings, the same in any order and case."""
    return marked_headings((*batch.used_columns, *batch.unused_columns))


def marked_headings(names: Iterable[str]) -> str:
    """A mark of some headings, the same in any order and case."""
    headings = sorted(map(fold, names))
    return hashlib.sha256("\x1f".join(headings).encode()).hexdigest()[:16]


def source_of(context: Context, name: str) -> ImportSource:
    """What is known of a source; nothing yet of a new one."""
    try:
        return context.store.get(IMPORT_SOURCES, name)
    except NotFound:
        return ImportSource(name)


def other_sources(context: Context, batch: IncomingFile, name: str) -> tuple[str, ...]:
    """The sources of which a file with just these headings came before, when `name` is a new one.

    The next month's file of a list has another name: taken for another source, it would bring
    every listing in a second time.
    """
    headings = (*batch.used_columns, *batch.unused_columns)
    return other_sources_of(context, headings, name, own=batch.own_export)


def other_sources_of(
    context: Context, headings: Iterable[str], name: str, *, own: bool = False
) -> tuple[str, ...]:
    """The same of a file's headings; `own` when this program wrote it."""
    if own or name in context.store.sources():
        return ()
    mark = marked_headings(filter(None, headings))
    known = (each for each in context.store.find(IMPORT_SOURCES) if mark in each.headings)
    return tuple(sorted(each.id for each in known if each.id != name))

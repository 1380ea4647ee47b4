"""Every public listing as open data: the rows of a download, and when they changed last."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assetmap import __version__
from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.needs import without_past_needs
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.geopackage_files import write_geopackage
from assetmap.exchange.incoming import BadFile
from assetmap.search_index.listing_columns import time_of
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState

_NEVER = datetime(2024, 1, 1, tzinfo=UTC)  # the last change of a directory without one
_WAS_PUBLIC = (Status.ARCHIVED,)


@dataclass(frozen=True)
class WholeDirectory:
    """The directory of one generation.

    `mark` is the same as long as its downloads are, and another when they may differ; `changed` is
    when a public listing was added, changed or taken off last, to the second.
    """

    count: int
    mark: str
    changed: datetime


def whole_directory(context: Context) -> WholeDirectory:
    """What there is now."""
    cached = context.directory_cache.current()
    today = context.clock.today()  # needs run out by the day
    parts = (context.directory_mark(), today, __version__)
    mark = hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
    return WholeDirectory(len(cached.snapshot.rows), mark, _changed(cached))


def every_listing(context: Context) -> Iterator[PublicListing]:
    """Every public listing by id, as it is told today."""
    today = context.clock.today()
    for row in context.directory_cache.current().snapshot.rows:
        yield PublicListing(without_past_needs(row.listing.shown, today))


def geopackage(context: Context) -> Path:
    """The directory as a GeoPackage, made when it is not there for the generation of now.

    Raises BadFile when it cannot be written.
    """
    whole, folder = whole_directory(context), context.config.open_data
    path = folder / f"{whole.mark}.gpkg"
    if not path.is_file():
        _make(folder)
        title, listings = context.borough.title, every_listing(context)
        write_geopackage(path, listings, title=title, changed=whole.changed)
        for old in folder.glob("*.gpkg"):
            if old != path:
                old.unlink(missing_ok=True)
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BadFile(f"{folder.name}: it cannot be made ({error.strerror}).") from None


def _changed(cached: CacheState) -> datetime:
    arrays = cached.every.arrays
    newest = arrays.newest_change(arrays.is_public | arrays.has_status(*_WAS_PUBLIC))
    if newest is None:
        return _NEVER
    return time_of(int(arrays.kept.flat["changed_at"][newest])).replace(microsecond=0)

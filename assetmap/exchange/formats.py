"""The formats in which listings go out: one entry of FORMATS is all of a format.

Files on disk, the addresses `/find.csv` and its like, the find page's links to them and what is
sent compressed go by this table. What comes in has one of its own: `readable.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.csv_files import write_csv
from assetmap.exchange.geojson_files import write_geojson

Writer = Callable[[Iterable[PublicListing], str], str | Iterator[str]]  # listings, their title


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    `name` is the end of its address, /find.csv, and of a file of it; `label` its link's words on
    the find page. `other_names` are further ends of such files. `is_attachment` has browsers keep
    it as a file, where they would otherwise show it. `by_id`: its listings are handed to `write` in
    the order of their ids, where others have the best first.
    """

    name: str
    label: str
    mimetype: str
    write: Writer
    other_names: tuple[str, ...] = ()
    is_attachment: bool = False
    by_id: bool = False


# In the order of the find page's links.
FORMATS = (
    Format(
        name="csv",
        label="Spreadsheet (CSV)",
        mimetype="text/csv",
        write=lambda listings, _: write_csv(listings),
        is_attachment=True,
    ),
    Format(
        name="geojson",
        label="GeoJSON",
        mimetype="application/geo+json",
        write=lambda listings, title: write_geojson(listings, title=title),
        other_names=("json",),
        by_id=True,
    ),
)

# By how the names of files end, in lower case: `.csv`.
WRITERS: dict[str, Writer] = {
    f".{name}": each.write for each in FORMATS for name in (each.name, *each.other_names)
}

"""The formats in which listings come in and go out: one entry of FORMATS is all of a format.

Files on disk, the addresses `/find.csv` and its like, the find page's links to them and what is
sent compressed go by this table.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.geojson_files import read_geojson, write_geojson
from assetmap.exchange.incoming import Batch

Reader = Callable[[bytes, Vocabulary], Batch]
Writer = Callable[[Iterable[PublicListing], str], str | Iterator[str]]  # listings, their title


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    `name` is the end of its address, /find.csv, and of a file of it; `label` its link's words on
    the find page. `other_names` are further ends of such files; those of `only_read` are never
    written. Without `read` it only goes out. `is_attachment` has browsers keep it as a file, where
    they would otherwise show it.
    """

    name: str
    label: str
    mimetype: str
    write: Writer
    read: Reader | None = None
    other_names: tuple[str, ...] = ()
    only_read: tuple[str, ...] = ()
    is_attachment: bool = False


# In the order of the find page's links.
FORMATS = (
    Format(
        name="csv",
        label="Spreadsheet (CSV)",
        mimetype="text/csv",
        write=lambda listings, _: write_csv(listings),
        read=read_csv,
        only_read=("tsv", "txt"),
        is_attachment=True,
    ),
    Format(
        name="geojson",
        label="GeoJSON",
        mimetype="application/geo+json",
        write=lambda listings, title: write_geojson(listings, title=title),
        read=read_geojson,
        other_names=("json",),
    ),
)

# By how the names of files end, in lower case: `.csv`.
READERS: dict[str, Reader] = {
    f".{name}": each.read
    for each in FORMATS
    if each.read
    for name in (each.name, *each.only_read, *each.other_names)
}
WRITERS: dict[str, Writer] = {
    f".{name}": each.write for each in FORMATS for name in (each.name, *each.other_names)
}

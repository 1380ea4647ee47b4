"""Map files in, through GDAL: GeoPackage, FlatGeobuf, GML; shapefiles and MapInfo out of a zip."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assetmap.exchange.file_limits import check_columns, check_rows
from assetmap.exchange.file_sizes import CELL_LONGEST, MOST_ROWS
from assetmap.exchange.geometry import Spot, in_degrees
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.own_process import Reading, reading
from assetmap.exchange.readers.sheet_choice import Sheet, chosen_sheet, sheets_note
from assetmap.exchange.table import Row, Table

ENDS = (".gpkg", ".fgb", ".gml")
# The parts of a map that stands in several files: the one that is opened, and those beside it.
PARTS = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
}
_DATABASE = b"SQLite format 3\0"
_PACKAGES = (b"GPKG", b"GP10", b"GP11")  # where a database says what it is for
_FLAT = b"fgb\x03fgb"
_XML_STARTS = (b"<", b"\xef\xbb\xbf<")


@dataclass(frozen=True)
class MapParts:
    """One map in several files: its name, and their bytes by how their names end."""

    name: str
    files: Mapping[str, bytes]

    @property
    def main(self) -> str:
        """The end of the file that is opened."""
        return next(end for end in PARTS if end in self.files)


def is_gis_file(data: bytes) -> bool:
    """Whether a file is a GeoPackage or FlatGeobuf, whatever it is called."""
    is_package = data.startswith(_DATABASE) and data[68:72] in _PACKAGES
    return is_package or data.startswith(_FLAT)


def gis_table(data: bytes, layer: str = "") -> Table:
    """A layer of a map file as a table: the one of that name, or the first with names.

    Raises BadFile.
    """
    if is_gis_file(data):
        end = ".fgb" if data.startswith(_FLAT) else ".gpkg"
    elif data.lstrip().startswith(_XML_STARTS):
        end = ".gml"
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise BadFile(
                "It has a document type of its own (DOCTYPE), which we do not read. Save it again."
            )
    else:
        raise BadFile("It is no map file that we can read, or it is damaged. Save it again.")
    return _read([MapParts("", {end: data})], layer)


def map_table(maps: Sequence[MapParts], layer: str = "") -> Table:
    """The same of maps in several files each, which are layers. Raises BadFile."""
    for each in maps:
        if each.main == ".shp" and not {".shx", ".dbf"} <= each.files.keys():
            raise BadFile(
                f"The shapefile “{each.name}” is not whole: put its .shp, .shx, .dbf and .prj into "
                "one zip file."
            )
    return _read(maps, layer)


def _read(maps: Sequence[MapParts], layer: str) -> Table:
    with tempfile.TemporaryDirectory(prefix="assetmap-") as folder:
        opened = []
        for at, each in enumerate(maps):
            for end, data in each.files.items():
                Path(folder, f"map{at}{end}").write_bytes(data)
            main = each.main if each.name else next(iter(each.files))
            opened.append(json.dumps([each.name, str(Path(folder, f"map{at}{main}"))]))
        with reading("gis_process", *opened) as gdal:
            layers = [Sheet.of(each) for each in gdal.answer()]
            chosen = chosen_sheet(layers, layer, "layer")
            gdal.send(chosen.name)
            table = _rest(gdal)
    return replace(
        table,
        notes=(*sheets_note(chosen, layers, "layer"), *table.notes),
        sheets=tuple(each.named for each in layers),
        sheet=chosen.name,
    )


def _rest(gdal: Reading) -> Table:
    said = gdal.answer()
    check_columns(said["fields"])
    if said["too_many"]:
        check_rows(MOST_ROWS + 1)
    cells: list[list[str]] = []
    spots: list[Spot] = []
    while some := gdal.answer():
        cells += some[0]
        spots += [_spot(said["crs"], *each) for each in some[1]]
    if not said["crs"]:
        spots = in_degrees(spots)
    placed: Sequence[Spot | None] = spots if said["has_shapes"] else [None] * len(cells)
    rows = tuple(
        _row(number, *each) for number, each in enumerate(zip(cells, placed, strict=True), start=1)
    )
    return Table(tuple(said["fields"]), rows, has_shapes=said["has_shapes"])


def _spot(crs: str, x: float, y: float, note: str, reason: str) -> Spot:
    if reason:
        return Spot(empty=True) if reason == " " else Spot(reason=reason)
    moved = f"We moved it from {crs} to WGS 84." if crs else ""
    return Spot(x, y, f"{note} {moved}".strip())


def _row(number: int, cells: Sequence[str], spot: Spot | None) -> Row:
    long = any(len(cell) > CELL_LONGEST for cell in cells)
    return Row(
        *(number, tuple(cells)),
        spot=spot,
        reason=f"one of its cells has more than {CELL_LONGEST:,} characters" if long else "",
        notes=(spot.note,) if spot and spot.note else (),
    )

"""Reads a map file through GDAL: run as a process of its own, with the files' paths and names.

It says its layers with their fields, is told which one is wanted, and says that one's features:
their fields as texts, and one spot each, in WGS 84 or in the file's own numbers when it names no
coordinate system.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from assetmap.exchange.file_sizes import CELL_LONGEST, MOST_COLUMNS, MOST_ROWS
from assetmap.exchange.readers.answering import answer_with, receive, refuse, send
from assetmap.exchange.readers.excel_cells import cell_text
from assetmap.exchange.readers.gis_drivers import DRIVERS, SETTINGS
from assetmap.exchange.readers.process_limits import limit_process

_MOST_LAYERS = 100
_ROWS_AT_ONCE = 500
# None of them is needed, and together they take a second and 20 MB.
_UNUSED = ("geopandas", "pandas", "pyarrow")

Layer = tuple[str, str, str, int]  # the name shown, the file, the layer's own name, its features


def _read(files: Sequence[tuple[str, str]]) -> None:
    os.environ.update(SETTINGS)  # GDAL looks at them when it is loaded
    sys.modules.update(dict.fromkeys(_UNUSED))  # type: ignore[arg-type]
    import pyogrio

    layers: list[Layer] = []
    sheets = []
    for label, path in files:
        for name in [str(each[0]) for each in pyogrio.list_layers(path)[:_MOST_LAYERS]]:
            info = pyogrio.read_info(path, layer=name, force_feature_count=True)
            if info["driver"] not in DRIVERS:
                refuse(f"It is of a kind that we do not read: {info['driver']}.")
            layers.append((label or name, path, name, int(info["features"])))
            fields = [str(each) for each in info["fields"][: MOST_COLUMNS + 1]]
            sheets.append((label or name, int(info["features"]), False, [(1, fields)]))
    send(sheets)
    wanted = receive()
    for layer in layers:
        if layer[0] == wanted:
            _send_layer(layer)
            return


def _send_layer(layer: Layer) -> None:
    from pyogrio.raw import read

    _, path, name, features = layer
    if features > MOST_ROWS:
        send({"crs": "", "has_shapes": False, "too_many": True, "fields": []})
        return
    meta, _, shapes, values = read(path, layer=name, force_2d=True, datetime_as_string=True)
    fields = [str(each) for each in meta["fields"]]
    spots, crs = _spots(shapes, meta["crs"]) if shapes is not None else ([], "")
    send({"crs": crs, "has_shapes": shapes is not None, "too_many": False, "fields": fields})
    columns = [
        [_day(text) if str(kind).startswith("datetime") else text for text in map(_text, column)]
        for column, kind in zip(values, meta["dtypes"], strict=True)
    ]
    number = len(shapes) if shapes is not None else len(columns[0]) if columns else 0
    for start in range(0, number, _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, number)
        cells = [[column[at] for column in columns] for at in range(start, stop)]
        send([cells, spots[start:stop]])
    send(None)


def _spots(shapes: Any, crs: str | None) -> tuple[list[tuple[float, float, str, str]], str]:
    """Each shape's x, y, note and reason to refuse it, moved to WGS 84; and the system's name.

    A shape that is not there has a reason of one space. The name is empty when there is none, or
    when it is WGS 84 already.
    """
    import shapely

    found = [_spot(each) for each in shapely.from_wkb(shapes, on_invalid="ignore")]
    if not crs or not any(not each[3] for each in found):
        return found, ""
    from pyproj import CRS, Transformer
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_user_input(crs)
        if system.to_epsg(min_confidence=20) == 4326 or system.to_authority() == ("OGC", "CRS84"):
            return found, ""
        change = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
        moved = change.transform([each[0] for each in found], [each[1] for each in found])
    except ProjError:
        refuse("We do not know its coordinate system. Save it again in WGS 84 (EPSG:4326).")
    name = "" if system.name in ("unnamed", "unknown") else str(system.name)
    return list(map(_moved, found, *moved)), name or "its own coordinates"


def _moved(
    spot: tuple[float, float, str, str], x: float, y: float
) -> tuple[float, float, str, str]:
    if spot[3]:
        return spot
    if not (abs(x) <= 180 and abs(y) <= 90):  # infinite where the system does not reach
        return 0.0, 0.0, "", "its coordinates are not in the file's coordinate system"
    return round(x, 6), round(y, 6), spot[2], ""


def _spot(shape: Any) -> tuple[float, float, str, str]:
    import shapely

    if shape is None or shape.is_empty:
        return 0.0, 0.0, "", " "
    note = ""
    if shape.geom_type == "MultiPoint":
        note = "It has several points; we took the first." if len(shape.geoms) > 1 else ""
        shape = shape.geoms[0]
    elif shape.geom_type != "Point":
        note = "We took a point inside its shape."
        if not shape.is_valid:
            shape = shapely.make_valid(shape)
            note = "Its shape crosses itself; we mended it and took a point inside."
        shape = shape.representative_point()
    if shape.is_empty or not (abs(shape.x) < 1e12 and abs(shape.y) < 1e12):
        return 0.0, 0.0, "", "its coordinates are not all plain numbers"
    return round(shape.x, 6), round(shape.y, 6), note, ""


def _text(value: Any) -> str:
    """A field as a cell would hold it."""
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", False):
        return "; ".join(_cut(_text(each)) for each in value)
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bytes) or plain is None:
        return ""
    text = cell_text(plain)
    return _cut(text)


def _day(text: str) -> str:
    """A moment of GDAL's as a cell of a spreadsheet is read: a date, and a time if it has one."""
    return text.replace("T", " ")[:16].removesuffix(" 00:00")


def _cut(text: str) -> str:
    return text if len(text) <= CELL_LONGEST else text[: CELL_LONGEST + 1]


def _files(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    for each in arguments:
        label, path = json.loads(each)
        yield label, path


if __name__ == "__main__":
    limit_process()
    answer_with(lambda: _read(list(_files(sys.argv[1:]))))

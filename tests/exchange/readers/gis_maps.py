"""Small map files of every kind, written by GDAL."""

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

GROUPS = (("Quay Choir", "01632 960101"), ("Tea and Talk", "01632 960102"))
GRID = (shapely.Point(561500, 177900), shapely.Point(564000, 176000))  # metres
DEGREES = (shapely.Point(0.324175, 51.477009), shapely.Point(0.359261, 51.459221))


def write_map(
    path: Path,
    rows: Sequence[Sequence[Any]] = GROUPS,
    shapes: Sequence[Any] = GRID,
    *,
    crs: str | None = "EPSG:27700",
    fields: Sequence[str] = ("name", "phone"),
    **options: Any,
) -> Path:
    """A map file of the format of its name."""
    from pyogrio.raw import write

    columns = [
        np.array(each, dtype=object if isinstance(each[0], str) else None)
        for each in zip(*rows, strict=True)
    ]
    kinds = {each.geom_type for each in shapes if each is not None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a map without a coordinate system
        write(
            path,
            shapely.to_wkb(np.array(shapes, dtype=object)),
            columns,
            np.array(fields, dtype=object),
            geometry_type=options.pop("geometry_type", kinds.pop()),
            crs=crs,
            **options,
        )
    return path


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def zipped_parts(main: Path, folder: str = "") -> bytes:
    """A map that stands in several files, as a zip file."""
    beside = sorted(main.parent.glob(f"{main.stem}.*"))
    return zipped({f"{folder}{each.name}": each.read_bytes() for each in beside})

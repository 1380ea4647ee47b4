"""Takes in a file of areas that was sent on a page, as the command line takes one from a folder."""

import json
import tempfile
from pathlib import Path, PurePosixPath

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas
from assetmap.domain.people.people import Action, require
from assetmap.exchange.area_tables import read_area_table
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.resident_tables import read_resident_table
from assetmap.places.area_maps import read_area_map
from assetmap.services.areas.importing import AreaReport, AreaTerms, import_areas
from assetmap.services.areas.residents import ResidentsReport, keep_residents
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor

# Only these: a library that reads any map also reads files which name others on the server.
_MAPS, _TABLES = (".geojson", ".json"), (".csv", ".tsv", ".txt")
_NO_GEOJSON = "This is no GeoJSON file that can be read. Save the areas as GeoJSON again."


def take_in_sent(
    context: Context, actor: Actor, name: str, data: bytes, terms: AreaTerms
) -> AreaReport:
    """Keep the areas of a sent file as one set; `name` is the file's.

    Raises NotAllowed, and BadAreas in plain words, when nothing is kept.
    """
    require(actor.person, Action.SET_UP)
    ending = PurePosixPath(name.lower()).suffix
    if ending not in _MAPS + _TABLES:
        raise BadAreas("The file must end in .geojson, .json or .csv.")
    if not data.strip():
        raise BadAreas("The file is empty.")
    if ending in _MAPS:
        _refuse_other_maps(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"areas{ending}"
        path.write_bytes(data)
        try:
            file = _read(path)
        except BadFile as error:
            raise BadAreas(str(error).removeprefix(f"{path.name}: ")) from error
    return import_areas(context, actor, file, terms)


def take_in_sent_residents(
    context: Context, actor: Actor, set_id: str, data: bytes, year: int
) -> ResidentsReport:
    """Give the areas of a set the residents of a sent CSV file; `year` as in `keep_residents`.

    Raises NotAllowed, and BadAreas in plain words, when nothing is kept.
    """
    require(actor.person, Action.SET_UP)
    if not data.strip():
        raise BadAreas("The file is empty.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "residents.csv"
        path.write_bytes(data)
        try:
            rows = read_resident_table(path)
        except BadFile as error:
            raise BadAreas(str(error).removeprefix(f"{path.name}: ")) from error
    return keep_residents(context, actor, set_id, rows, year)


def _read(path: Path) -> AreaFile:
    return (read_area_table if path.suffix in _TABLES else read_area_map)(path, AreaColumns())


def _refuse_other_maps(data: bytes) -> None:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadAreas(_NO_GEOJSON) from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("FeatureCollection", "Feature"):
        raise BadAreas(_NO_GEOJSON)

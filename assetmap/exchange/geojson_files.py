"""GeoJSON in, from anybody's map program, and GeoJSON out: one feature a line, sorted by id."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.exchange.decoding import letters_note
from assetmap.exchange.geometry import Spot, in_degrees, named_crs, read_spot, to_wgs84
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.json_document import read_document
from assetmap.exchange.other_formats import other_json
from assetmap.exchange.public_fields import public_fields
from assetmap.exchange.table import Row, Table
from assetmap.exchange.table_reader import read_table
from assetmap.exchange.values import join_list, short

GENERATOR, VERSION = "assetmap", 1
_NOT_PROPERTIES = ("id", "lat", "lon")  # the feature itself says these


def geojson_table(data: bytes) -> Table:
    """A GeoJSON file as a table, its properties as columns. Raises BadFile.

    Features are numbered from 1. An area or line becomes a point inside it. A file with the
    marks that `write_geojson` leaves is our own, and then ids and sources are restored.
    """
    return features_table(*read_document(data))


def features_table(document: dict[str, Any], guessed: bool) -> Table:
    """The same of a document that has been parsed; `guessed` when its letters are."""
    features = _features(document)
    properties = [_properties(feature) for feature in features]
    keys = tuple(dict.fromkeys(key for each in properties for key in each))
    spots = _spots(document, features)
    numbered = zip(features, properties, spots, strict=True)
    rows = tuple(
        _row(number, keys, *each, guessed) for number, each in enumerate(numbered, start=1)
    )
    own = document.get("generator") == GENERATOR and document.get("version") == VERSION
    return Table(keys, rows, own=own, has_shapes=True, no_text=_without_text(keys, properties))


def read_geojson(data: bytes, words: Vocabulary) -> IncomingFile:
    """Every feature of a file, taken in or refused with the reason. Raises BadFile."""
    return read_table(geojson_table(data), words)


def write_geojson(listings: Iterable[PublicListing], *, title: str) -> Iterator[str]:
    """A FeatureCollection in pieces, to be written as UTF-8: the same listings, the same bytes.

    `listings` come in the order of their ids, and need not be in memory together.
    """
    top = {"type": "FeatureCollection", "generator": GENERATOR, "version": VERSION, "title": title}
    yield f'{_dump(top)[:-1]}, "features": ['
    before = after = ""
    for listing in listings:
        yield f"{before or chr(10)}{_dump(_feature(listing))}"
        before, after = ",\n", "\n"
    yield f"{after}]}}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _feature(listing: PublicListing) -> dict[str, object]:
    fields = public_fields(listing)
    lat, lon = fields["lat"], fields["lon"]
    properties = {
        name: value
        for name, value in fields.items()
        if name not in _NOT_PROPERTIES and value not in ("", [], None)
    }
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": listing.id, "geometry": geometry, "properties": properties}


def _features(document: dict[str, Any]) -> list[object]:
    if document.get("type") == "Feature":
        return [document]
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BadFile(other_json(document))
    return features


def _properties(feature: object) -> dict[str, Any]:
    found = feature.get("properties") if isinstance(feature, dict) else None
    return found if isinstance(found, dict) else {}


def _without_text(keys: Sequence[str], properties: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """The properties that are lists or objects in every feature that has them."""
    return frozenset(
        at
        for at, key in enumerate(keys)
        if not any(_text(key, each.get(key), []) for each in properties)
        and any(isinstance(each.get(key), (dict, list)) for each in properties)
    )


def _spots(document: dict[str, Any], features: Sequence[object]) -> list[Spot]:
    spots = [
        read_spot(feature.get("geometry")) if isinstance(feature, dict) else Spot(empty=True)
        for feature in features
    ]
    if crs := named_crs(document):
        return to_wgs84(spots, crs)
    return in_degrees(spots)


def _row(
    number: int,
    keys: Sequence[str],
    feature: object,
    properties: Mapping[str, Any],
    spot: Spot,
    guessed: bool,
) -> Row:
    notes = [spot.note] if spot.note else []
    cells = [_text(key, properties.get(key), notes) for key in keys]
    notes += letters_note(cells, guessed)
    is_feature = isinstance(feature, dict) and feature.get("type") == "Feature"
    return Row(
        *(number, tuple(cells)),
        spot=spot,
        feature_id=clean(_text("id", feature.get("id"), [])) if isinstance(feature, dict) else "",
        reason="" if is_feature else "it is not a GeoJSON feature",
        notes=tuple(notes),
    )


def _text(key: str, value: object, notes: list[str]) -> str:
    """A property as a cell would hold it; what no cell can hold is noted."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, list) and not any(isinstance(part, (list, dict)) for part in value):
        return join_list(_text(key, part, notes) for part in value)
    notes.append(f"“{short(key)}” holds more than a text, so we left it out.")
    return ""

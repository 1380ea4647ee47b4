"""GeoJSON in, from anybody's map program, and GeoJSON out: one feature a line, sorted by id."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.exchange.classification import Classifier
from assetmap.exchange.decoding import decode, letters_note
from assetmap.exchange.foreign_headings import file_notes, understood
from assetmap.exchange.geometry import Spot, in_degrees, named_crs, read_spot, to_wgs84
from assetmap.exchange.header_mapping import HeaderMapping, match_headings, row_texts
from assetmap.exchange.incoming import BadFile, Batch, Incoming, Refused
from assetmap.exchange.other_formats import not_json, other_json
from assetmap.exchange.point_headings import with_points
from assetmap.exchange.public_fields import public_fields
from assetmap.exchange.row_parser import read_row
from assetmap.exchange.values import join_list, short

GENERATOR, VERSION = "assetmap", 1
_NOT_PROPERTIES = ("id", "lat", "lon")  # the feature itself says these


def read_geojson(data: bytes, words: Vocabulary) -> Batch:
    """Every feature of a file, taken in or refused with the reason. Raises BadFile.

    Features are numbered from 1. An area or line becomes a point inside it. A file with the
    marks that `write_geojson` leaves is our own, and then ids and sources are restored.
    """
    text, guessed = decode(data)
    document = _parse(text)
    features = _features(document)
    own = document.get("generator") == GENERATOR and document.get("version") == VERSION
    properties = [_properties(feature) for feature in features]
    headings = _headings(properties, own)
    spots = _spots(document, features)
    reader = _Reader(headings, words, own, guessed)
    taken: list[Incoming] = []
    refused: list[Refused] = []
    for number, feature in enumerate(features, start=1):
        result = reader.read(number, feature, properties[number - 1], spots[number - 1])
        taken.append(result) if isinstance(result, Incoming) else refused.append(result)
    return Batch(
        *(tuple(taken), tuple(refused), headings.unused, headings.used, own),
        fields=headings.fields | {"point"},  # every feature says where it is, or that it is nowhere
        notes=tuple(file_notes(headings)),
    )


def write_geojson(listings: Iterable[PublicListing], *, title: str) -> Iterator[str]:
    """A FeatureCollection in pieces, to be written as UTF-8: the same listings, the same bytes."""
    top = {"type": "FeatureCollection", "generator": GENERATOR, "version": VERSION, "title": title}
    yield f'{_dump(top)[:-1]}, "features": ['
    before = after = ""
    for listing in sorted(listings, key=lambda listing: listing.id):
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


def _parse(text: str) -> dict[str, Any]:
    if not text.strip():
        raise BadFile("The file is empty.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(not_json(text, error)) from None
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of figures
        raise BadFile("The file is nested too deep, or has a number that is too long.") from None
    if not isinstance(document, dict):
        raise BadFile(other_json(document))
    return document


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


def _headings(properties: Sequence[Mapping[str, Any]], own: bool) -> HeaderMapping:
    """The properties of all features as headings; those that hold no text at all stay unused."""
    keys = tuple(dict.fromkeys(key for each in properties for key in each))
    headings = match_headings(keys, own)
    if own:
        return headings
    rows = [[_text(key, each.get(key), []) for key in keys] for each in properties]
    nested = [
        at
        for at, key in enumerate(keys)
        if not any(row[at] for row in rows)
        and any(isinstance(each.get(key), (dict, list)) for each in properties)
    ]
    return with_points(understood(headings.without(nested), rows), rows)


def _spots(document: dict[str, Any], features: Sequence[object]) -> list[Spot]:
    spots = [
        read_spot(feature.get("geometry")) if isinstance(feature, dict) else Spot(empty=True)
        for feature in features
    ]
    if crs := named_crs(document):
        return to_wgs84(spots, crs)
    return in_degrees(spots)


class _Reader:
    """Reads the features of one file, whose headings are known."""

    def __init__(
        self, headings: HeaderMapping, words: Vocabulary, own: bool, guessed: bool
    ) -> None:
        self._headings = headings
        self._sorter = Classifier(words)
        self._own = own
        self._guessed = guessed

    def read(
        self, number: int, feature: object, properties: Mapping[str, Any], spot: Spot
    ) -> Incoming | Refused:
        notes = [spot.note] if spot.note else []
        cells = [_text(key, properties.get(key), notes) for key in self._headings.keys]
        notes += letters_note(cells, self._guessed)
        texts = row_texts(self._headings, cells, notes, self._own)
        if reason := self._place(feature, texts, spot):
            return Refused(number, short(texts.get("name", "")), reason)
        return read_row(texts, self._sorter, row=number, notes=notes, own=self._own)

    def _place(self, feature: object, texts: dict[str, str], spot: Spot) -> str:
        """Puts the feature's id and point among its texts; gives a reason to refuse it."""
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            return "it is not a GeoJSON feature"
        if spot.reason:
            return spot.reason
        if feature_id := clean(_text("id", feature.get("id"), [])):
            texts.setdefault("id", feature_id)
        if not spot.empty:
            texts.update(lat=repr(spot.y), lon=repr(spot.x))
        return ""


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

"""What stands for the parts of an address in the API's document: things that the borough has."""

from collections.abc import Iterator, Mapping
from typing import Any

from assetmap.domain.listings.listing import Kind
from assetmap.places.postcode_tiles import tile_of
from assetmap.services.context import Context

# Of a path that is not here, the example is whatever its description says.
_CALENDAR, _HUB = "/listing/{listing_id}.ics", "/hub/{listing_id}.ics"
_NOTICEBOARD, _POSTCODES = "/practice/{code}/noticeboard.pdf", "/postcodes/{x}/{y}.json"

PathExamples = Mapping[tuple[str, str], object]  # by path and name


def path_examples(context: Context) -> PathExamples:
    """An example of each part of a path that only the borough can give; nothing that it lacks."""
    return dict(_found(context))


def with_examples(path: str, operation: Mapping[str, Any], known: PathExamples) -> dict[str, Any]:
    """An operation whose parameters of the path have these examples."""
    told = [
        {**each, "example": known[path, each["name"]]}
        if (path, each.get("name", "")) in known
        else each
        for each in operation["parameters"]
    ]
    return {**operation, "parameters": told}


def _found(context: Context) -> Iterator[tuple[tuple[str, str], object]]:
    listings = [row.listing.shown for row in context.directory_cache.current().snapshot.rows]
    meets = next((each.id for each in listings if each.schedule.rules), "")
    hub = next((each.id for each in listings if each.kind is Kind.HUB), "")
    practice = next((each.code for each in context.borough.practices), "")
    told = {(_CALENDAR, "listing_id"): meets, (_HUB, "listing_id"): hub}
    for key, example in {**told, (_NOTICEBOARD, "code"): practice}.items():
        if example:
            yield key, example
    found = context.gazetteer.find(context.borough.example.postcode)
    if found and found.point:
        yield from zip(((_POSTCODES, "x"), (_POSTCODES, "y")), tile_of(found.point), strict=True)

"""What the API's document says of the whole directory to take away, and of what changed in it."""

from collections.abc import Mapping

from assetmap.exchange import geopackage_files
from assetmap.exchange.formats import Format
from assetmap.web.framework.api_description import (
    Description,
    file_answer,
    in_query,
    json_answer,
    operation,
    text_answer,
)
from assetmap.web.framework.json_schema import TEXT, Schema, listed, mapped, record

TAG = "Open data"
_STATUSES = (304, 429)
# The shapes of those that are JSON: of a listing's properties the page of open data tells.
_SHAPES: Mapping[str, Schema] = {
    "geojson": record(
        type=TEXT,
        generator=TEXT,
        version={"type": "integer"},
        title=TEXT,
        features=listed(mapped({})),
    ),
}


def listings_in(form: Format) -> Description:
    """The whole directory in a format."""
    said = "Every public listing, by id."
    shape = _SHAPES.get(form.name)
    answer = json_answer(shape, said, form.mimetype) if shape else text_answer(form.mimetype, said)
    return Description(operation(f"The whole directory: {form.label}", TAG, answer, *_STATUSES))


GEOPACKAGE = Description(
    operation(
        "The whole directory: GeoPackage",
        TAG,
        file_answer("Every public listing, by id.", geopackage_files.MIMETYPE),
        *_STATUSES,
    )
)
CATALOGUE = Description(
    operation(
        "What there is to take away, in the terms of DCAT",
        TAG,
        json_answer(mapped({}), "A catalogue, as Project Open Data 1.1 has it."),
        *_STATUSES,
    )
)
CHANGES = Description(
    operation(
        "What was added, changed or taken off in three months, the newest first",
        TAG,
        text_answer("application/atom+xml", "An Atom feed, in pages (RFC 5005)."),
        *_STATUSES,
        parameters=(in_query("page", "The page, from 1.", {"type": "integer", "minimum": 1}),),
    )
)

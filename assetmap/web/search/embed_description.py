"""What the API's document says of `/oembed`."""

from assetmap.web.framework.api_description import (
    Description,
    in_query,
    json_answer,
    operation,
)
from assetmap.web.framework.json_schema import TEXT, WHOLE, Schema, one_of, record

_PIXELS: Schema = {"type": "integer", "minimum": 1}
_BOX = record(
    version=one_of("1.0"),
    type=one_of("rich"),
    title=TEXT,
    provider_name=TEXT,
    provider_url=TEXT,
    cache_age=WHOLE,
    width=WHOLE,
    height=WHOLE,
    html=TEXT,
)
_ANSWER = json_answer(_BOX, "The box, as oEmbed 1.0 has it.")
_ANSWER["content"]["text/xml"] = {"schema": TEXT}

OEMBED = Description(
    operation(
        "The box of a search, a listing, a hub or a box of this directory",
        "Boxes in other pages",
        _ANSWER,
        *(400, 404, 429, 501),
        parameters=(
            in_query("url", "The address, of this site.", TEXT),
            in_query("format", "How it is written.", one_of("json", "xml")),
            in_query("maxwidth", "At most so wide, in pixels.", _PIXELS),
            in_query("maxheight", "At most so high, in pixels.", _PIXELS),
        ),
        description="404 for any other address, 501 for any other format.",
    )
)

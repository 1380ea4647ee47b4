"""What the API's document says of the data that maps are drawn from."""

from assetmap.domain.search.query_parameters import BOX
from assetmap.places.postcode_tiles import SIDE
from assetmap.web.framework.api_description import (
    DAYS,
    Description,
    file_answer,
    in_path,
    in_query,
    json_answer,
    operation,
    question,
    text_answer,
)
from assetmap.web.framework.json_schema import (
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Schema,
    listed,
    mapped,
    one_of,
    or_null,
    record,
)

TAG = "Map"
ZOOM_MOST = 22
TILE_ZOOM_MOST = 24

_BOUNDS: Schema = {"type": "array", "items": NUMBER, "minItems": 4, "maxItems": 4}
_PHONE: Schema = {"anyOf": [TEXT, listed(listed(TEXT))]}
_PLACE = record(label=TEXT, lat=NUMBER, lon=NUMBER)
_POINT = record(
    {"soft": TRUTH, "when": TEXT, "cost": TEXT, "distance": TEXT, "phone": _PHONE},
    id=TEXT,
    name=TEXT,
    url=TEXT,
    lat=NUMBER,
    lon=NUMBER,
    category=TEXT,
    line=TEXT,
)
_MAP = record(
    mode=one_of("clusters", "points"),
    total=WHOLE,
    bounds=or_null(_BOUNDS),
    place=or_null(_PLACE),
    categories=mapped(record(label=TEXT, colour=TEXT, icon=TEXT)),
    points=listed(_POINT),
    clusters=listed(record(lat=NUMBER, lon=NUMBER, count=WHOLE, bounds=_BOUNDS)),
)
MAP_JSON = Description(
    operation(
        "The answer to a question as points of a map",
        TAG,
        json_answer(_MAP, "Points, or clusters of them where there are many."),
        304,
        400,
        parameters=(
            *question("view"),
            *DAYS,
            in_query("view", "The part of the map in sight: west,south,east,north.", BOX),
            in_query(
                "zoom",
                "How near the map is looked at.",
                {"type": "integer", "minimum": 0, "maximum": ZOOM_MOST},
            ),
        ),
        description="Only points that all may see. Places that are kept private are not in it.",
    )
)

_SHAPE = record(type=one_of("MultiPolygon"), coordinates=listed({"type": "array"}))
BASEMAP_JSON = Description(
    operation(
        "The base map that is drawn from postcodes",
        TAG,
        json_answer(
            record(
                outline=_SHAPE,
                built_up=_SHAPE,
                water=_SHAPE,
                rivers=_SHAPE,
                places=listed(record(name=TEXT, lat=NUMBER, lon=NUMBER)),
                attribution=TEXT,
            ),
            "The outline, built-up ground, water, and the names of places.",
        ),
        304,
    )
)

_UP_TO_SIDE = {"type": "integer", "minimum": 0, "maximum": SIDE - 1}
POSTCODES_JSON = Description(
    operation(
        "The postcodes of a tile of the map",
        TAG,
        json_answer(
            mapped(record(units=listed(TEXT), x=listed(WHOLE), y=listed(WHOLE))),
            "By sector, such as SW1A 1: the ends of its postcodes and where in the tile each is.",
        ),
        304,
        404,
        parameters=(
            in_path("x", "The tile's column.", _UP_TO_SIDE),
            in_path("y", "The tile's row.", _UP_TO_SIDE),
        ),
    )
)
MAP_PICTURE = Description(
    operation(
        "A small picture of the map",
        TAG,
        text_answer("image/svg+xml", "The borough, and a dot wherever something is listed."),
        304,
    )
)


def _tile_part(name: str, words: str) -> Schema:
    return in_path(name, words, {"type": "integer", "minimum": 0, "maximum": 2**TILE_ZOOM_MOST})


TILE = Description(
    operation(
        "A picture tile of the borough's own map file",
        TAG,
        file_answer("The tile.", "image/png", "image/jpeg", "image/webp"),
        404,
        parameters=(
            in_path(
                "z",
                "How near it is looked at.",
                {"type": "integer", "minimum": 0, "maximum": TILE_ZOOM_MOST},
            ),
            _tile_part("x", "The tile's column."),
            _tile_part("y", "The tile's row."),
        ),
        description="404 where the borough keeps no such file.",
    )
)

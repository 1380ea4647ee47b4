"""What the API's document says of `/find.json`, its other formats, and suggestions."""

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision
from assetmap.domain.search.facets import FACETS
from assetmap.exchange.formats import Format
from assetmap.web.framework.api_description import (
    Description,
    in_query,
    json_answer,
    operation,
    question,
    text_answer,
)
from assetmap.web.framework.json_schema import (
    DAY,
    MOMENT,
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
    ref,
)

TAG = "Search"
KIND = one_of(*map(str, Kind))
QUERY: Schema = mapped({"anyOf": [TEXT, listed(TEXT)]})
MATCH = one_of("good", "weak", "none")
_WHERE = {
    "lat": or_null(NUMBER),
    "lon": or_null(NUMBER),
    "distance_m": or_null(WHOLE),
}

_OPENING = record(
    is_open=TRUTH,
    until=or_null(MOMENT),
    opens=or_null(MOMENT),
    closed_for=or_null(TEXT),
    unsure=or_null(TEXT),
)
RESULT = record(
    {"needed": listed(TEXT)},
    id=TEXT,
    source=TEXT,
    source_id=TEXT,
    name=TEXT,
    kind=KIND,
    summary=TEXT,
    categories=listed(TEXT),
    audience=listed(TEXT),
    access=listed(TEXT),
    place=TEXT,
    precision=one_of(*map(str, Precision)),
    area_served=TEXT,
    **_WHERE,
    reach=or_null(one_of("there", "comes", "elsewhere")),
    part=one_of("fits", "other", "areas", "give"),
    next=or_null(MOMENT),
    next_ends=or_null(MOMENT),
    opening=or_null(_OPENING),
    cost=TEXT,
    languages=listed(TEXT),
    phone=TEXT,
    status=TEXT,
    notice=TEXT,
    paused_until=or_null(DAY),
    opens_on=or_null(DAY),
    checked_on=or_null(DAY),
    freshness=one_of("fresh", "unchecked", "overdue", "unconfirmed", "lapsed"),
    needs=listed(TEXT),
    unknown=listed(TEXT),
    outside_borough=TRUTH,
    because=listed(TEXT),
    is_sample=TRUTH,
    url=TEXT,
)
_UNDERSTOOD = record(
    words=TEXT,
    place=or_null(TEXT),
    lat=or_null(NUMBER),
    lon=or_null(NUMBER),
    outside_borough=TRUTH,
    mended=or_null(TEXT),
    relaxed=TRUTH,
    short_forms=mapped(TEXT),
    wishes=listed(
        record(
            sort=TEXT,
            values=listed(TEXT),
            phrase=TEXT,
            label=TEXT,
            dates=listed(DAY),
            earliest=or_null(TEXT),
            latest=or_null(TEXT),
            most_pence=or_null(WHOLE),
        )
    ),
    heard=listed(record(phrase=TEXT, concept=TEXT, categories=listed(TEXT))),
    refused=listed(record(what=TEXT, phrase=TEXT)),
    dangers=listed(TEXT),
)
COVERS = record(
    place=TEXT,
    is_rough=TRUTH,
    patch=TEXT,
    code=TEXT,
    role=TEXT,
    phone=or_null(TEXT),
    email=or_null(TEXT),
    text=or_null(TEXT),
    hub=or_null(
        record(id=TEXT, name=TEXT, phone=or_null(TEXT), distance_m=or_null(WHOLE), url=TEXT)
    ),
)
_ANSWER = record(
    query=QUERY,
    understood=_UNDERSTOOD,
    urgent=listed(record(text=TEXT, phone=TEXT, link=TEXT, hours=TEXT, more=TEXT)),
    asks_place=TRUTH,
    signposts=listed(record(slug=TEXT, text=TEXT, phone=TEXT, url=TEXT)),
    match=MATCH,
    total=WHOLE,
    total_known=WHOLE,
    older=WHOLE,
    page=WHOLE,
    per_page=WHOLE,
    pages=WHOLE,
    results=listed(ref("Result")),
    nearest=listed(ref("Result")),
    give=or_null(ref("Result")),
    also_need=listed(ref("Result")),
    facets=record(
        **{
            name: listed(record(value=TEXT, label=TEXT, count=WHOLE, selected=TRUTH))
            for name in FACETS
        }
    ),
    near_spellings=listed(TEXT),
    covers=or_null(ref("Covers")),
)

FIND_JSON = Description(
    operation(
        "Find listings",
        TAG,
        json_answer(ref("Answer"), "One page of the listings that answer the question."),
        400,
        parameters=question(),
        description="What was understood of the words, one page of the listings, and what each "
        "filter would leave.",
    ),
    {"Answer": _ANSWER, "Result": RESULT, "Covers": COVERS},
    beside_others={
        "Answer": {
            **_ANSWER,
            "properties": {**_ANSWER["properties"], "neighbours": listed(ref("Neighbour"))},
        },
        "Neighbour": record(
            authority=record(code=TEXT, name=TEXT, url=TEXT), results=listed(ref("Result"))
        ),
    },
)

_FEATURE = record(
    type=one_of("Feature"),
    id=TEXT,
    geometry=or_null(record(type=TEXT, coordinates=listed({}))),
    properties={"type": "object"},
)
_COLLECTION = record(
    type=one_of("FeatureCollection"),
    generator=TEXT,
    version=WHOLE,
    title=TEXT,
    features=listed(ref("Feature")),
)


def find_as(form: Format) -> Description:
    """The description of a file format's address, by the format itself."""
    told = "Every listing that answers the question, not one page of them."
    if form.name != "geojson":
        given, schemas = text_answer(form.mimetype, told), {}
    else:
        given = json_answer(ref("FeatureCollection"), told, form.mimetype)
        schemas = {"FeatureCollection": _COLLECTION, "Feature": _FEATURE}
    return Description(
        operation(f"Find listings: {form.label}", TAG, given, 400, 429, parameters=question()),
        schemas,
    )


_LINKS = listed(record(label=TEXT, url=TEXT))
SUGGEST_JSON = Description(
    operation(
        "Suggestions while somebody types",
        TAG,
        json_answer(
            record(names=_LINKS, categories=_LINKS, places=_LINKS),
            "Names, categories and places that begin like the words.",
        ),
        400,
        parameters=(
            in_query("q", "What was typed so far.", TEXT, "til"),
            in_query("only", "Places alone.", one_of("places")),
        ),
    )
)

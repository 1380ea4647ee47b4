"""The parameters of a question, in words and as JSON Schema: for who asks from another program.

The filters come from FACETS, by which they are read; the others stand here beside the limits that
`query_reading.py` reads them by, and a test holds the two together.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assetmap.domain.search.facets import FACETS, Facet, Labels
from assetmap.domain.search.query import PER_PAGE, PER_PAGE_MOST, SORTS, VIEWS, WORDS_LONGEST
from assetmap.domain.search.query_reading import AGE_MOST, NEAR_LONGEST, PAGE_MOST, WITHIN_MOST

Schema = dict[str, Any]

_CODE = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
_SIDE = r"-?[0-9]{1,3}(\.[0-9]{1,9})?"
_SPECIAL = re.compile(r"([\\.+*?()\[\]{}|^$])")  # in the patterns of JSON Schema
BOX: Schema = {"type": "string", "pattern": f"^{_SIDE}(,{_SIDE}){{3}}$"}
YES: Schema = {"type": "string", "enum": ["yes"]}


@dataclass(frozen=True)
class QueryParameter:
    """A parameter of an address: its name, what it means, the schema of its value.

    `is_many`: it may be given several times, and all must hold.
    """

    name: str
    means: str
    schema: Schema
    is_many: bool = False


def text_up_to(longest: int) -> Schema:
    """The schema of words with so many characters at most."""
    return {"type": "string", "maxLength": longest}


def _whole(least: int, most: int, usual: int | None = None) -> Schema:
    schema: Schema = {"type": "integer", "minimum": least, "maximum": most}
    return schema if usual is None else {**schema, "default": usual}


_PLAIN = (
    QueryParameter(
        "q",
        "The words of the question, in plain English. They may hold a place or a postcode.",
        text_up_to(WORDS_LONGEST),
    ),
    QueryParameter(
        "near",
        "A postcode, part of one, a place or a landmark, or a point such as 51.48,0.32.",
        text_up_to(NEAR_LONGEST),
    ),
    QueryParameter(
        "within",
        "Miles from the place.",
        {"type": "number", "exclusiveMinimum": 0, "maximum": WITHIN_MOST},
    ),
    QueryParameter("age", "The age of the person, in years.", _whole(0, AGE_MOST)),
    QueryParameter(
        "ward",
        "The code of one of today's wards: what lies in it, or says that it serves it.",
        {"type": "string", "pattern": _CODE},
    ),
    QueryParameter("bbox", "A part of the map, in degrees: west,south,east,north.", BOX),
    QueryParameter(
        "sort",
        "The order of the results.",
        {"type": "string", "enum": list(SORTS), "default": SORTS[0]},
    ),
    QueryParameter(
        "view",
        "How the page shows the answer. It changes no data.",
        {"type": "string", "enum": list(VIEWS), "default": VIEWS[0]},
    ),
    QueryParameter("exact", "Take the words just as they are typed.", YES),
    QueryParameter("older", "Also listings that nobody has confirmed for a long time.", YES),
    QueryParameter(
        "ignore",
        "What to take as plain words: a sort of wish such as day, or the id of an everyday word. "
        "A comma stands between several.",
        {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,59}(,[a-z0-9][a-z0-9-]{0,59}){0,29}$"},
    ),
    QueryParameter("page", "Which page of the results.", _whole(1, PAGE_MOST, 1)),
    QueryParameter("per_page", "How many on a page.", _whole(1, PER_PAGE_MOST, PER_PAGE)),
)


def query_parameters(choices: Mapping[str, Labels], needs: Labels) -> Iterator[QueryParameter]:
    """Every parameter of a question, with what each filter offers; `needs` are the subjects."""
    yield from _PLAIN
    yield QueryParameter(
        "need",
        _with_values("One of the subjects of the home page.", needs),
        {"type": "string", "enum": list(needs)},
    )
    yield from (_filter(facet, choices[facet.name]) for facet in FACETS.values())


# Their names, which depend on no borough.
QUERY_PARAMETERS = (*(each.name for each in _PLAIN), "need", *FACETS)


def _filter(facet: Facet, labels: Labels) -> QueryParameter:
    """A filter: given twice both must hold, and a comma means either."""
    values: Schema = {"type": "string"}  # where nothing of the kind is listed yet
    if labels:
        values["enum"] = list(labels)
    if len(labels) > 1:
        values = {"anyOf": [values, {"type": "string", "pattern": _several(labels)}]}
    means = f"{facet.label}. Given twice, both must hold; a comma inside one means either."
    return QueryParameter(
        facet.name, _with_values(means, labels), {"type": "array", "items": values}, is_many=True
    )


def _several(values: Iterable[str]) -> str:
    """The pattern of several values with commas between them."""
    one = "|".join(_SPECIAL.sub(r"\\\1", value) for value in values)
    return f"^({one})(,({one}))+$"


def _with_values(means: str, labels: Labels) -> str:
    told = "; ".join(f"`{value}`: {label}" for value, label in labels.items())
    return f"{means} {told}." if told else means

"""What the API's document says of what is on by day, and of a hub's week on paper."""

from assetmap.exchange.agenda_json import STATES
from assetmap.web.framework.api_description import (
    DAYS,
    SIZE,
    Description,
    file_answer,
    in_query,
    json_answer,
    operation,
    question,
)
from assetmap.web.framework.json_schema import (
    DAY,
    MOMENT,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    listed,
    one_of,
    or_null,
    record,
    ref,
)
from assetmap.web.search.find_description import KIND, MATCH, QUERY

TAG = "What is on"
HUB = in_query("hub", "Only what meets at one hub, by its id.", TEXT)

_TIME = record(
    start=MOMENT,
    end=MOMENT,
    state=one_of(*STATES.values()),
    at=or_null(TEXT),
    instead_of=or_null(MOMENT),
    why=or_null(TEXT),
)
_ENTRY = record(
    id=TEXT,
    name=TEXT,
    called=or_null(TEXT),
    kind=KIND,
    categories=listed(TEXT),
    venue=TEXT,
    place=TEXT,
    lat=or_null(NUMBER),
    lon=or_null(NUMBER),
    distance_m=or_null(WHOLE),
    cost=TEXT,
    phone=TEXT,
    unknown=listed(TEXT),
    is_sample=TRUTH,
    url=TEXT,
    times=listed(_TIME),
)
_DAY = record(
    date=DAY,
    holiday=or_null(TEXT),
    is_known=TRUTH,
    entries=listed(ref("OnOneDay")),
    over=listed(ref("OnOneDay")),
    left_out=WHOLE,
)
_AGENDA = record(
    query=QUERY,
    first=DAY,
    last=DAY,
    known_until=DAY,
    match=MATCH,
    fits_it_all=TRUTH,
    total=WHOLE,
    page=WHOLE,
    pages=WHOLE,
    days=listed(_DAY),
    every_day=listed(ref("OnOneDay")),
)
WHATS_ON_JSON = Description(
    operation(
        "What is on by day",
        TAG,
        json_answer(ref("WhatsOn"), "The days in order, and what is on in each."),
        *(400, 404, 410),
        parameters=(*question(), *DAYS, HUB),
        description="This week, unless other days are asked for. 404 where no hub has the id.",
    ),
    {"WhatsOn": _AGENDA, "OnOneDay": _ENTRY},
)
WHATS_ON_PDF = Description(
    operation(
        "A hub's week on one page of paper",
        TAG,
        file_answer("The page.", "application/pdf"),
        *(302, 400, 404, 410, 429),
        parameters=(HUB | {"required": True}, SIZE, *DAYS),
        description="Leads to the page of the week where no PDF can be made, or for days of "
        "which nothing is known.",
    )
)

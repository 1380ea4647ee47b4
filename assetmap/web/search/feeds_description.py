"""What the API's document says of calendars and the Atom feed."""

from assetmap.domain.times.days_asked import PARAMETERS
from assetmap.web.framework.api_description import (
    Description,
    in_path,
    in_query,
    operation,
    question,
    text_answer,
)
from assetmap.web.framework.json_schema import TEXT

TAG = "Calendars and feeds"
CALENDAR, ATOM = "text/calendar", "application/atom+xml"
HUB = "hub"  # the parameter that names whose week the page of what is on may be
# Of one page, not of the question: a feed is of everything that answers, from now on.
NOT_ASKED = (*PARAMETERS, HUB, "view", "page", "per_page", "sort")

_LISTING = in_path("listing_id", "The listing's id.", TEXT)
_HUB = in_path("listing_id", "The hub's id, or the beginning of it.", TEXT)

LISTING_CALENDAR = Description(
    operation(
        "The dates of one listing",
        TAG,
        text_answer(CALENDAR, "A calendar to subscribe to."),
        *(301, 304, 404, 410, 429),
        parameters=(_LISTING,),
        description="301 where the listing was merged into another one.",
    )
)
HUB_CALENDAR = Description(
    operation(
        "What is on at a hub",
        TAG,
        text_answer(CALENDAR, "A calendar to subscribe to."),
        *(301, 304, 404, 410, 429),
        parameters=(_HUB,),
    )
)
QUESTION_CALENDAR = Description(
    operation(
        "Every date of what answers a question",
        TAG,
        text_answer(CALENDAR, "A calendar to subscribe to."),
        *(302, 304, 400, 429),
        parameters=(
            *question(*NOT_ASKED),
            in_query(HUB, "A hub's id: leads to the calendar of that hub.", TEXT),
        ),
        description="`sort`, `view`, `page`, `per_page` and days are passed over: "
        "a calendar is of all that answers.",
    )
)
QUESTION_ATOM = Description(
    operation(
        "The listings that answer a question, the newest change first",
        TAG,
        text_answer(ATOM, "An Atom feed."),
        *(304, 400, 429),
        parameters=question(*NOT_ASKED),
    )
)

"""Days, hours and dates as people type them into the forms: kept as chosen, never a fault."""

import time
from dataclasses import replace

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.services.context import Context
from assetmap.services.listings.proposals import waiting
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.adding_forms import problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.test_bad_input import TYPED

AT = "/work/listings/knit-club/change?part=when"
WHEN = (
    "Tue 10:00-12:00 from 2026-01-06 until 2026-07-21 in term time",
    "Every 2 weeks Wed 14:00-16:00 from 2026-03-18",
    'Last Fri 09:00-10:00 called "Surgery" at St John’s Hall',
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15",
    "Every 6 weeks Mon 10:00-12:00 from 2026-03-16",
    "2026-04-18 10:00-12:00",
    "Ring for other times",
)
SCHEDULE = replace(
    parse_schedule(WHEN),
    opening=parse_rules([f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed")]),
    phone=parse_rules(["Every 2 weeks Mon 09:00-13:00 from 2026-03-16"]),
    bank_holidays="10:00-14:00",
    changes=(
        parse_change("2026-04-07 cancelled: no hall (again)"),
        parse_change("2026-04-15 10:00 moved to 2026-04-16 14:00-16:00 at The Annexe"),
        parse_change("2026-12-24 to 2027-01-02 closed: Christmas"),
    ),
)
SLOWEST = 5.0  # seconds, on a machine with much else to do; alone it is a tenth of one


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing(schedule=SCHEDULE))


@pytest.fixture
def client(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))


def proposed(context: Context) -> dict[str, object]:
    """What waits for an editor, by field."""
    return {change.field: change.after for each in waiting(context) for change in each.all_changes}


def test_what_is_sent_back_as_it_was_changes_nothing(client: Client, context: Context) -> None:
    assert send(client, AT).status_code == 422
    assert waiting(context) == []
    assert client.last is not None
    assert problems_on(client.last) == ["Nothing was changed."]


def test_a_change_of_one_row_leaves_all_that_no_row_can_show(
    client: Client, context: Context
) -> None:
    days = ["tue", "wed", "fri", "", ""]
    send(client, AT, when__to=["12:30", "16:00", "10:00", "", ""], when__day=days)
    when = ("Tue 10:00-12:30 from 2026-01-06 until 2026-07-21 in term time", *WHEN[1:])
    assert proposed(context) == {"when": when}


def test_words_are_shown_as_they_were_read_and_kept_once_agreed(
    client: Client, context: Context
) -> None:
    said = "every second Wednesday 2-4"
    answer = send(client, AT, when__words=f"Ring for other times\n{said}")
    assert answer.status_code == 422
    assert waiting(context) == []
    assert client.last is not None
    assert problems_on(client.last) == [f"Choose what you mean by “{said}”."]
    chosen = "2nd Wed 14:00-16:00"
    form = {"check-when-1-of": said, "check-when-1": chosen}
    send(client, AT, when__words=f"Ring for other times\n{said}", **form)
    (after,) = proposed(context).values()
    assert isinstance(after, tuple)
    assert set(after) == {*WHEN, chosen}


def test_hours_and_dates_are_proposed_as_people_wrote_them(
    client: Client, context: Context
) -> None:
    send(
        client,
        AT,
        opening_hours="Mon to Fri 9-5",
        bank_holidays="closed",
        changes="25 December closed\n21 April cancelled: no hall",
    )
    weekdays = ("Mon", "Tue", "Wed", "Thu", "Fri")
    assert proposed(context) == {
        "opening_hours": tuple(f"{day} 09:00-17:00" for day in weekdays),
        "bank_holidays": "closed",
        "changes": ("2026-04-21 cancelled: no hall", "2026-12-25 closed"),
    }


BAD = {
    "INTERVAL=0": {
        "when-words": "RRULE:FREQ=WEEKLY;INTERVAL=0;BYDAY=TU 10:00-12:00 from 2026-01-06"
    },
    "never occurs": {
        "when-words": "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 10:00-12:00 from 2026-01-06"
    },
    "end before start": {
        "when-words": "Tue 10:00-12:00 from 2026-07-21 until 2026-07-01",
    },
    "500 dates": {"changes": "\n".join(["21 April cancelled"] * 500)},
    "one that is not on": {"changes": "22 April 2026 cancelled\n19 April 2026 moved to noon"},
    "hours of nothing": {"opening_hours": "25-26"},
    "bank holidays": {"bank_holidays": "hours", "bank_holidays-hours": "lunch"},
}


@pytest.mark.parametrize("form", BAD.values(), ids=BAD)
def test_what_cannot_be_is_told_in_plain_words_at_once_and_stays_typed(
    client: Client, context: Context, form: dict[str, str]
) -> None:
    began = time.perf_counter()
    answer = send(client, AT, **form)
    assert time.perf_counter() - began < SLOWEST
    assert answer.status_code == 422
    assert client.last is not None
    assert problems_on(client.last)
    for text in form.values():
        assert text.split("\n")[0] in answer.text.replace("&#34;", '"')
    assert waiting(context) == []


BOXES = (
    *("when-words", "when-begins", "when-place", "when-name"),
    *("opening_hours", "phone_hours", "bank_holidays-hours", "changes"),
)


def test_whatever_is_typed_is_answered_and_escaped(client: Client) -> None:
    for text in TYPED.values():
        typed = text[:6_000]  # in all boxes together as much as one form may hold
        answer = send(client, AT, bank_holidays="hours", **dict.fromkeys(BOXES, typed))
        assert answer.status_code in (303, 400, 422), typed
        assert "<img src=x" not in answer.text
        assert "1337" not in answer.text

"""Series, hours and dates that differ go out in our files and come back without loss."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import notation, parse_rules, parse_schedule
from assetmap.exchange.csv_files import read_csv, write_csv
from assetmap.exchange.geojson_files import read_geojson, write_geojson
from assetmap.exchange.incoming import IncomingFile

SERIES = (
    "Tue 10:00-12:00 from 2026-01-06 until 2026-07-21 in term time",
    "Every 2 weeks Wed 14:00-16:00 from 2026-03-18",
    'Last Fri 09:00-10:00 called "Surgery; ask first" at St John\'s Hall; Grays',
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE 10:00-12:00 from 2026-01-05",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15",
    "2026-04-18 10:00-12:00",
    "Fri 22:00-02:00",
)
CHANGES = (
    "2026-04-07 cancelled: no hall; sorry",
    "2026-04-14 10:00 moved to 2026-04-15 14:00-16:00 at The Annexe",
    "2026-12-24 open 10:00-13:00",
    "2026-12-25 to 2026-12-28 closed",
)


@pytest.fixture
def timed(full: Listing) -> Listing:
    schedule = replace(
        parse_schedule((*SERIES, "Ring for times"), "All year", [date(2026, 5, 4)]),
        opening=parse_rules([f"{day} 09:00-17:00" for day in ("Mon", "Tue", "Wed")]),
        phone=parse_rules(["Mon 09:00-13:00 until 2026-12-18"]),
        bank_holidays="10:00-14:00",
        changes=tuple(parse_change(line) for line in CHANGES),
    )
    return replace(full, schedule=schedule)


def read_back(batch: IncomingFile) -> Listing:
    (incoming,) = batch.rows
    return incoming.listing


def test_in_csv(timed: Listing, words: Vocabulary) -> None:
    text = "".join(write_csv([public_view(timed)]))
    assert read_back(read_csv(text.encode(), words)).schedule == timed.schedule


def test_in_geojson(timed: Listing, words: Vocabulary) -> None:
    text = "".join(write_geojson([public_view(timed)], title="Times"))
    assert read_back(read_geojson(text.encode(), words)).schedule == timed.schedule


def test_other_peoples_csv_with_rules_that_have_semicolons(words: Vocabulary) -> None:
    cell = "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 10:00-12:00 from 2026-01-06;Mon 10:00-11:00"
    table = io.StringIO()
    csv.writer(table).writerows([["name", "place", "when"], ["Knit Club", "Tilbury", cell]])
    listing = read_back(read_csv(table.getvalue().encode(), words))
    assert [notation(rule) for rule in listing.schedule.rules] == [
        "Every 2 weeks Tue 10:00-12:00 from 2026-01-06",
        "Mon 10:00-11:00",
    ]


@pytest.mark.parametrize("kind", ["csv", "geojson"])
def test_loose_words_in_other_peoples_files(words: Vocabulary, kind: str) -> None:
    said = "Alternate Thursdays 10-12 from 8 January 2026 except bank holidays"
    row = {"name": "Knit Club", "place": "Tilbury", "when": said}
    if kind == "csv":
        data = "\n".join([",".join(row), ",".join(row.values())])
        batch = read_csv(data.encode(), words)
    else:
        feature = {"type": "Feature", "geometry": None, "properties": row}
        document = {"type": "FeatureCollection", "features": [feature]}
        batch = read_geojson(json.dumps(document).encode(), words)
    schedule = read_back(batch).schedule
    assert [notation(rule) for rule in schedule.rules] == [
        "Every 2 weeks Thu 10:00-12:00 from 2026-01-08"
    ]
    assert (schedule.bank_holidays, schedule.words) == ("closed", ())
    assert "bank_holidays" in batch.fields


def test_what_can_mean_two_things_stays_words_and_the_report_says_both(words: Vocabulary) -> None:
    text = "name,kind,place,when\nKnit Club,group,Tilbury,every second Wednesday 2-4\n"
    batch = read_csv(text.encode(), words)
    (incoming,) = batch.rows
    assert incoming.listing.schedule.words == ("every second Wednesday 2-4",)
    assert incoming.notes == (
        (
            "We kept the times as words: “every second Wednesday 2-4”. “every second Wednesday "
            "2-4” can mean: Second Wednesday of the month, 2pm to 4pm; or: Every other Wednesday, "
            "2pm to 4pm."
        ),
    )

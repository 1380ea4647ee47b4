"""What the table of all listings keeps of each."""

from datetime import UTC, date, datetime, timedelta, timezone

from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Checked, Contact, Kind, Precision, Status, Where
from assetmap.search_index.listing_arrays import ListingArrays
from assetmap.search_index.listing_columns import (
    NO_TIME,
    PROOFS,
    STATUSES,
    UNCHECKED,
    ListingEntry,
    moment,
    sort_area,
    time_of,
)
from assetmap.search_index.row_columns import KINDS, NEVER, text_hash
from tests.factories import a_listing

RULES = UpkeepRules()


def day(*parts: int) -> int:
    return date(*parts).toordinal()


def test_a_listing_in_numbers_and_texts() -> None:
    listing = a_listing(
        "one",
        kind=Kind.HUB,
        name="Café Ost",
        also_known_as=("East",),
        former_names=("Old",),
        status=Status.PLANNED,
        opens_on=date(2026, 5, 1),
        evidence=(Evidence(Proof.CQC, date(2026, 1, 2), date(2027, 1, 2)),),
        checked=Checked(date(2026, 3, 3), unanswered=(date(2026, 3, 9), date(2026, 3, 5))),
        steward="p-1",
        merged_into="two",
        public=Contact(email="Team@ost.example ", website="https://www.ost.example/"),
        created_at=datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC),
    )
    arrays = ListingArrays.of([ListingEntry.of(listing, RULES)])
    assert {name: array.tolist() for name, array in arrays.kept.flat.items()} == {
        "status": [STATUSES.index(Status.PLANNED)],
        "kind": [KINDS.index(Kind.HUB)],
        "checked_on": [day(2026, 3, 3)],
        "is_checked": [True],
        "due_on": [day(2026, 3, 9)],  # nobody answered twice
        "ask_on": [day(2026, 2, 7)],
        "overdue_on": [day(2026, 3, 9)],
        "unconfirmed_on": [day(2026, 12, 2)],
        "lapsed_on": [day(2027, 3, 2)],
        "ends_on": [NEVER],
        "opens_on": [day(2026, 5, 1)],
        "has_point": [True],
        "website": [text_hash("ost.example")],
        "email": [text_hash("team@ost.example")],
        "match_mark": [arrays.kept.flat["match_mark"][0]],
        "created_at": [1_000_000],
        "changed_at": [NO_TIME],
    }
    coded = {name: each.at(0) for name, each in arrays.kept.coded.items()}
    assert coded == {
        "steward": "p-1",
        "source": "test",
        "merged_into": "two",
        "place": "Tilbury",
        "area_served": "",
        "sort_area": "tilbury",
        "ground": "tilbury",
    }
    assert {name: arrays.kept.text(name, 0) for name in arrays.kept.packed} == {
        "name": "cafe ost",
        "names": "cafe ost east old",
        "web_address": "https://www.ost.example/",
    }
    proofs, calls = arrays.kept.lists["proof"], arrays.kept.lists["unanswered"]
    assert {name: column.tolist() for name, column in proofs.columns.items()} == {
        "proof": [PROOFS.index(Proof.CQC)],
        "seen_on": [day(2026, 1, 2)],
        "expires": [day(2027, 1, 2)],
    }
    hashes = {name: arrays.kept.lists[name].columns["hash"] for name in ("called", "house", "word")}
    words = ("categories create/crafts", "audience older", "access step-free")
    assert {name: set(column.tolist()) for name, column in hashes.items()} == {
        "called": {text_hash("cafe ost"), text_hash("east")},
        "house": {text_hash("dock road hall")},
        "word": set(map(text_hash, words)),
    }
    assert calls.columns["on"].tolist() == [day(2026, 3, 9), day(2026, 3, 5)]


def test_what_nobody_checked_has_no_day_of_a_check() -> None:
    arrays = ListingArrays.of([ListingEntry.of(a_listing(checked=Checked()), RULES)])
    flat = arrays.kept.flat
    assert (flat["checked_on"].tolist(), flat["is_checked"].tolist()) == ([UNCHECKED], [False])
    assert flat["unconfirmed_on"].tolist() == [NEVER]


def test_a_secret_place_is_no_area_to_go_by() -> None:
    ways = {
        "town": Where(Precision.VENUE, place="Grays", area_served="Tilbury"),
        "covers": Where(Precision.AREA, area_served="Tilbury"),
        "secret": Where(Precision.WITHHELD, place="Grays", area_served="Essex"),
    }
    found = {name: sort_area(a_listing(where=where)) for name, where in ways.items()}
    assert found == {"town": "Grays", "covers": "Tilbury", "secret": "Essex"}


def test_times_are_told_to_the_microsecond_in_any_zone() -> None:
    at = datetime(2026, 7, 1, 12, 30, 0, 123457, tzinfo=timezone(timedelta(hours=1)))
    assert time_of(moment(at)) == at
    assert moment(None) == NO_TIME
    assert moment(datetime(1970, 1, 1)) == 0

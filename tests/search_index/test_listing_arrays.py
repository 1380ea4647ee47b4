"""The table of all listings answers as looking at each of them does, after any edits."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Checked, Kind, Listing, Status
from assetmap.domain.listings.planned import was_to_open_on
from assetmap.domain.text import fold
from assetmap.search_index.listing_arrays import ListingArrays
from assetmap.search_index.listing_columns import RUNGS, ListingEntry, moment
from tests.factories import a_listing
from tests.properties import quick
from tests.search_index.generations import Generations, generations, reopened, told

RULES = UpkeepRules()
TODAY = date(2026, 3, 16)
DAYS = st.sampled_from([TODAY + timedelta(days=n) for n in (-400, -200, -30, -1, 0, 1, 20, 300)])
MAYBE = st.one_of(st.none(), DAYS)
PROOF = st.builds(Evidence, st.sampled_from(list(Proof)[:2]), DAYS, MAYBE)
CHECKED = st.builds(
    Checked,
    MAYBE,
    reported=st.lists(DAYS, max_size=2).map(tuple),
    unanswered=st.lists(DAYS, max_size=2).map(tuple),
)
LISTINGS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(list(Status)),
        "name": st.sampled_from(["Knit", "knit", "Ärger", "Zoo", "Zoo 2", ""]),
        "evidence": st.lists(PROOF, max_size=3).map(tuple),
        "checked": CHECKED,
        "opens_on": MAYBE,
        "source": st.sampled_from(["local", "csv"]),
        "when": st.sampled_from([["Tue 10:00-12:00"], ["2026-03-15 10:00"], ["2026-03-16 10:00"]]),
        "published_on": MAYBE,
    }
)


def entries(drawn: list[dict[str, Any]]) -> list[ListingEntry]:
    listings = [a_listing(f"{n:02}", **parts) for n, parts in enumerate(drawn)]
    return [ListingEntry.of(listing, RULES) for listing in listings]


def opened(table: ListingArrays) -> ListingArrays:
    arrays = reopened(table.arrays())
    return ListingArrays.of_arrays({k: np.asarray(v) for k, v in arrays.items()})


def _at(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


def has_run_out(listing: Listing) -> bool:
    held = {each.proof for each in listing.evidence if each.holds(TODAY)}
    return any(
        each.proof not in held and each.expires is not None and each.expires < TODAY
        for each in listing.evidence
    )


@quick
@given(generations(LISTINGS))
def test_what_is_changed_is_as_if_made_anew(directory: Generations[dict[str, Any]]) -> None:
    table = ListingArrays.of(entries([directory.first[key] for key in sorted(directory.first)]))
    for edit, new, drawn in directory.edits():
        table = opened(table.with_changed(edit, entries(new)))
        every = entries(drawn)
        assert told(table.arrays()) == told(ListingArrays.of(every).arrays())
        parts = [ListingArrays.of(every[:3]), ListingArrays.of([]), ListingArrays.of(every[3:])]
        assert told(ListingArrays.joined(parts).arrays()) == told(table.arrays())


@quick
@given(st.lists(LISTINGS, max_size=8))
def test_it_answers_as_each_listing_does(drawn: list[dict[str, Any]]) -> None:
    every = entries(drawn)
    table, listings = ListingArrays.of(every), [each.listing for each in every]
    assert table.is_public.tolist() == [each.status.is_public for each in listings]
    assert table.is_of_source("csv").tolist() == [each.source == "csv" for each in listings]
    assert table.is_finished(TODAY).tolist() == [is_finished(each, TODAY) for each in listings]
    opening = [was_to_open_on(each, TODAY) is not None for each in listings]
    assert table.was_to_open(TODAY).tolist() == opening
    in_vain = [TODAY in each.checked.unanswered for each in listings]
    assert table.was_rung_in_vain_on(TODAY).tolist() == in_vain
    rungs = [RUNGS[number] for number in table.rung(TODAY).tolist()]
    assert rungs == [each.standing.on(TODAY) for each in every]
    assert table.has_run_out(TODAY).tolist() == [has_run_out(each) for each in listings]
    knit = [fold(each.name) == "knit" for each in listings]
    assert table.holds("called", ["knit", "nobody"]).tolist() == knit
    assert table.is_kind(Kind.GROUP).all()
    assert not table.is_kind(Kind.HUB).any()
    names = [(fold(each.name), each.id) for each in listings]
    assert [names[at] for at in table.by_name.tolist()] == sorted(names)
    assert table.name_rank.tolist() == [sorted(names).index(each) for each in names]


def test_the_newest_change_is_the_first_of_several_at_one_time() -> None:
    times = (None, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    listings = [
        a_listing(str(n), changed_at=None if on is None else _at(on)) for n, on in enumerate(times)
    ]
    table = ListingArrays.of([ListingEntry.of(each, RULES) for each in listings])
    found = {
        "all": table.newest_change(np.ones(4, bool)),
        "some": table.newest_change(np.array([True, True, False, False])),
        "without": table.newest_change(np.array([True, False, False, False])),
        "none": table.newest_change(np.zeros(4, bool)),
    }
    assert found == {"all": 2, "some": 1, "without": None, "none": None}
    assert ListingArrays.of([]).newest_change(np.zeros(0, bool)) is None
    assert table.kept.flat["changed_at"][1] == moment(_at(TODAY))

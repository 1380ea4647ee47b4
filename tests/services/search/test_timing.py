"""Which listings are on when a question asks, and by which of their sessions."""

from datetime import date, datetime, time

import numpy as np
import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preferences import extract_preferences
from assetmap.domain.times.schedule import DAYS, LONDON
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.search.timing import LOOK_AHEAD, timing_of
from tests.conftest import ContextMaker
from tests.factories import a_listing

NOW = datetime(2026, 3, 16, 9, tzinfo=LONDON)  # a Monday
DAY, TIME, HOURS = PreferenceKind.DAY, PreferenceKind.TIME, PreferenceKind.HOURS


@pytest.fixture
def snapshot(make_context: ContextMaker) -> Snapshot:
    return (
        make_context(
            a_listing("mon-and-tue-night", when=["Mon 10:00-12:00", "Tue 19:00-21:00"]),
            a_listing("tue", when=["Tue 10:00-12:00"]),
            a_listing("first-tue", when=["1st Tue 14:00-15:00"]),
            a_listing("open", when=["Tue 08:00-20:00"]),
            a_listing("once", when=["2026-03-18 10:00-12:00"]),
            a_listing("worded", when=["Tuesday mornings"]),
            a_listing("lift", when=[], kind=Kind.SERVICE),
            a_listing("unknown", when=["Ring us"]),
        )
        .directory_cache.current()
        .snapshot
    )


def fits(snapshot: Snapshot, words: str) -> str:
    """The listings that are on when some words say, by name."""
    read = extract_preferences(words, NOW.date()).preferences
    timing = timing_of(snapshot, read, NOW)
    assert timing is not None, words
    return " ".join(
        sorted(each for each, is_on in zip(snapshot.ids, timing.fits, strict=True) if is_on)
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Tuesdays", "first-tue lift mon-and-tue-night open tue worded"),
        # Taken together: Tuesday evening is one session.
        ("on Monday evenings", "lift"),
        ("on Tuesday evenings", "lift mon-and-tue-night open"),
        ("on Tuesday mornings", "lift open tue worded"),
        ("on Monday or Wednesday", "lift mon-and-tue-night once"),
        # A date: what is monthly is on then or not, and words name no date.
        ("tomorrow", "lift mon-and-tue-night open tue"),
        ("on Wednesday 18 March", "lift once"),
        ("today", "lift mon-and-tue-night"),
        ("after 2", "first-tue lift mon-and-tue-night open"),
        ("on Tuesday between 2 and 4", "first-tue lift open"),
        ("tomorrow after 7pm", "lift mon-and-tue-night open"),
        ("on Sunday", "lift"),
    ],
)
def test_sessions_are_on_when_the_words_say(snapshot: Snapshot, words: str, expected: str) -> None:
    assert fits(snapshot, words) == expected


def test_words_that_name_no_time_select_nothing(snapshot: Snapshot) -> None:
    free = Preference(PreferenceKind.COST, ("free",), "free", "Free")
    assert timing_of(snapshot, (), NOW) is None
    assert timing_of(snapshot, [free], NOW) is None


def test_odd_wishes_are_taken_as_they_are(snapshot: Snapshot) -> None:
    backwards = Preference(HOURS, (), "x", "x", earliest=time(20), latest=time(6))
    always = Preference(HOURS, (), "x", "x")
    nowhere = Preference(DAY, ("tue",), "x", "x", (date(2026, 3, 19),))  # a Thursday
    found = {
        "backwards": timing_of(snapshot, [backwards], NOW),
        "always": timing_of(snapshot, [always], NOW),
        "nowhere": timing_of(snapshot, [nowhere], NOW),
    }
    rows = {name: int(timing.rows.sum()) for name, timing in found.items() if timing}
    assert rows == {"backwards": 0, "always": 6, "nowhere": 0}


def test_soonest_puts_the_next_session_first(snapshot: Snapshot) -> None:
    any_day = Preference(DAY, DAYS, "any day", "Any day")
    timing = timing_of(snapshot, [any_day], NOW)
    assert timing is not None
    soonest = timing.soonest(snapshot, NOW)
    never = soonest == np.iinfo(np.int32).max
    order = [snapshot.ids[n] for n in np.argsort(soonest, kind="stable") if not never[n]]
    assert order == ["mon-and-tue-night", "tue", "open", "once", "first-tue"]
    assert LOOK_AHEAD >= 7 * 5


def test_empty_directory_is_on_never(make_context: ContextMaker) -> None:
    snapshot = make_context().directory_cache.current().snapshot
    assert fits(snapshot, "on Tuesdays after 6") == ""

"""What was asked and not found, over a real store."""

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.reports.search_counts import SearchChannel
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.handouts.unmet_needs import add_gap
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.asked import (
    AskedLine,
    asked,
    asked_about,
    asked_csv,
    asked_in_vain,
    forget_words,
    notes_about,
)
from assetmap.services.reports.search_counter import CountedSearch, count_searches
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker

MANAGER = Actor(Person("p-m", "Mo", roles=(Role.MANAGER,)))
EDITOR = Actor(Person("p-e", "Ed", roles=(Role.EDITOR,)))


def ask(
    context: Context, words: str, times: int, place: str = "", match: Match = Match.NONE
) -> None:
    """Ask so often, each time from another browser."""
    hits = context.hits
    count_searches(
        context,
        hits,
        [
            CountedSearch(words, place, match, SearchChannel.PUBLIC, f"{place} {match} {number}")
            for number in range(times)
        ],
    )


def test_only_what_came_up_often_is_told(make_context: ContextMaker) -> None:
    context = make_context()
    ask(context, "harp lessons", 4)
    ask(context, "men's cooking", 6, "Purfleet")
    ask(context, "lunch", 9, "Grays", Match.GOOD)
    cooking = AskedLine(
        *("mens cooking", 6, 6, Match.NONE, {Match.NONE: 6}, (("Purfleet", 6),), ("2026-03",))
    )
    lunch = AskedLine("lunch", 9, 0, Match.GOOD, {Match.GOOD: 9}, (("Grays", 9),), ("2026-03",))
    assert asked(context, MANAGER) == [cooking, lunch]
    assert asked_in_vain(context, MANAGER) == [cooking]
    assert list(asked_csv([cooking])) == [
        "words,times,mostly,places,months\r\n",
        "mens cooking,6,Nothing found,Purfleet 6,2026-03\r\n",
    ]


def test_no_small_count_is_left_to_subtract(make_context: ContextMaker) -> None:
    context = make_context()
    ask(context, "judo", 7, "Grays")
    ask(context, "judo", 2, "Tilbury", Match.GOOD)
    assert asked(context, MANAGER) == [
        AskedLine("judo", 9, 7, Match.NONE, {}, (("Grays", None),), ("2026-03",))
    ]


def test_a_wording_is_taken_out_for_good_by_who_may(make_context: ContextMaker) -> None:
    context = make_context()
    ask(context, "thistlewood lunch", 5)
    with pytest.raises(NotAllowed):
        forget_words(context, MANAGER, "thistlewood lunch")
    assert forget_words(context, EDITOR, "thistlewood lunch") == 1
    assert asked(context, EDITOR) == []
    with pytest.raises(NotFound):
        forget_words(context, EDITOR, "thistlewood lunch")
    volunteer = Actor(Person("p-v", roles=(Role.VOLUNTEER,)))
    with pytest.raises(NotAllowed):
        asked(context, volunteer)


def test_what_was_asked_is_told_beside_its_subject(make_context: ContextMaker) -> None:
    context = make_context()
    ask(context, "dementia cafe", 6, "Tilbury")
    about = {x.slug for x in context.borough.words.every_category() if "dementia" in x.slug}
    assert [each.words for each in asked_about(context, MANAGER, about)] == ["dementia cafe"]
    assert asked_about(context, MANAGER, ["home/pets"]) == []


def test_notes_of_the_gap_log_count_for_their_subject(make_context: ContextMaker) -> None:
    context = make_context()
    coordinator = Actor(Person("p-c", roles=(Role.COORDINATOR,)))
    for _ in range(3):
        add_gap(context, coordinator, "home/pets", "Tilbury", "a walk for a dog")
    assert notes_about(context, MANAGER, ["home/pets"]) == 3
    assert notes_about(context, MANAGER, ["meet"]) == 0

"""Roles are shown to who wants to give, and one beside the list to who asks for something else."""

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer, Hit, Part
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.map_points import map_points
from assetmap.services.search.selection import select
from tests.services.search.everyday_giving import ASKERS, GIVERS

ROLE = Kind.VOLUNTEERING_ROLE


def ask(context: Context, **question: object) -> Answer:
    return answer(context, Search(per_page=100, **question))  # type: ignore[arg-type]


def roles_in(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.listing.id for hit in hits if hit.listing.shown.kind is ROLE]


def test_there_are_enough_sentences() -> None:
    assert len(set(GIVERS)) >= 20
    assert len(set(ASKERS)) >= 30


@pytest.mark.parametrize("words", GIVERS)
def test_who_wants_to_give_gets_a_role_in_front(sample_context: Context, words: str) -> None:
    found = ask(sample_context, words=words)
    assert found.understood.wants_to_give
    assert roles_in(found.hits[:3])
    assert found.give is None


@pytest.mark.parametrize("words", ASKERS)
def test_who_asks_for_help_gets_no_role_among_it(sample_context: Context, words: str) -> None:
    found = ask(sample_context, words=words)
    assert not found.understood.wants_to_give
    assert roles_in((*found.hits, *found.nearest)) == []
    if found.give is not None:
        assert (found.give.listing.shown.kind, found.give.part) == (ROLE, Part.GIVE)


def test_give_is_what_fits_what_was_asked(sample_context: Context) -> None:
    for words, role in (("gardening", "garden-volunteer-at-orchard-barn"), ("jogging", None)):
        give = ask(sample_context, words=words).give
        assert give is not None
        assert role in (None, give.listing.id)
    assert ask(sample_context, words="chiropodist").give is None


def test_nobody_in_danger_is_asked_to_give(sample_context: Context) -> None:
    found = ask(sample_context, words="I want to end my life, I used to volunteer")
    assert found.understood.is_urgent
    assert roles_in(found.hits) == []
    assert found.give is None


@pytest.mark.parametrize(
    "question",
    [
        {"kind": (("volunteering-role",),)},
        {"kind": (("hub", "volunteering-role"),)},
        {"category": (("give/volunteering",),)},
        {"category": (("give",),)},
        {"need": "give"},
        {"words": "English", "kind": (("volunteering-role",),)},
    ],
)
def test_filters_for_roles_show_them(sample_context: Context, question: dict[str, object]) -> None:
    found = ask(sample_context, **question)
    assert roles_in(found.hits)
    assert found.give is None


@pytest.mark.parametrize(
    "question",
    [
        {"near": "Tilbury"},
        {"day": (("tue",),)},
        {"category": (("meet",),)},
        {"category": (("give/repair",),)},
        {"need": "lonely"},
        {"kind": (("group",),)},
        {"near": "Tilbury", "sort": "name"},
    ],
)
def test_without_a_filter_for_them_there_are_none(
    sample_context: Context, question: dict[str, object]
) -> None:
    found = ask(sample_context, **question)
    selection = select(sample_context, Search(**question))  # type: ignore[arg-type]
    assert ROLE not in {listing.shown.kind for listing in selection.listings}
    assert found.total == len(selection.order)
    points = map_points(sample_context, Search(**question), None, 10)  # type: ignore[arg-type]
    assert ROLE not in {listing.shown.kind for listing in points.singles}


def test_who_asks_for_nothing_gets_the_whole_directory(sample_context: Context) -> None:
    found, everything = ask(sample_context), sample_context.directory_cache.current().snapshot
    assert (found.total, found.give) == (len(everything), None)
    role = next(value for value in found.facets["kind"] if value.value == ROLE)
    assert role.count == ask(sample_context, kind=((ROLE,),)).total > 0


def test_a_tile_offers_one_role_about_the_same_and_browsing_offers_none(
    sample_context: Context,
) -> None:
    give = ask(sample_context, need="lonely").give
    assert give is not None
    assert any(slug.startswith("meet") for slug in give.listing.shown.categories)
    assert ask(sample_context).give is None
    assert ask(sample_context, near="Tilbury").give is None


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Lunch club cook", "lunch-club-cook"),
        ("lunch clubb cook", "lunch-club-cook"),
        ("Minibus driver", "minibus-driver-wednesdays"),
        ("trustee with an eye for buildings", "trustee-with-an-eye-for-buildings"),
    ],
)
def test_a_role_asked_for_by_its_name_stands_first(
    sample_context: Context, words: str, role: str
) -> None:
    assert ask(sample_context, words=words).hits[0].listing.id == role


@pytest.mark.parametrize("words", ["lunch", "tea", "walk", "garden"])
def test_a_word_that_begins_a_roles_name_puts_no_role_first(
    sample_context: Context, words: str
) -> None:
    assert roles_in(ask(sample_context, words=words).hits[:1]) == []


def test_time_bank_offers_are_help_and_stay(sample_context: Context) -> None:
    kinds = {hit.listing.shown.kind for hit in ask(sample_context, words="help with ironing").hits}
    assert Kind.TIME_BANK_OFFER in kinds


def test_a_filter_counts_what_choosing_it_would_show(sample_context: Context) -> None:
    for question in ({}, {"words": "garden"}, {"near": "Tilbury"}):
        counts = {
            facet: {each.value: each.count for each in values}
            for facet, values in ask(sample_context, **question).facets.items()
        }
        for facet, value in (
            *(("kind", "volunteering-role"), ("kind", "group")),
            *(("category", "give/volunteering"), ("category", "give"), ("category", "meet")),
        ):
            chosen = ask(sample_context, **question, **{facet: ((value,),)})
            assert counts[facet].get(value, 0) == chosen.total_known

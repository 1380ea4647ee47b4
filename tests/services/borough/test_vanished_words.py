from collections.abc import Sequence
from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Status
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy
from assetmap.services.borough.vanished_words import vanished_words
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.borough.boroughs import (
    with_categories,
    with_category,
    with_words,
    without_category,
)
from tests.services.borough.uses import a_proposal, keep

CRAFTS = "create/crafts"


def club(name: str = "Knit Club", listing_id: str = "knit-club") -> UsedBy:
    return UsedBy(name, f"/work/listings/{listing_id}")


def told(context: Context, after: Borough) -> list[ChangeProblem]:
    return list(vanished_words(context, context.borough, after))


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED, Status.IN_REVIEW])
def test_one_listing_that_is_not_public_keeps_its_category(
    make_context: ContextMaker, status: Status
) -> None:
    context = make_context(a_listing(status=status))
    word = status.label.lower()
    assert told(context, without_category(context.borough, CRAFTS)) == [
        ChangeProblem(
            "categories",
            CRAFTS,
            f"The category “Crafts and textiles” cannot go: 1 listing ({word}) uses it:"
            " “Knit Club”. Give it another category first.",
            (club(),),
        )
    ]


def test_many_users_are_counted_and_ten_are_named(make_context: ContextMaker) -> None:
    listings = [a_listing(f"club-{at:02}", name=f"Club {at:02}") for at in range(12)]
    context = make_context(*listings)
    keep(context, a_proposal("p", "categories", CRAFTS))
    assert told(context, without_category(context.borough, CRAFTS)) == [
        ChangeProblem(
            "categories",
            CRAFTS,
            "The category “Crafts and textiles” cannot go: 12 listings and 1 proposed change"
            " use it: “Club 00” and others. Give them another category first.",
            tuple(club(f"Club {at:02}", f"club-{at:02}") for at in range(10)),
            3,
        )
    ]


def test_what_nothing_names_can_go_and_what_is_new_can_come(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    borough = context.borough
    assert told(context, borough) == []
    assert told(context, without_category(borough, "active/running")) == []
    assert told(context, with_category(borough, CRAFTS, label="Making", hint="By hand")) == []
    words = borough.words
    turned = with_words(
        borough,
        categories=tuple(reversed(words.categories)),
        audiences=tuple(reversed(words.audiences)),
        access=tuple(reversed(words.access)),
        needs=words.needs[1:],
        likings=words.likings[:-1],
    )
    assert told(context, turned) == []


def test_a_first_level_goes_with_all_that_stands_within_it(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("band", categories=("create",), name="Band"))
    after = without_category(context.borough, "create")
    places = [(each.place, each.used_by) for each in told(context, after)]
    assert places == [
        ("create", (club("Band", "band"),)),
        (CRAFTS, (club(),)),
    ]


@pytest.mark.parametrize(
    ("slug", "label", "listings"),
    [
        ("create/handicraft", "Crafts and textiles", ()),  # by its label
        ("create/handicraft", "Handicraft", (a_listing(),)),  # by its place
    ],
)
def test_another_slug_is_told_to_stay_as_it_was(
    make_context: ContextMaker, slug: str, label: str, listings: Sequence[object]
) -> None:
    context = make_context(*listings)
    after = with_category(context.borough, CRAFTS, slug=slug, label=label)
    users = " 1 listing uses it: “Knit Club”." if listings else ""
    assert told(context, after) == [
        ChangeProblem(
            "categories",
            CRAFTS,
            "Put the short name “create/crafts” back in place of “create/handicraft”. Short names"
            f" are for good, because links and files use them: change the label instead.{users}",
            (club(),) if listings else (),
        )
    ]


def test_an_unused_category_may_make_room_for_another(make_context: ContextMaker) -> None:
    context = make_context()
    after = with_category(context.borough, CRAFTS, slug="create/circus", label="Circus")
    assert told(context, after) == []


def test_audiences_and_access_stay_while_listings_name_them(make_context: ContextMaker) -> None:
    listing = a_listing(audience=("older", "men"), access=("parking", "bsl"))
    context = make_context(listing)
    words = context.borough.words
    after = with_words(
        context.borough,
        audiences=tuple(each for each in words.audiences if each.slug not in ("men", "everyone")),
        access=tuple(each for each in words.access if each.slug not in ("parking", "online")),
    )
    labels = {each.slug: each.label for each in (*words.audiences, *words.access)}
    fixed = "must stay: the directory itself asks for it. You can change its label."
    used = "cannot go: 1 listing uses it: “Knit Club”. Take it off there first."
    assert told(context, after) == [
        ChangeProblem("audiences", "everyone", f"The group of people “Everyone” {fixed}"),
        ChangeProblem(
            "audiences", "men", f"The group of people “{labels['men']}” {used}", (club(),)
        ),
        ChangeProblem("access", "parking", f"The access feature “Parking” {used}", (club(),)),
        ChangeProblem("access", "online", f"The access feature “{labels['online']}” {fixed}"),
    ]


def test_a_tile_a_wish_and_giving_time_are_not_lost_unseen(make_context: ContextMaker) -> None:
    context = make_context()
    before = context.borough
    give = next(each for each in before.words.likings if each.slug == "give")
    tiles = [each for each in before.words.needs if each.categories == ("give",)]
    bare = without_category(before, "give")
    words = bare.words
    after = replace(
        bare,
        words=replace(
            words,
            needs=tuple(each for each in words.needs if each not in tiles),
            likings=tuple(each for each in words.likings if each.slug != "give"),
        ),
        giving=replace(before.giving, categories=()),
    )
    problems = [each for each in told(context, after) if each.place == "give"]
    users = (
        *(UsedBy(each.label, f"/find?need={each.slug}") for each in tiles),
        UsedBy(give.label),
        *(
            (UsedBy("Who asks for ways to give time"),)
            if "give" in before.giving.categories
            else ()
        ),
    )
    assert [each.used_by for each in problems] == [users]


def test_tiles_and_signposts_keep_their_slugs(make_context: ContextMaker) -> None:
    context = make_context()
    borough = context.borough
    need, signpost = borough.words.needs[0], borough.signposts[0]
    after = replace(
        with_words(borough, needs=(replace(need, slug="new"), *borough.words.needs[1:])),
        signposts=(replace(signpost, slug="teeth"), *borough.signposts[1:]),
    )
    instead = (
        "Short names are for good, because links and files use them: change the label instead."
    )
    assert told(context, after) == [
        ChangeProblem(
            "needs",
            need.slug,
            f"Put the short name “{need.slug}” back in place of “new”. {instead}",
        ),
        ChangeProblem(
            "signposts",
            "dentist",
            f"Put the short name “dentist” back in place of “teeth”. {instead}",
        ),
    ]


def test_two_levels_under_another_name_are_all_told(make_context: ContextMaker) -> None:
    context = make_context()
    after = with_categories(
        context.borough,
        lambda each: (
            replace(each, slug=each.slug.replace("meet", "social", 1))
            if each.slug.partition("/")[0] == "meet"
            else each
        ),
    )
    within = next(each for each in context.borough.words.categories if each.slug == "meet").within
    assert [each.place for each in told(context, after)] == [
        "meet",
        *(each.slug for each in within),
    ]

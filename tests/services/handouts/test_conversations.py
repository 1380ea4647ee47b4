"""Choosing the twelve: near, soon, checked, mixed, and always a way to give."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.handouts.conversation import MOST, Conversation
from assetmap.domain.listings.listing import Checked, Kind, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.services.context import Context
from assetmap.services.handouts.conversations import Options, options_for
from assetmap.services.handouts.must_haves import languages
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing

NEAR = Conversation(near="RM18 7TB")
FAR = Where(
    Precision.VENUE,
    venue="Far Hall",
    place="Ockendon",
    point=Point(51.52, 0.29),
    postcode="RM15 5DX",
    authority="E06000034",
)
ROLE = Kind.VOLUNTEERING_ROLE


def ids(found: Options) -> list[str]:
    return [option.hit.listing.id for option in found.options]


def kinds(found: Options) -> list[Kind]:
    return [option.hit.listing.shown.kind for option in found.options]


def test_near_and_soon_and_checked_come_first(make_context: ContextMaker) -> None:
    old = Checked(date(2025, 11, 1), "Thurrock CVS")
    context = make_context(
        a_listing("far", where=FAR),
        a_listing("late", when=["2026-05-05 10:00-12:00"]),
        a_listing("unchecked", checked=old),
        a_listing("best"),
    )
    assert ids(options_for(context, NEAR)) == ["best", "unchecked", "late", "far"]


def test_what_cannot_be_gone_to_or_is_overdue_comes_last(make_context: ContextMaker) -> None:
    overdue = Checked(date(2025, 7, 25), "Thurrock CVS")
    context = make_context(
        a_listing("a-paused", status=Status.PAUSED),
        a_listing("b-overdue", checked=overdue),
        a_listing("c-far", where=FAR),
    )
    assert ids(options_for(context, NEAR)) == ["c-far", "b-overdue", "a-paused"]


def test_no_more_than_twelve_and_six_of_a_kind_where_others_fit(make_context: ContextMaker) -> None:
    groups = [a_listing(f"g{n:02}", name=f"Group {n:02}") for n in range(20)]
    services = [a_listing(f"s{n}", kind=Kind.SERVICE, name=f"Service {n}") for n in range(4)]
    role = a_listing("role", kind=ROLE)
    found = kinds(options_for(make_context(*groups, *services, role), NEAR))
    assert len(found) == MOST
    assert [found.count(kind) for kind in (Kind.GROUP, Kind.SERVICE, ROLE)] == [7, 4, 1]


def test_six_of_a_kind_nearby_do_not_bring_in_what_is_far_away(make_context: ContextMaker) -> None:
    groups = [a_listing(f"g{n:02}", name=f"Group {n:02}") for n in range(11)]
    far = a_listing("far", kind=Kind.SERVICE, where=FAR)
    role = a_listing("role", kind=ROLE)
    found = ids(options_for(make_context(*groups, far, role), NEAR))
    assert sorted(found) == sorted([*(each.id for each in groups), "role"])


def test_there_is_always_a_way_to_give(make_context: ContextMaker) -> None:
    groups = [a_listing(f"g{n:02}", kind=list(Kind)[n % 4]) for n in range(24)]
    role = a_listing("role", kind=ROLE, where=FAR, categories=("give/volunteering",))
    context = make_context(*(each for each in groups if not each.kind.rules.gives_time), role)
    found = options_for(context, replace(NEAR, likings=("make",)))
    assert ids(found)[-1] == "role"
    assert len(found.options) == MOST
    assert [option.gives for option in found.options] == [False] * 11 + [True]


def test_a_way_to_give_is_of_what_they_like_where_there_is_one(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("near-other", kind=ROLE, categories=("give/volunteering",)),
        a_listing("liked", kind=ROLE, where=FAR, categories=("give/volunteering", "create/crafts")),
        *(a_listing(f"g{n:02}") for n in range(13)),
    )
    gives = [
        x.hit.listing.id for x in options_for(context, replace(NEAR, likings=("make",))).options
    ]
    assert gives[-1] == "liked"
    assert "near-other" not in gives


def test_what_does_not_say_follows_what_has_every_must_have(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("no", access=("toilet",)),
        a_listing("silent", access=()),
        a_listing("yes", where=FAR),
    )
    found = options_for(context, replace(NEAR, musts=("step-free",)))
    assert [(x.hit.listing.id, x.unsaid) for x in found.options] == [
        ("yes", ()),
        ("silent", ("whether they are step-free",)),
    ]
    assert (found.left_out, found.unsaid) == (0, ())


def test_more_that_do_not_say_are_counted(make_context: ContextMaker) -> None:
    sure = [a_listing(f"yes{n:02}", name=f"Yes {n:02}") for n in range(9)]
    silent = [a_listing(f"silent{n}", access=(), cost="") for n in range(5)]
    steps = [a_listing(f"steps{n}", access=("toilet",)) for n in range(5)]
    found = options_for(make_context(*sure, *silent, *steps), replace(NEAR, musts=("step-free",)))
    assert [bool(x.unsaid) for x in found.options] == [False] * 9 + [True] * 3
    assert (found.left_out, found.unsaid) == (2, ("whether they are step-free",))
    both = options_for(make_context(*silent), replace(NEAR, musts=("step-free", "free")))
    assert {x.unsaid for x in both.options} == {("whether they are step-free", "what they cost")}


@pytest.mark.parametrize(
    ("must", "fits", "unsure"),
    [
        ("free", ["free"], ["silent"]),
        (
            "daytime",
            ["dear", "free", "men", "quiet", "silent", "women", "women-and-men"],
            ["no-times"],
        ),
        ("bus", ["quiet"], ["dear", "free", "men", "no-times", "silent", "women", "women-and-men"]),
        ("quiet", ["quiet"], []),
        ("women", ["women"], []),
        ("men", ["men"], []),
        ("dementia-friendly", [], []),
    ],
)
def test_each_must_have_is_a_filter(
    make_context: ContextMaker, must: str, fits: list[str], unsure: list[str]
) -> None:
    context = make_context(
        a_listing("free", cost="Free"),
        a_listing("dear", cost="£20"),
        a_listing("silent", cost=""),
        a_listing("evening", when=["Tue 19:00-21:00"], getting_there="No bus comes this far."),
        a_listing("no-times", when=[]),
        a_listing("quiet", access=("quiet",), getting_there="The bus stops outside."),
        a_listing("women", audience=("women",)),
        a_listing("men", audience=("men",)),
        a_listing("women-and-men", audience=("men", "women")),
    )
    found = options_for(context, Conversation(musts=(must,)))
    said = {
        is_unsure: sorted(x.hit.listing.id for x in found.options if bool(x.unsaid) is is_unsure)
        for is_unsure in (False, True)
    }
    assert (said, found.left_out) == ({False: fits, True: unsure}, 0)


def test_daytime_gives_a_next_date_in_the_daytime(make_context: ContextMaker) -> None:
    context = make_context(a_listing("both", when=["Mon 19:00-21:00", "Wed 10:00-12:00"]))
    (option,) = options_for(context, Conversation(musts=("daytime",))).options
    assert option.hit.next is not None
    assert option.hit.next.start.isoformat() == "2026-03-18T10:00:00+00:00"


def test_language_is_a_filter_of_those_that_listings_name(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("polish", languages=("English", "Polish")),
        a_listing("english", languages=("English",)),
        a_listing("urdu", languages=("Urdu",)),
    )
    assert ids(options_for(context, Conversation(language="polish"))) == ["polish"]
    assert ids(options_for(context, Conversation(language="Polish"))) == ["polish"]
    assert languages(context.directory_cache.current().snapshot) == ("Polish", "Urdu")


def test_a_way_to_give_may_be_silent_about_a_must_have_but_not_against_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("group"),
        a_listing("steps", kind=ROLE, access=("toilet",)),
        a_listing("silent", kind=ROLE, access=()),
    )
    found = options_for(context, replace(NEAR, musts=("step-free",)))
    assert [(x.hit.listing.id, x.unsaid) for x in found.options] == [
        ("group", ()),
        ("silent", ("whether they are step-free",)),
    ]


def test_words_and_wishes_come_before_words_and_those_before_wishes(
    make_context: ContextMaker,
) -> None:
    chess = {"summary": "Boards.", "description": "Bring a board.", "name": "Chess"}
    context = make_context(
        a_listing("both"),
        a_listing("words", categories=("learn/skills",)),
        a_listing("wish", categories=("create/games",), **chess),
        a_listing("neither", categories=("learn/skills",), **chess),
    )
    found = options_for(context, Conversation(words="knitting near Tilbury", likings=("make",)))
    assert ids(found) == ["both", "words", "wish"]
    assert [option.hit.distance_m is not None for option in found.options] == [True] * 3


def test_way_to_give_that_nothing_found_is_told_apart(make_context: ContextMaker) -> None:
    driver = {"name": "Driver", "summary": "Drive.", "description": "Drive."}
    role = a_listing("role", kind=ROLE, categories=("give/volunteering",), **driver)
    context = make_context(a_listing(), role)
    added = {
        words: [(x.hit.listing.id, x.is_added) for x in options_for(context, said).options]
        for words in ("knitting", "zzyzx qwrtp", "driver")
        for said in (Conversation(words=words),)
    }
    assert added == {
        "knitting": [("knit-club", False), ("role", True)],
        "zzyzx qwrtp": [("role", True)],
        "driver": [("role", False)],
    }


def test_words_can_be_taken_as_typed(sample_context: Context) -> None:
    said = Conversation(words="my mum is lonely and used to love kniting")
    matches = {each.concept.id for each in options_for(sample_context, said).understood.matches}
    ignored = replace(said, ignore=(*matches, "kin"))
    understood = options_for(sample_context, ignored).understood
    assert matches
    assert (understood.matches, understood.preferences, bool(understood.correction)) == (
        (),
        (),
        True,
    )
    assert options_for(sample_context, replace(said, exact=True)).understood.correction == ""


def test_cards_say_which_words_they_fit(sample_context: Context) -> None:
    said = Conversation(words="my mum is lonely and used to love knitting", likings=("money",))
    because = [option.hit.because for option in options_for(sample_context, said).options]
    assert ("knitting", "Social clubs") in because
    assert () in because  # what only fits what they would like


def test_words_are_understood_as_a_search_understands_them(sample_context: Context) -> None:
    assert options_for(
        sample_context, Conversation(words="I want to kill myself")
    ).understood.is_urgent
    calm = options_for(sample_context, Conversation(words="knitting"))
    assert not calm.understood.is_urgent
    assert "ockendon-knit-natter" in [x.replace("-and-", "-") for x in ids(calm)]


def test_unknown_place_is_said(make_context: ContextMaker) -> None:
    found = options_for(make_context(a_listing()), Conversation(near="RM99 9ZZ"))
    assert [problem.parameter for problem in found.problems] == ["near"]
    assert ids(found) == ["knit-club"]


def test_hidden_points_are_not_measured_from(make_context: ContextMaker) -> None:
    hidden = Where(Precision.WITHHELD, point=GRAYS, postcode="RM17 6SL", address="1 Secret Road")
    context = make_context(a_listing("refuge", where=hidden), a_listing("open"))
    found = {x.hit.listing.id: x.hit.distance_m for x in options_for(context, NEAR).options}
    assert found["refuge"] is None
    assert found["open"] is not None

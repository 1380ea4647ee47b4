"""Choosing what fits: near, soon, checked, mixed, never filled up, and a way to give apart."""

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


def way_to_give(found: Options) -> str:
    return found.give.hit.listing.id if found.give else ""


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
    found = options_for(make_context(*groups, *services, role), NEAR)
    assert [kinds(found).count(kind) for kind in (Kind.GROUP, Kind.SERVICE, ROLE)] == [7, 4, 0]
    assert (way_to_give(found), found.fitting) == ("role", 24)
    assert len(found.options) == MOST - 1  # with the way to give there are twelve on the page


def test_six_of_a_kind_nearby_do_not_bring_in_what_is_far_away(make_context: ContextMaker) -> None:
    groups = [a_listing(f"g{n:02}", name=f"Group {n:02}") for n in range(11)]
    far = a_listing("far", kind=Kind.SERVICE, where=FAR)
    role = a_listing("role", kind=ROLE)
    found = options_for(make_context(*groups, far, role), NEAR)
    assert sorted(ids(found)) == sorted(each.id for each in groups)
    assert way_to_give(found) == "role"


def test_a_way_to_give_stands_beside_what_fits(make_context: ContextMaker) -> None:
    groups = [a_listing(f"g{n:02}", kind=list(Kind)[n % 4]) for n in range(24)]
    role = a_listing("role", kind=ROLE, where=FAR, categories=("give/volunteering",))
    # A time-bank offer is somebody's help, and no way to give.
    context = make_context(*groups, a_listing("hour", kind=Kind.TIME_BANK_OFFER), role)
    found = options_for(context, replace(NEAR, likings=("make",)))
    assert (way_to_give(found), len(found.options)) == ("role", MOST - 1)
    assert not any(option.gives for option in found.options)
    asked = options_for(context, replace(NEAR, likings=("give",)))
    assert (ids(asked), asked.give) == (["role"], None)


def test_a_way_to_give_is_of_what_they_like_where_there_is_one(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("near-other", kind=ROLE, categories=("give/volunteering",)),
        a_listing("liked", kind=ROLE, where=FAR, categories=("give/volunteering", "create/crafts")),
        *(a_listing(f"g{n:02}") for n in range(13)),
    )
    found = options_for(context, replace(NEAR, likings=("make",), words="knitting"))
    assert way_to_give(found) == "liked"
    assert "near-other" not in ids(found)


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
        (
            "women",
            ["dear", "evening", "free", "no-times", "quiet", "silent", "women", "women-and-men"],
            [],
        ),
        (
            "men",
            ["dear", "evening", "free", "men", "no-times", "quiet", "silent", "women-and-men"],
            [],
        ),
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
    assert ids(found) == ["group"]
    assert found.give is not None
    assert (found.give.hit.listing.id, found.give.unsaid) == (
        "silent",
        ("whether they are step-free",),
    )


def test_for_women_keeps_what_is_for_everyone_and_begins_with_what_is_for_women(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("a-all", audience=("everyone",)),
        a_listing("b-nobody-said", audience=()),
        a_listing("c-women", audience=("women",), where=FAR),
        a_listing("d-men", audience=("men",)),
        a_listing("e-older-men", audience=("men", "older")),
        a_listing("f-men-and-all", audience=("men", "everyone")),
    )
    women = options_for(context, replace(NEAR, musts=("women",)))
    assert ids(women) == ["c-women", "a-all", "b-nobody-said", "f-men-and-all"]
    assert women.ruled_out == (("women", 2),)
    both = options_for(context, replace(NEAR, musts=("women", "men")))
    assert set(ids(both)) == {"a-all", "b-nobody-said", "f-men-and-all"}
    assert both.ruled_out == (("women", 2), ("men", 1))


def test_each_must_have_tells_how_many_it_alone_rules_out(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("fits", cost="Free"),
        a_listing("steps", cost="Free", access=("toilet",)),
        a_listing("steps-too", cost="Free", access=("toilet",)),
        a_listing("dear", cost="£20"),
        a_listing("dear-steps", cost="£20", access=("toilet",)),
        a_listing("silent", cost=""),
        a_listing("polish", cost="Free", languages=("Polish",)),
    )
    said = Conversation(musts=("step-free", "free"))
    assert options_for(context, said).ruled_out == (("step-free", 2), ("free", 1))
    polish = options_for(context, replace(said, language="Polish"))
    assert (ids(polish), polish.ruled_out) == (["polish"], (("language", 2),))
    assert options_for(context, replace(said, musts=("daytime",))).ruled_out == ()
    away = options_for(context, replace(said, musts=("free",)))
    assert away.ruled_out == (("free", 2),)


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
    found = {
        words: options_for(context, Conversation(words=words))
        for words in ("knitting", "zzyzx qwrtp", "driver")
    }
    assert {words: (ids(each), way_to_give(each)) for words, each in found.items()} == {
        "knitting": (["knit-club"], "role"),
        "zzyzx qwrtp": ([], ""),  # where nothing fits, nothing makes up for it
        "driver": (["role"], ""),
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


def test_who_would_like_to_give_is_told_who_needs_it(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("role", name="Driver", kind=ROLE, categories=("give/volunteering",)),
        a_listing("lunch", needs=("A driver on Tuesdays", "A room")),
        a_listing("stairs", needs=("A driver",), access=()),
        a_listing("choir", needs=("A pianist",)),
    )

    def needed(said: Conversation) -> dict[str, tuple[str, ...]]:
        found = options_for(context, said).needs
        return {option.hit.listing.id: option.hit.needed for option in found}

    drives = Conversation(near="RM18 7TB", words="I can drive and want to help out")
    assert needed(drives) == {"lunch": ("A driver on Tuesdays",), "stairs": ("A driver",)}
    assert list(needed(replace(drives, musts=("step-free",)))) == ["lunch"]
    assert needed(Conversation(words="I need a driver")) == {}
    assert needed(NEAR) == {}

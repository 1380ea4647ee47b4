"""Which words are a thing that can be refused, by each sort of words that refuse."""

import pytest

from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.refusable import ThingBook, ThingJudge, called_by_all, thing_book
from tests.conftest import ContextMaker
from tests.factories import a_listing

GYM = RefusedThing(("gym", "gyms class"), ("gym", "weights"), ("active/gym",))
HOLY = RefusedThing(("religious",), ("church",), is_quality=True)
REFUSALS = RefusedThings(
    (GYM, HOLY),
    never=("person",),
    lacked=("internet", "garden"),
    feared=("dogs",),
    contrasted=("garden",),
    groups=("class", "group", "club"),
    needs=("home",),
    wants=("meet",),
)
WORDS = Vocabulary(
    categories=(
        Category("active", "Active", within=(Category("active/gym", "Gyms, and fitness"),)),
        Category("home", "At home", within=(Category("home/garden", "Gardening and odd jobs"),)),
        Category("meet", "Meet", within=(Category("meet/lunch", "Lunch clubs and shared meals"),)),
        Category("fun", "Fun", within=(Category("fun/lunch", "Lunch clubs"),)),
    )
)
BOOK: ThingBook = thing_book(REFUSALS, WORDS)
PHRASES = PhraseBook(
    Thesaurus(
        (
            Concept("dance", ("dancing",), ("fun/dance",)),
            Concept("fix", ("mending taps",), ("home/odd-jobs",)),
            Concept("die", ("overdose",), ("fun/dance",), urgent=True),
            Concept("old", ("pensioners",), audience=("older",)),
        )
    )
)
EVERY = tuple(Refusing)


@pytest.fixture
def judge(make_context: ContextMaker) -> ThingJudge:
    quiet = {"summary": "", "description": ""}
    others = (a_listing(f"n{n}", name=f"Common Cafe {n}", **quiet) for n in range(12))
    bingo = a_listing("bingo", name="Bingo Night", **quiet)
    taps = a_listing("taps", name="Plumb Pals", categories=("home/garden",), **quiet)
    cached = make_context(bingo, taps, *others).directory_cache.current()
    return ThingJudge(BOOK, PHRASES, cached)


def sorts(judge: ThingJudge, words: str) -> set[str]:
    """The sorts of words by which it can be refused."""
    return {str(sort) for sort in EVERY if judge(words, sort)}


CHOSEN = {Refusing.CHOICE, Refusing.CONTRAST, Refusing.RATHER}
ALL_BUT_FEAR = {str(each) for each in EVERY} - {"fear", "nothing", "non", "place", "clause", "time"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *(("gym", ALL_BUT_FEAR), ("gyms", ALL_BUT_FEAR), ("gym class", ALL_BUT_FEAR)),
        ("religious", ALL_BUT_FEAR | {"nothing", "non"}),
        ("dogs", {"fear"}),
        *(("person", set()), ("the", set()), ("zither", set()), ("the internet", set())),
        ("internet", set()),
        # A subject: of the thesaurus, but not what is urgent or only says who.
        *(("dancing", ALL_BUT_FEAR), ("overdose", set()), ("pensioners", set())),
        # What people need is turned down only by choice.
        ("mending taps", {"choice", "contrast", "rather"}),
        ("gardening", {"choice", "contrast", "rather"}),
        ("lunch clubs", {"choice", "contrast", "rather", "dislike", "not"}),
        # What few listings are called, and not what all of them are.
        ("bingo", {"choice", "contrast", "rather", "dislike", "without", "not"}),
        ("plumb", {"choice", "contrast", "rather"}),
        ("common", set()),
    ],
)
def test_what_can_be_refused_by_which_words(
    judge: ThingJudge, words: str, expected: set[str]
) -> None:
    assert sorts(judge, words) == expected


def test_plain_words_lose_what_adds_nothing_but_never_all() -> None:
    assert BOOK.plain("Dance Club group") == ("danc",)
    assert BOOK.plain("group") == ("group",)
    assert BOOK.plain("gyms class") == ("gym", "class")  # a name of its own
    assert BOOK.plain("") == ()
    assert (BOOK.thing("the gym"), BOOK.thing("GYM group"), BOOK.thing("")) == (None, GYM, None)


def test_labels_are_known_whole_and_by_their_first_part() -> None:
    assert BOOK.categories("gyms") == ("active/gym",)
    assert BOOK.categories("Gyms, and fitness") == ("active/gym",)
    assert BOOK.categories("lunch club") == ("meet/lunch", "fun/lunch")
    assert BOOK.categories("shared meals") == BOOK.categories("active") == ()


@pytest.mark.parametrize(
    ("slugs", "needed"),
    [
        (("home/garden",), set(EVERY) - CHOSEN),
        (("fun/dance", "home"), set(EVERY) - CHOSEN),
        (("meet/lunch",), {Refusing.NO, Refusing.WITHOUT}),
        (("fun/dance", "homely"), set()),
        ((), set()),
    ],
)
def test_what_is_needed_is_not_refused(slugs: tuple[str, ...], needed: set[Refusing]) -> None:
    assert {sort for sort in EVERY if BOOK.are_needed(slugs, sort)} == needed


def test_called_by_all_of_the_words_and_none_of_them_is_nobody(judge: ThingJudge) -> None:
    text, ids = judge.cached.text, judge.cached.snapshot.ids
    for terms, expected in ((("bingo", "night"), ["bingo"]), (("bingo", "cafe"), []), ((), [])):
        mask = called_by_all(text, terms)
        assert [each for each, is_in in zip(ids, mask, strict=True) if is_in] == expected

"""Spelling mended by the listings' own words, and by no others."""

import pytest

from assetmap.search_index.schema import terms_of
from assetmap.search_index.spelling import Spelling
from assetmap.search_index.text_index import TextIndex
from tests.search_index.conftest import both_engines, doc

LEXICON = {
    "dementia": 9,
    "knitting": 3,
    "gardening": 2,
    "garden": 5,
    "lunch": 8,
    "launch": 1,
    "cafe": 4,
    "art": 6,
    "walking": 7,
    "covid19": 1,
}


def spelling_of(lexicon: dict[str, int]) -> Spelling:
    """A spelling whose listings have the terms of these words and no others."""
    terms = {term for word in lexicon for term in terms_of(word)}
    return Spelling(lexicon, terms.__contains__)


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return spelling_of(LEXICON)


@pytest.mark.parametrize(
    ("typed", "correction"),
    [
        ("dimentia", "dementia"),
        ("dementai", "dementia"),
        ("demntia group", "dementia group"),
        ("Dimentia GROUP", "dementia GROUP"),
        ("kniting", "knitting"),
        ("nkitting", ""),  # the first letter must be right
        ("lumch", "lunch"),
        ("caffe", "cafe"),
    ],
)
def test_mend_gives_the_words_with_the_likeliest(
    spelling: Spelling, typed: str, correction: str
) -> None:
    assert spelling.mend(typed) == correction


@pytest.mark.parametrize("word", ["ar", "arts", "art", "aet"])
def test_mend_leaves_short_words_alone(spelling: Spelling, word: str) -> None:
    assert spelling.mend(word) == ""


@pytest.mark.parametrize("words", ["lunch", "launch", "gardens", "walks and walkers", "walked"])
def test_mend_leaves_known_words_alone(spelling: Spelling, words: str) -> None:
    assert spelling.mend(words) == ""


def test_mend_leaves_words_with_figures_alone(spelling: Spelling) -> None:
    assert spelling.mend("covid20 rm176sl") == ""


def test_mend_leaves_stop_words_alone() -> None:
    assert spelling_of({"with": 1, "withe": 5, "lunch": 1}).mend("with your lunch") == ""


def test_mend_leaves_the_words_it_is_told_to(spelling: Spelling) -> None:
    assert spelling.mend("gardan lumch", leave=lambda word: word == "gardan") == "gardan lunch"


def test_mend_of_nothing_like_anything_is_empty(spelling: Spelling) -> None:
    assert spelling.mend("xylophone zzzzzz") == ""


def test_near_gives_fewest_slips_then_the_commonest(spelling: Spelling) -> None:
    assert spelling.near("launc") == ["launch"]
    assert spelling.near("lanch") == ["lunch", "launch"]
    assert spelling.near("lanch", 1) == ["lunch"]


def test_near_forgives_two_slips_only_in_long_words(spelling: Spelling) -> None:
    assert spelling.near("demontai") == ["dementia"]
    assert spelling.near("lumcc") == []


@both_engines
def test_lexicon_is_of_the_listings_words_only(index: TextIndex) -> None:
    index.apply([doc("a", "Dementia café", text="xylophones"), doc("c", "Tea", text="dementia")])
    spelling = index.view(["a", "c"]).spelling()
    assert spelling.mend("dimentia") == "dementia"
    assert spelling.mend("hospitel") == ""  # a word of English, and of no listing
    index.apply([doc("b", "Visitors", text="hospital")])
    assert index.view(["a", "b", "c"]).spelling().mend("hospitel") == "hospital"


@both_engines
def test_lexicon_forgets_the_words_of_removed_documents(index: TextIndex) -> None:
    others = [doc(f"d{n}", "Club", text="lunch people " * 20) for n in range(100)]
    index.rebuild([*others, doc("slip", text="dimentia"), doc("gone", text="hospital")])
    index.apply([doc("slip", text="dementia")], removed=["gone"])
    spelling = index.view(["slip", *(each.id for each in others)]).spelling()
    assert spelling.mend("dimentia") == "dementia"
    assert spelling.mend("hospitel") == ""


@pytest.mark.parametrize(
    "words",
    [
        *("lunch'", "kniting's", "kni'ting", "kni’ting"),  # with an apostrophe
        *("knïting", "językdementia"),  # with letters that English has not
        *("LUMCH", "a LUMCH club"),  # an acronym, for all one knows
        *("lumc", "cofe", "arty"),  # short, and one letter for another
        "wulkinn",  # two slips in a word that is not long, and another sound
    ],
)
def test_mend_leaves_what_is_meant_so(spelling: Spelling, words: str) -> None:
    assert spelling.mend(words) == ""


@pytest.mark.parametrize(
    ("typed", "correction"),
    [
        ("LUMCH GROUPS", "lunch GROUPS"),  # somebody shouts
        ("lnch", "lunch"),  # short, but it sounds the same
        ("cfae", "cafe"),  # short, and two letters changed places
        ("nitting kniting", "nitting knitting"),
        ("gardunning", "gardening"),  # by ear, in a long word
        ("“kniting”", "knitting"),
    ],
)
def test_mend_mends_what_is_surely_a_slip(spelling: Spelling, typed: str, correction: str) -> None:
    assert spelling.mend(typed) == correction


@both_engines
def test_mend_does_not_arrive_at_the_name_of_one_listing_alone(index: TextIndex) -> None:
    index.apply(
        [doc("a", "Glimmering Orchard"), doc("b", "Tea", text="bakery"), doc("c", "Bakery")]
    )
    view = index.view(["a", "b", "c"])
    spelling = view.spelling()
    assert spelling.mend("glimering") == ""
    assert spelling.mend("glimering orchard") == "glimmering orchard"
    assert spelling.mend("glimering tea") == ""
    assert spelling.mend("bakary") == "bakery"
    assert view.spelling(frozenset({"glimmering"})).mend("glimering") == "glimmering"

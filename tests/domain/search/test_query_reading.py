import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.place import Box
from assetmap.domain.search.facets import choices_of
from assetmap.domain.search.query import Search
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.validation import Problem
from tests.factories import a_listing
from tests.properties import quick

PAGES = "Pages are numbered 1, 2, 3 and so on."
PER_PAGE = "Show between 1 and 100 on a page."
FOUR = "We could not use that part of the map: a box is four numbers: west,south,east,north."
ODD_WORDS = [
    "🎉🎂",
    "مجموعة الشاي",
    "\u202eevil\u202c",
    "' OR 1=1; DROP TABLE listing; --",
    "<script>alert(1)</script>",
    '"tea" AND (talk OR NOT cake*) name:x ~3 ^2 [a TO z]',
    "%00 %s {0} {{ 7*7 }} ${x}",
    "\\",
    "*",
    '"',
]


def reading(borough: Borough, *parameters: tuple[str, str]) -> tuple[Search, list[Problem]]:
    return read_search(parameters, borough.words)


def test_read_search_knows_the_languages_that_listings_name(borough: Borough) -> None:
    spoken = [a_listing(languages=("Polish", "العربية", "British Sign Language"))]
    choices = choices_of(borough.words, spoken)
    asked = [("language", "Polish,british-sign-language"), ("language", "العربية")]
    search = Search(language=(("polish", "british-sign-language"), ("العربية",)))
    assert read_search(asked, borough.words, choices) == (search, [])
    unknown = [("language", "klingon"), ("language", "polish")]
    message = "There is no language called “klingon”, so we left it out."
    assert read_search(unknown, borough.words, choices) == (
        Search(language=(("polish",),)),
        [Problem("language", message)],
    )
    # Without listings there is none to choose.
    assert read_search([("language", "polish")], borough.words) == (
        Search(),
        [Problem("language", "There is no language called “polish”, so we left it out.")],
    )


def test_read_search_of_nothing_asks_nothing(borough: Borough) -> None:
    assert reading(borough) == (Search(), [])
    names = ("q", "near", "within", "category", "bbox", "page", "sort", "nonsense")
    blank = [(name, value) for name in names for value in ("", "   ", "\x00", "\t\n")]
    assert reading(borough, *blank) == (Search(), [])


@pytest.mark.parametrize("words", ODD_WORDS)
def test_read_search_takes_any_words_as_words(borough: Borough, words: str) -> None:
    assert reading(borough, ("q", words)) == (Search(words=words), [])
    assert reading(borough, ("near", words)) == (Search(near=words), [])


def test_read_search_reads_the_first_300_characters_and_says_so(borough: Borough) -> None:
    assert reading(borough, ("q", "x" * 300)) == (Search(words="x" * 300), [])
    assert reading(borough, ("q", "x" * 10_000)) == (
        Search(words="x" * 300),
        [
            Problem(
                "q",
                "That is 10,000 characters. We read the first 300: try a few words instead.",
            )
        ],
    )


def test_read_search_refuses_a_place_longer_than_any(borough: Borough) -> None:
    assert reading(borough, ("near", "x" * 81)) == (
        Search(),
        [Problem("near", "Give a postcode, part of one, or a place name.")],
    )


def test_read_search_makes_control_characters_spaces(borough: Borough) -> None:
    assert reading(borough, ("q", "\x00tea\x00\x1b\r\ntalk\x7f")) == (Search(words="tea talk"), [])
    assert reading(borough, ("q\x00\n", "tea")) == (
        Search(),
        [Problem("q ", "We do not know the filter “q ”, so we left it out.")],
    )


@pytest.mark.parametrize(("value", "page"), [("1", 1), ("007", 7), ("1000000000", 10**9)])
def test_read_search_takes_pages_from_one_on(borough: Borough, value: str, page: int) -> None:
    assert reading(borough, ("page", value)) == (Search(page=page), [])


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1.5", "1e3", "+1", "1_0", "١", str(10**30)])
def test_read_search_refuses_other_pages(borough: Borough, value: str) -> None:
    assert reading(borough, ("page", value)) == (Search(), [Problem("page", PAGES)])


@pytest.mark.parametrize("value", ["0", "-5", "101", "abc", str(10**30)])
def test_read_search_refuses_pages_too_small_or_large(borough: Borough, value: str) -> None:
    assert reading(borough, ("per_page", value)) == (Search(), [Problem("per_page", PER_PAGE)])
    assert reading(borough, ("per_page", "100")) == (Search(per_page=100), [])


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("within", "near", "Give the distance in miles, such as 2 or 0.5."),
        ("within", "nan", "Give the distance in miles, such as 2 or 0.5."),
        ("within", "inf", "Give the distance in miles, such as 2 or 0.5."),
        ("within", "0", "Give a distance between 0 and 500 miles."),
        ("within", "-2", "Give a distance between 0 and 500 miles."),
        ("within", "501", "Give a distance between 0 and 500 miles."),
        ("age", "old", "Give an age in years, such as 70."),
        ("age", "7.5", "Give an age in years, such as 70."),
        ("age", "-1", "Give an age between 0 and 120."),
        ("age", "121", "Give an age between 0 and 120."),
        ("need", "gold", "We do not know the subject “gold”, so we left it out."),
        ("sort", "cheap", "Sort by best, near or name."),
        ("view", "grid", "Show the answer as a list or as a map: view is list or map."),
        ("exact", "no", "“exact” is yes, or left out."),
        ("day", "someday", "There is no day called “someday”, so we left it out."),
        ("kind", "x" * 99, f"There is no kind called “{'x' * 40}…”, so we left it out."),
        ("colour", "red", "We do not know the filter “colour”, so we left it out."),
        ("__class__", "x", "We do not know the filter “__class__”, so we left it out."),
        ("bbox", "0,51,1", FOUR),
        ("bbox", "0,51,nan,52", FOUR),
        ("bbox", "0,51,inf,52", FOUR),
        ("bbox", "a;b;c;d", FOUR),
    ],
)
def test_read_search_says_what_is_wrong_and_leaves_it_out(
    borough: Borough, name: str, value: str, message: str
) -> None:
    assert reading(borough, ("q", "tea"), (name, value)) == (
        Search(words="tea"),
        [Problem(name, message)],
    )


def test_read_search_says_why_a_box_turned_round_is_refused(borough: Borough) -> None:
    message = (
        "We could not use that part of the map: west must be less than east, "
        "and south less than north."
    )
    assert reading(borough, ("bbox", "1,51,0,52")) == (Search(), [Problem("bbox", message)])


def test_read_search_takes_the_whole_world(borough: Borough) -> None:
    world = Search(bbox=Box(-180, -90, 180, 90))
    assert reading(borough, ("bbox", "-180, -90, 180, 90")) == (world, [])


@pytest.mark.parametrize("name", ["utm_source", "utm_campaign", "fbclid", "gclid", "msclkid"])
def test_read_search_passes_over_tracking_parameters(borough: Borough, name: str) -> None:
    assert reading(borough, ("q", "tea"), (name, "x")) == (Search(words="tea"), [])


def test_read_search_shortens_the_name_of_an_unknown_parameter(borough: Borough) -> None:
    name = "x" * 40 + "…"
    assert reading(borough, ("x" * 10_000, "1")) == (
        Search(),
        [Problem(name, f"We do not know the filter “{name}”, so we left it out.")],
    )


def test_read_search_takes_repeats_as_both_and_commas_as_either(borough: Borough) -> None:
    assert reading(
        borough, ("category", "meet, learn"), ("day", "TUE"), ("category", "active/walking")
    ) == (Search(category=(("meet", "learn"), ("active/walking",)), day=(("tue",),)), [])


def test_read_search_takes_the_same_choice_once(borough: Borough) -> None:
    assert reading(
        borough, ("day", "tue,tue"), ("day", "tue,tue"), ("day", "tue"), ("day", ",")
    ) == (Search(day=(("tue",),)), [])


def test_read_search_keeps_the_good_part_of_a_choice(borough: Borough) -> None:
    assert reading(borough, ("day", "tue,blursday")) == (
        Search(day=(("tue",),)),
        [Problem("day", "There is no day called “blursday”, so we left it out.")],
    )


def test_read_search_tells_every_problem(borough: Borough) -> None:
    search, problems = reading(borough, ("page", "0"), ("q", "tea"), ("sort", "x"), ("foo", "1"))
    assert search == Search(words="tea")
    assert [problem.parameter for problem in problems] == ["page", "sort", "foo"]


NAMES = [
    *("q", "near", "within", "need", "age", "category", "kind", "audience", "access", "day"),
    *("time", "cost", "language", "bbox", "sort", "page", "per_page", "exact", "utm_x", "other"),
]
VALUES = st.one_of(
    st.text(max_size=400),
    st.sampled_from([*ODD_WORDS, "meet", "tue,wed", "group", "older", "free", "yes", "name"]),
    st.floats().map(str),
    st.integers().map(str),
    st.lists(st.floats(-200, 200).map(str), min_size=3, max_size=5).map(",".join),
)


def test_read_search_never_fails_and_what_it_read_is_read_again(borough: Borough) -> None:
    @quick
    @given(st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), VALUES), max_size=8))
    def check(parameters: list[tuple[str, str]]) -> None:
        search, problems = read_search(parameters, borough.words)
        assert all(problem.message for problem in problems)
        assert read_search(search.parameters(), borough.words) == (search, [])

    check()


def test_read_search_says_when_a_parameter_that_takes_one_value_is_given_two() -> None:
    search, problems = read_search([("q", "lunch"), ("q", "walk"), ("near", "Grays")], Vocabulary())
    assert (search.words, search.near) == ("lunch", "Grays")
    assert [problem.parameter for problem in problems] == ["q"]
    assert read_search([("q", "lunch"), ("q", "lunch")], Vocabulary())[1] == []

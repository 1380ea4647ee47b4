from dataclasses import replace

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.entries import entry_problems, is_picture
from tests.services.borough.boroughs import with_category, with_words


def test_the_shipped_entries_are_whole(borough: Borough) -> None:
    assert list(entry_problems(borough)) == []


def test_a_picture_is_one_of_the_package() -> None:
    names = ["coffee", "map-pin", "no-such-picture", "", "../coffee", "<svg>"]
    assert [is_picture(name) for name in names] == [True, True, False, False, False, False]


def test_labels_pictures_and_slugs_are_told_by_their_entry(borough: Borough) -> None:
    need, audience = borough.words.needs[0], borough.words.audiences[0]
    after = with_words(
        with_category(borough, "meet/cafes", label=" "),
        needs=(replace(need, icon="teapott"),),
        audiences=(audience, audience),
    )
    assert list(entry_problems(after)) == [
        ChangeProblem(
            "categories",
            "meet/cafes",
            "“meet/cafes” has no label. Give the words that people see.",
        ),
        ChangeProblem(
            "audiences",
            "everyone",
            "Two entries have the short name “everyone”. Give each its own.",
        ),
        ChangeProblem(
            "needs",
            need.slug,
            "There is no picture called “teapott”. Choose a name from lucide.dev/icons, such as"
            " coffee.",
        ),
    ]


def test_a_borough_has_a_name_and_categories(borough: Borough) -> None:
    after = replace(with_words(borough, categories=()), title=" ")
    assert list(entry_problems(after)) == [
        ChangeProblem("categories", "category", "There is no category. Every listing needs one."),
        ChangeProblem(
            "borough",
            "name",
            "Give the borough, the directory and whoever runs it a name each.",
        ),
    ]


def test_a_name_stands_for_one_town(borough: Borough) -> None:
    grays = next(each for each in borough.places if each.name == "Grays")
    twin = NamedPlace("Little Grays", "RM17 6SL", ("GRAYS", "Little  Grays"))
    after = replace(borough, places=(grays, twin, NamedPlace("Tilbury", "RM18 7TB")))
    assert list(entry_problems(after)) == [
        ChangeProblem(
            "places",
            "Little Grays",
            "“grays” names both Grays and Little Grays. Nobody would find the second by it: take it"
            " off one of them.",
        )
    ]

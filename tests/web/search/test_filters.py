"""Filters and chips: a count is a promise, and everything asked can be taken off again."""

from urllib.parse import urlencode

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.facets import FACETS
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, words_of

QUESTIONS = [
    "",
    "q=lunch",
    "q=lunch&near=RM18&within=3",
    "day=tue&cost=upto5",
    "access=step-free&category=meet",
    "need=food&day=tue&cost=upto5&access=step-free",
]


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("facet", [*FACETS])
def test_filter_counts_equal_what_you_get(client: Client, asked: str, facet: str) -> None:
    """With a value chosen instead of what is chosen now, or beside it for access and audience."""
    values = client.data(f"/find.json?{asked}")["facets"][facet]
    kept = [pair for pair in asked.split("&") if pair]
    if facet not in ("access", "audience"):
        kept = [pair for pair in kept if not pair.startswith(f"{facet}=")]
    promised, got = {}, {}
    for value in values[:6] + [value for value in values if value["selected"]]:
        question = "&".join([*kept, urlencode({facet: value["value"]})])
        promised[value["value"]] = value["count"]
        got[value["value"]] = client.data(f"/find.json?{question}&per_page=1")["total_known"]
    assert promised == got


def choices(page: Page, facet: str) -> dict[str, str]:
    """What each choice of a filter says, by its value."""
    labels = {label.get("for"): words_of(label) for label in page.all("label")}
    return {
        field.get("value", ""): labels[field.get("id")]
        for field in page.all("input")
        if field.get("name") == facet and field.get("type") in ("radio", "checkbox")
    }


def test_filters_show_the_counts_of_the_data(client: Client) -> None:
    page, data = client.page("/find?q=lunch"), client.data("/find.json?q=lunch")
    shown = {facet: choices(page, facet) for facet in data["facets"]}
    expected = {
        facet: {
            value["value"]: f"{value['label']} {value['count']} listings"
            for value in values
            if value["count"] and not FACETS[facet].of_kinds  # those stand where they are sought
        }
        for facet, values in data["facets"].items()
    }
    for facet, wanted in expected.items():
        offered = {value: words for value, words in shown[facet].items() if value}
        tops = {value: words for value, words in wanted.items() if "/" not in value}
        assert {v: w.removesuffix("s") for v, w in offered.items()} == {
            v: w.removesuffix("s") for v, w in tops.items()
        }
    one = {facet for facet in shown if "" in shown[facet]}
    assert one == {"category", "kind", "day", "time", "open", "cost", "language"}


def test_filter_of_a_chosen_category_shows_what_is_within(client: Client) -> None:
    within = set(choices(client.page("/find?category=meet"), "category"))
    assert {"meet/lunch-clubs", "meet/cafes", "active"} <= within
    assert "active/walking" not in within


def test_language_filter_offers_what_listings_name_and_leaves_open_what_does_not_say(
    make_client: ClientMaker,
) -> None:
    client = make_client(
        a_listing("sew", name="Sew", languages=("Polish", "British Sign Language")),
        a_listing("read", name="Read", languages=("Urdu",)),
        a_listing("talk", name="Talk", languages=("polish",)),
        a_listing("more", name="More", languages=("Polish",)),
        a_listing("silent", name="Silent"),
    )
    page = client.page("/find?language=polish")
    assert choices(page, "language") == {
        "": "Any",
        "british-sign-language": "British Sign Language 1 listing",
        "polish": "Polish 3 listings",
        "urdu": "Urdu 1 listing",
    }
    assert chips(page) == {"Polish": "/find"}
    assert [words_of(name) for name in page.by_class("card__name")] == [
        *("More", "Sew", "Talk", "Silent"),
    ]
    assert [words_of(fact) for fact in page.by_class("facts__unknown")] == [
        "Does not say which languages are spoken"
    ]
    results = client.data("/find.json?language=polish&sort=name")["results"]
    assert [(each["id"], each["unknown"]) for each in results] == [
        *(("more", []), ("sew", []), ("talk", []), ("silent", ["language"])),
    ]
    assert client.get("/find.csv?language=urdu").text.count("\n") == 3  # heading, one, and silent
    wrong = client.page("/find?language=klingon")
    told = "There is no language called “klingon”, so we left it out."
    assert told in wrong.words
    assert client.get("/find.geojson?language=klingon").get_json() == {
        "error": "language",
        "message": told,
    }


def test_filter_that_offers_nothing_is_left_out(make_client: ClientMaker) -> None:
    page = make_client(a_listing()).page("/find")
    assert "filter-language" not in {each.get("id") for each in page.all("details")}


def test_filter_keeps_a_choice_that_finds_nothing(make_client: ClientMaker) -> None:
    page = make_client(a_listing()).page("/find?day=sun")
    ticked = [e.get("value") for e in page.all("input") if e.get("checked") is not None]
    assert sorted(ticked) == [*[""] * 5, "sun"]  # the other five choose nothing


def test_filter_keeps_either_or_of_a_shared_address(client: Client) -> None:
    page = client.page("/find?day=mon,tue")
    (ticked,) = [
        e.get("value")
        for e in page.all("input")
        if e.get("name") == "day" and e.get("checked") is not None
    ]
    assert ticked == "mon,tue"
    either = client.data("/find.json?day=mon,tue")["total"]
    both = client.data("/find.json?day=mon&day=tue")["total"]
    assert either > both


def chips(page: Page) -> dict[str, str]:
    return {
        words_of(chip).removeprefix("Remove filter: "): chip.get("href", "")
        for chip in page.by_class("chip")
    }


def test_chips_name_and_remove_each_part_of_the_question(client: Client) -> None:
    asked = (
        "q=lunch&near=RM18&need=food&within=3&age=70&category=meet&access=step-free"
        "&day=tue&cost=upto5&bbox=0.2,51.4,0.5,51.6&sort=name"
    )
    page = client.page(f"/find?{asked}")
    labels = [
        *("“lunch”", "Near RM18", "Within 3 miles", "Food and meals", "Age 70"),
        *("This part of the map", "Meet people", "Step-free", "Tuesday", "Up to £5"),
    ]
    assert list(chips(page)) == labels
    for label, address in chips(page).items():
        left = chips(client.page(address))
        gone = {"Near RM18", "Within 3 miles"} if label == "Near RM18" else {label}
        assert list(left) == [each for each in labels if each not in gone]
    assert page.links()["Clear all"] == "/find"


def test_chips_part_a_place_in_the_words_from_the_rest(client: Client) -> None:
    assert chips(client.page("/find?q=lunch+in+Tilbury")) == {
        "“lunch”": "/find?q=in+Tilbury",
        "Near Tilbury": "/find?q=lunch",
    }
    assert chips(client.page("/find?q=BL1")) == {"Near BL1": "/find"}


def test_chips_remove_one_of_two_choices(client: Client) -> None:
    page = client.page("/find?access=step-free&access=toilet")
    assert chips(page) == {
        "Step-free": "/find?access=toilet",
        "Accessible toilet": "/find?access=step-free",
    }


def test_chips_removed_one_by_one_lead_back_to_everything(client: Client) -> None:
    page = client.page("/find?q=lunch+in+Tilbury&day=tue&cost=upto5&page=1")
    totals = []
    while chips(page):
        totals.append(int(page.h1.split()[0].replace(",", "")))
        page = client.page(next(iter(chips(page).values())))
    assert page.h1 == "342 results"
    assert totals == sorted(totals)


def meant(page: Page) -> dict[str, str]:
    return {
        words_of(chip).removeprefix("Not what I meant: "): chip.get("href", "")
        for chip in page.by_class("meant")
    }


def test_meant_chips_take_each_thing_as_typed(client: Client) -> None:
    asked = "/find?q=my+mum+is+lonely+on+Tuesdays+in+Grays"
    assert meant(client.page(asked)) == {
        "Tuesday": f"{asked}&ignore=day",
        "For your mum": f"{asked}&ignore=kin",
        "lonely: befriending": f"{asked}&ignore=lonely",
        "“in Grays” is a place": f"{asked}&ignore=place",
    }
    left = client.page(f"{asked}&ignore=day,lonely")
    assert list(meant(left)) == ["For your mum", "“in Grays” is a place"]
    assert chips(left)["Some words just as typed"] == asked


def test_meant_chip_of_a_day_gives_way_to_the_filter(client: Client) -> None:
    assert meant(client.page("/find?q=swimming+on+Tuesdays&day=wed")).keys() == {"swimming"}


def test_ignoring_what_nobody_knows_is_said(client: Client) -> None:
    page = client.page("/find?q=lunch&ignore=frob")
    assert "We do not know “frob”, so there is nothing of it to ignore." in page.words
    assert "we do not know “a b”" in client.page("/find?q=lunch&ignore=a+b").words


SPACES = (
    a_listing("big", kind=Kind.SPACE, capacity=120, transfer="open"),
    a_listing("small", kind=Kind.SPACE, capacity=12, transfer="no"),
    a_listing("silent", kind=Kind.SPACE),
)
CLUBS = tuple(a_listing(f"club-{n}") for n in range(4))
SIZE, TRANSFER = "How many people it holds", "Taking it on"


def filters_shown(page: Page) -> list[str]:
    return [words_of(each) for each in page.by_class("filter__label")]


@pytest.mark.parametrize(
    ("question", "is_shown"),
    [
        ("", False),
        ("kind=space", True),
        ("kind=space,group", False),
        ("kind=group", False),
        ("capacity=50", True),
        ("transfer=open", True),
    ],
)
def test_filters_of_spaces_are_shown_where_spaces_are_what_was_asked_for(
    make_client: ClientMaker, question: str, is_shown: bool
) -> None:
    shown = filters_shown(make_client(*SPACES, *CLUBS).page(f"/find?{question}"))
    assert (SIZE in shown) is is_shown
    assert (TRANSFER in shown) is is_shown


def test_filters_of_spaces_are_shown_where_most_of_the_list_are_spaces(
    make_client: ClientMaker,
) -> None:
    assert SIZE in filters_shown(make_client(*SPACES, *CLUBS[:2]).page("/find"))
    assert SIZE not in filters_shown(make_client(*SPACES, *CLUBS[:3]).page("/find"))


def test_spaces_are_found_by_size_and_those_that_do_not_say_come_last(
    make_client: ClientMaker,
) -> None:
    client = make_client(*SPACES, *CLUBS)
    found = client.data("/find.json?capacity=50")["results"]
    assert [(each["id"], each["unknown"]) for each in found] == [
        ("big", []),
        ("silent", ["capacity"]),
    ]
    page = client.page("/find?capacity=50")
    assert "Does not say how many people it holds" in page.words
    assert choices(page, "capacity")["50"] == "At least 50 people 1 listing"
    assert [words_of(each) for each in page.by_class("chip")] == [
        "Remove filter: At least 50 people"
    ]
    found = client.data("/find.json?transfer=open")["results"]
    assert [(each["id"], each["unknown"]) for each in found] == [("big", [])]
    assert client.data("/find.json?kind=group&transfer=open")["results"] == []

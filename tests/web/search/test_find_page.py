"""The find page: what was asked, what was found, and how it is said."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Checked, Kind, Listing
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, name_of, words_of


def names(page: Page) -> list[str]:
    return [words_of(card.find(".//a")) for card in page.by_class("card")]  # type: ignore[arg-type]


def value_of(page: Page, field: str) -> str | None:
    element = page.by_id(field)
    if name_of(element) == "select":
        chosen = [o.get("value") for o in element.iter() if o.get("selected") is not None]
        return chosen[0] if chosen else ""
    return element.get("value")


def summary(page: Page) -> dict[str, str]:
    """The lines of the error summary, and the field that each leads to."""
    (box,) = page.by_class("error-summary")
    return {
        words_of(line): next((e.get("href", "") for e in line.iter() if name_of(e) == "a"), "")
        for line in box.iter()
        if name_of(line) == "li"
    }


def test_find_page_shows_a_listing_whole(client: Client) -> None:
    page = client.page("/find?q=memory+loss+lunch&near=RM18")
    assert page.h1 == "21 results for “memory loss lunch” near RM18"
    first = page.by_class("card")[0]
    facts = [words_of(line) for line in first.iter() if name_of(line) == "li"][1:]
    assert words_of(page.by_class("card__name")[0]) == "Riverside Memory Lunch Club"
    assert facts == [
        "When: Tomorrow, Tuesday 17 March, 12 noon to 2pm",
        "Where: Riverside Hub, Tilbury, 0.4 miles away",
        "Cost: £4",
        "Phone: 01632 960000",
        "Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser",
    ]


def test_find_page_keeps_what_was_typed(client: Client) -> None:
    page = client.page(
        "/find?q=  Lunch+%26+tea &near=rm18&within=2.5&age=72&sort=name"
        "&category=meet&access=step-free,toilet&bbox=0.2,51.4,0.5,51.6&per_page=5&need=lonely"
    )
    fields = ("q", "near", "within", "age", "sort", "bbox")
    assert {field: value_of(page, field) for field in fields} == {
        "q": "  Lunch & tea ",
        "near": "rm18",
        "within": "2.5",
        "age": "72",
        "sort": "name",
        "bbox": "0.2,51.4,0.5,51.6",
    }
    hidden = {(e.get("name"), e.get("value")) for e in page.all("input") if not e.get("id")}
    assert hidden == {("need", "lonely"), ("per_page", "5")}


def test_find_page_sends_every_part_of_the_question_again(client: Client) -> None:
    asked = "q=lunch&near=RM18&within=5&need=lonely&age=70&category=meet&day=tue&access=step-free"
    page = client.page(f"/find?{asked}")
    sent = [
        (field.get("name"), field.get("value"))
        for field in page.all("input")
        if field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None
        if field.get("value")
    ]
    sent.append(("within", value_of(page, "within")))
    assert sorted(sent) == sorted(parse_qsl(asked))


def test_find_page_pages_are_real_links(client: Client) -> None:
    seen: list[str] = []
    address: str | None = "/find?category=meet&near=RM18"
    document = client.data("/find.json?category=meet&near=RM18")
    total = document["total"]
    visits = 0
    while address:
        page = client.page(address)
        seen += names(page)
        visits += 1
        assert f"Page {visits} of {-(-total // 20)}" in page.words
        address = next((a.get("href") for a in page.all("a") if a.get("rel") == "next"), None)
    seen.remove(document["give"]["name"])  # which stands apart, and is not counted
    assert (len(seen), len(set(seen))) == (total, total)
    back = next(a.get("href") for a in page.all("a") if a.get("rel") == "prev")
    assert dict(parse_qsl(urlsplit(back).query)) == {
        "category": "meet",
        "near": "RM18",
        **({"page": str(visits - 1)} if visits > 2 else {}),
    }


def test_find_page_says_what_is_wrong_beside_each_field(client: Client) -> None:
    page = client.page("/find?q=???&age=old&within=3&sort=near&category=zz&bbox=1&frob=1")
    assert summary(page) == {
        "We could not find a word to look for in that. Try others.": "#q",
        "Give an age in years, such as 70.": "#age",
        "Give a place too, so that we know where to measure from.": "#within",
        "Give a place too, to see the nearest first.": "#sort",
        "There is no category called “zz”, so we left it out.": "#filter-category",
        "We could not use that part of the map: a box is four numbers: west,south,east,north.": "",
        "We do not know the filter “frob”, so we left it out.": "",
    }
    beside = [words_of(each) for each in page.by_class("error-message")]
    assert beside == [
        "Error: We could not find a word to look for in that. Try others.",
        "Error: Give a place too, so that we know where to measure from.",
        "Error: There is no category called “zz”, so we left it out.",
        "Error: Give an age in years, such as 70.",
    ]
    invalid = [e.get("name") for e in page.elements() if e.get("aria-invalid") == "true"]
    assert invalid == ["q", "within", "age"]
    assert (value_of(page, "q"), value_of(page, "age")) == ("???", "old")


def test_find_page_map_leaves_out_each_of_two_mistakes(client: Client) -> None:
    page = client.page("/find?q=???&near=RM99+9ZZ&day=tue")
    assert set(summary(page).values()) == {"#q", "#near"}
    assert page.by_id("map").get("data-points") == "/map.json?day=tue"


def test_find_page_map_and_downloads_leave_mistakes_out(client: Client) -> None:
    page = client.page("/find?q=lunch+near+RM99+9ZZ&age=old&within=3&sort=near&day=tue&page=9")
    begin = ("/find.", "/find-map", "/embed/make")
    links = [link for words, link in page.links().items() if link.startswith(begin)]
    map_url = page.by_id("map").get("data-points")
    assert [*links, map_url] == [
        "/find.csv?q=lunch&day=tue",
        "/find.geojson?q=lunch&day=tue",
        "/find.json?q=lunch&day=tue",
        "/find-map.html?q=lunch&day=tue",
        "/find.pdf?q=lunch&day=tue&size=A4",
        "/find.pdf?q=lunch&day=tue&size=A4&orientation=landscape",
        "/find.pdf?q=lunch&day=tue&size=A3",
        "/find.pdf?q=lunch&day=tue&size=A3&orientation=landscape",
        "/find.pdf?q=lunch&day=tue&size=A4&letters=large",
        "/embed/make?q=lunch&day=tue",
        "/map.json?q=lunch&day=tue",
    ]
    assert client.data(links[2])["total"] == int(page.h1.split()[0])


def test_find_page_for_an_unknown_postcode_offers_a_town(client: Client) -> None:
    page = client.page("/find?near=RM99+9ZZ")
    assert summary(page) == {
        "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or "
        "Tilbury.": "#near"
    }
    assert value_of(page, "near") == "RM99 9ZZ"
    assert page.h1 == "320 results"


def test_find_page_same_postcode_in_two_spellings_is_one_place(client: Client) -> None:
    spaced, tight = client.page("/find?near=RM17+6SL"), client.page("/find?near=rm176sl")
    assert spaced.h1 == tight.h1 == "320 results near RM17 6SL"
    assert names(spaced) == names(tight)


def test_find_page_mends_spelling_and_offers_it_as_typed(client: Client) -> None:
    page = client.page("/find?q=dimentia&cost=free")
    assert "Showing results for dementia. Search instead for dimentia" in page.words
    assert page.links()["dementia"] == "/find?q=dementia&cost=free"
    assert page.links()["Search instead for dimentia"] == "/find?q=dimentia&cost=free&exact=yes"
    assert "Riverside Memory Lunch Club" in names(client.page("/find?q=dimentia"))
    exact = client.page("/find?q=dimentia&exact=yes")
    assert exact.h1 == "We found nothing for “dimentia”"
    assert exact.links()["Did you mean “dementia”?"] == "/find?q=dementia"


def test_find_page_reads_a_place_in_the_words(client: Client) -> None:
    page = client.page("/find?q=lunch+in+tilbery")
    assert "near Tilbury" in page.h1
    assert names(page)[0] == "Riverside Memory Lunch Club"


def test_find_page_says_that_a_place_is_outside_the_borough(client: Client) -> None:
    page = client.page("/find?near=SS7")
    note = "is outside Thurrock. We show what is nearest, and how far it is."
    assert note in page.words


def test_find_page_with_nothing_found_offers_ways_on(client: Client, borough: Borough) -> None:
    page = client.page("/find?q=zzxqwv&near=RM18&within=1&day=sun&bbox=0.3,51.4,0.4,51.5")
    assert page.h1 == "We found nothing for “zzxqwv” within 1 mile of RM18"
    ways = page.by_class("nothing__ways")[0]
    offered = {words_of(a): a.get("href") for a in ways.iter() if name_of(a) == "a"}
    asked = "q=zzxqwv&near=RM18"
    assert offered == {
        "Look up to 10 miles away": f"/find?{asked}&within=10&day=sun&bbox=0.3%2C51.4%2C0.4%2C51.5",
        "Look outside this part of the map": f"/find?{asked}&within=1&day=sun",
        "Take off the filters": f"/find?{asked}",
        f"Look for “zzxqwv” in all of {borough.name}": "/find?q=zzxqwv",
        "See everything by subject": "/browse",
    }
    nothing = words_of(page.by_class("nothing")[0])
    assert f"Ring {borough.help.phone} ({borough.help.hours})" in nothing
    assert "Tell us what is missing" in nothing


def an_older(listing_id: str = "older", **changes: Any) -> Listing:
    """A listing that nobody has confirmed for so long that it is left out."""
    return a_listing(listing_id, **{"checked": Checked(date(2025, 6, 1)), **changes})


def test_find_page_offers_those_not_confirmed_for_a_long_time(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing(name="Fresh Club"),
        an_older(name="Older Club"),
        an_older("oldest", name="Oldest Club", checked=Checked(date(2024, 6, 1))),
        an_older("elsewhere", name="Elsewhere", categories=("meet/cafes",)),
    )
    page = client.page("/find?category=create/crafts&per_page=10")
    assert names(page) == ["Fresh Club"]
    assert words_of(page.by_class("older")[0]) == (
        "2 more have not been confirmed for a long time. Show them"
    )
    shown = client.page(page.links()["Show them"])
    assert (names(shown)[0], sorted(names(shown))) == (
        "Fresh Club",
        ["Fresh Club", "Older Club", "Oldest Club"],
    )
    assert shown.by_class("older") == []
    assert value_of_hidden(shown) == {"older": "yes", "per_page": "10"}
    chip = shown.links()["Remove filter: Also not confirmed for long"]
    assert chip == "/find?category=create%2Fcrafts&per_page=10"
    assert shown.by_id("map").get("data-points") == (
        "/map.json?category=create%2Fcrafts&older=yes&per_page=10"
    )


def value_of_hidden(page: Page) -> dict[str | None, str | None]:
    hidden = [e for e in page.all("input") if e.get("type") == "hidden" and e.get("value")]
    return {e.get("name"): e.get("value") for e in hidden}


def test_find_page_with_nothing_else_offers_older_ones_first(make_client: ClientMaker) -> None:
    older = an_older(description="We play chess.")
    page = make_client(a_listing(), older).page("/find?q=chess&exact=yes")
    assert page.h1 == "We found nothing for “chess”"
    ways = page.by_class("nothing__ways")[0]
    offered = [(words_of(a), a.get("href")) for a in ways.iter() if name_of(a) == "a"]
    assert offered[0] == (
        "Show 1 not confirmed for a long time",
        "/find?q=chess&older=yes&exact=yes",
    )
    assert page.links()["Tell us what is missing"] == "/suggest"


def test_find_page_puts_the_overdue_after_the_fresh(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("overdue", name="Purl Club", checked=Checked(date(2025, 8, 8))),
        a_listing("fresh", name="Other Wool Club"),
    )
    assert names(client.page("/find?q=knitting")) == ["Other Wool Club", "Purl Club"]


def test_find_page_puts_what_is_asked_for_by_name_first_though_overdue(
    make_client: ClientMaker,
) -> None:
    client = make_client(
        a_listing("overdue", name="Knit", checked=Checked(date(2025, 8, 8))),
        a_listing("fresh", name="Other Knit Club"),
        an_older(name="Knit and Natter Circle"),
    )
    assert names(client.page("/find?q=knit")) == ["Knit", "Other Knit Club"]
    page = client.page("/find?q=knit+and+natter+circle")
    assert names(page)[0] == "Knit and Natter Circle"
    assert "Not confirmed since" in page.words


def test_counts_of_home_and_browse_leave_older_ones_out(make_client: ClientMaker) -> None:
    client = make_client(a_listing(), an_older())
    assert "1 listing to choose from" in client.page("/").words
    assert "1 listing." in client.page("/browse").words


def test_find_page_parts_those_that_do_not_say(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("says-yes", name="Says Yes", access=("step-free",)),
        a_listing("says-nothing", name="Says Nothing", access=()),
        a_listing("says-other", name="Says Other", access=("toilet",)),
    )
    page = client.page("/find?access=step-free")
    order = [
        words_of(each)
        for each in page.by_id("results").iter()
        if name_of(each) in ("h2", "h3") and each.get("class") in (None, "card__name")
    ]
    assert order[:2] == ["Says Yes", "These may suit you too"]
    assert "Says Nothing" in order[2:]
    unknown = page.by_class("facts__unknown")
    assert {words_of(each) for each in unknown} == {
        "Does not say whether it has what you asked for to get in or take part"
    }
    assert len(unknown) == len(order[2:])
    assert "1 matches everything you chose. 1 more does not say, so it comes last." in page.words


def test_find_page_parts_what_was_turned_down(make_client: ClientMaker) -> None:
    quiet = {"summary": "Songs for all.", "description": ""}
    late = a_listing("late", name="Late Songs", when=["Mon 19:00-21:00"], **quiet)
    early = [
        a_listing(f"day-{n}", name=f"Songs {n}", when=["Mon 10:00-11:00"], **quiet)
        for n in range(3)
    ]
    page = make_client(late, *early).page("/find?q=songs+but+no+evenings")
    divider, *_ = page.by_class("divider")
    assert words_of(divider) == (
        "These may not suit you You said not this: evenings."
        " Ring to ask if one of these suits you anyway."
    )
    names = [words_of(each) for each in page.by_class("card__name")]
    assert (set(names[:3]), names[3:]) == ({"Songs 0", "Songs 1", "Songs 2"}, ["Late Songs"])


def test_find_page_divider_stands_on_the_right_page(make_client: ClientMaker) -> None:
    sure = [a_listing(f"sure-{n}", name=f"Sure {n}", access=("step-free",)) for n in range(3)]
    unsure = [a_listing(f"unsure-{n}", name=f"Unsure {n}", access=()) for n in range(3)]
    client = make_client(*sure, *unsure)
    heads = []
    for number in (1, 2, 3):
        page = client.page(f"/find?access=step-free&per_page=2&page={number}")
        heads.append([words_of(each) for each in page.by_class("divider")])
    unsure_words = (
        "These do not say whether they have everything you asked for. Ring them to check."
    )
    assert heads == [
        [],
        [f"These may suit you too {unsure_words}"],
        [f"These may suit you too (continued) {unsure_words}"],
    ]


def test_find_page_says_when_nobody_checked(make_client: ClientMaker) -> None:
    page = make_client(a_listing(checked=Checked())).page("/find")
    assert "Not checked by us yet. Please ring before you go." in page.words


def test_find_page_without_any_listing_is_still_a_page(make_client: ClientMaker) -> None:
    page = make_client().page("/find")
    assert page.h1 == "0 results"
    assert "See everything by subject" in page.words


def test_find_page_fragment_is_only_the_part_that_changes(client: Client) -> None:
    response = client.get("/find?q=lunch", headers={"X-Fragment": "1"})
    fragment = Page(response.text, fragment=True)
    top = [each.get("id") for each in fragment.root if isinstance(each.tag, str)]
    assert top == ["urgent", "filters", "results"]
    assert "X-Fragment" in response.headers["Vary"]
    assert names(fragment) == names(client.page("/find?q=lunch"))


@pytest.mark.parametrize("tracking", ["utm_source=x", "fbclid=y", "gclid=z"])
def test_find_page_takes_no_notice_of_what_other_sites_add(client: Client, tracking: str) -> None:
    page = client.page(f"/find?q=lunch&{tracking}")
    assert page.by_class("error-summary") == []


def test_find_page_says_why_it_shows_a_listing(make_client: ClientMaker) -> None:
    client = make_client(a_listing(), a_listing("other", name="Chess", summary="", description=""))
    page = client.page("/find?q=my+mum+used+to+love+knitting")
    said = [words_of(each) for each in page.by_class("card__because")]
    # Both are of the subject that was meant; one has the word.
    assert said == ["Fits: knitting", "Fits: Crafts and textiles"]
    assert not client.page("/find?q=knitting").by_class("card__because")


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("q=I+want+to+kill+myself", ("116 123", "111", "85258", "999", "01632 960999")),
        ("q=kill+myself&exact=yes", ("116 123", "111", "85258", "999", "01632 960999")),
        ("need=feeling-low", ("116 123", "111", "85258", "999", "01632 960999")),
        ("q=he+hits+me", ("0808 2000 247", "999", "01632 960999")),
        ("category=wellbeing/abuse", ("0808 2000 247", "999", "01632 960999")),
    ],
)
def test_find_page_puts_the_numbers_above_everything_in_danger(
    make_client: ClientMaker, asked: str, numbers: tuple[str, ...]
) -> None:
    page = make_client().page(f"/find?{asked}")
    [panel] = page.by_class("urgent")
    said = words_of(panel)
    assert said.startswith(f"Get help now {numbers[0]}")
    assert [each for each in page.links() if each in numbers] == list(numbers)
    assert page.words.index("Get help now") < page.words.index("What are you looking for?")
    assert not make_client().page("/find?q=knitting").by_class("urgent")


@pytest.mark.parametrize(
    ("address", "has_it"),
    [
        *(("/find?q=he+hits+me", True), ("/find?category=wellbeing/abuse", True)),
        *(("/conversation?q=he+hits+me&show=cards", True), ("/listing/blackwater-refuge", True)),
        *(("/find?q=I+can+smell+gas", False), ("/find?q=lunch", False)),
        ("/listing/riverside-memory-lunch-club", False),
    ],
)
def test_way_to_leave_quickly_is_a_plain_link_where_it_is_about_abuse(
    client: Client, address: str, has_it: bool
) -> None:
    page = client.page(address)
    assert bool(page.by_class("urgent")) == (has_it or "gas" in address)
    leaves = {words: link for words, link in page.links().items() if "quickly" in words}
    assert leaves == (
        {"Leave this page quickly": "https://www.bbc.co.uk/weather"} if has_it else {}
    )


@pytest.mark.parametrize(
    ("words", "helps"),
    [("I want to end it all", "wellbeing/mental-health"), ("he hits me", "wellbeing/abuse")],
)
def test_listings_that_help_stand_first_in_danger_and_none_that_would_hurt(
    make_client: ClientMaker, words: str, helps: str
) -> None:
    told = f"{words}. {words}."
    client = make_client(
        a_listing("quiz", name="Pub quiz", summary=told, categories=("create/games", "meet/cafes")),
        a_listing("choir", name="Choir", summary=told, categories=("create/music",)),
        a_listing("role", summary=told, kind=Kind.VOLUNTEERING_ROLE, categories=(helps,)),
        a_listing("help", name="Somebody to talk to", summary="", categories=("meet/cafes", helps)),
    )
    found = client.data(f"/find.json?q={words}")["results"]
    assert [each["id"] for each in found] == ["help", "choir"]

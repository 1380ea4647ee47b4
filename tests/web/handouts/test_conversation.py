"""The conversation over HTTP: without a script, without an account, and with staff's notes."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from assetmap.domain.listings.listing import Checked, Contact, Kind
from assetmap.domain.people.people import Role
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import add_note
from assetmap.web.handouts.option_card import walk_words
from tests.conftest import ContextMaker
from tests.docs.pages import ROOT
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.services.colleagues import a_whole_listing
from tests.web.conftest import Client, ClientMaker, client_of
from tests.web.inspection import Page, words_of

SOFA = "/conversation?near=Tilbury&like=company&must=daytime&must=step-free&show=cards"
MUM = "/conversation?near=Tilbury&q=my+mum+is+lonely+and+used+to+love+knitting&show=cards"
README, TOUR = ROOT / "README.md", ROOT / "docs/tours/coordinator.md"
NOTE = "Use the side door and ring the bell."


def cards(page: Page) -> list[str]:
    return [each.get("data-listing", "") for each in page.by_class("option-card")]


def pick_links(page: Page) -> dict[str, str]:
    links = [each for each in page.all("a") if each.get("data-pick")]
    return {each.get("data-pick", ""): each.get("href", "") for each in links}


def counter(page: Page) -> str:
    (count,) = page.by_class("basket__count")
    return words_of(count)


def test_page_only_asks_at_first(client: Client) -> None:
    page = client.page("/conversation")
    assert cards(page) == []
    asked = {each.get("name") for each in page.all("input") if each.get("name")}
    assert asked == {"near", "like", "must", "q"}
    assert client.get("/conversation").headers["Cache-Control"] == "no-store"


def test_sofa_gives_at_most_twelve_and_a_way_to_give(client: Client) -> None:
    page = client.page(SOFA)
    assert 1 <= len(cards(page)) <= 12
    (give,) = [each for each in page.all("div") if each.get("id") == "give"]
    assert words_of(give) == "Something you could give Only if you would like to."
    assert "riverside-memory-lunch-club" in cards(page)


def test_card_says_all_that_somebody_needs(make_client: ClientMaker) -> None:
    client = make_client(a_listing("club", first_visit="Ask for Jean."))
    (card,) = client.page("/conversation?near=RM18+7TB&show=cards").by_class("option-card")
    said = words_of(card)
    for words in (
        *("Knit Club", "Tomorrow, Tuesday 17 March, 10am to 12 noon", "Dock Road Hall, Tilbury"),
        *("about", "on foot", "£2", "01632 960001", "The first time: Ask for Jean."),
        *("Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser", "Add to the sheet"),
    ):
        assert words in said


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (None, ""),
        (0, "about 5 minutes on foot"),
        (308, "about 10 minutes on foot"),
        (2769, "about 45 minutes on foot"),
        (2770, ""),
    ],
)
def test_walk_words_are_for_what_can_be_walked(metres: float | None, words: str) -> None:
    assert walk_words(metres) == words


def test_picks_are_carried_in_the_address_without_a_script(client: Client) -> None:
    page, picked = client.page(SOFA), cards(client.page(SOFA))[:4]
    for each in picked:
        page = client.page(pick_links(page)[each].partition("#")[0])
    assert counter(page) == "4 on the sheet"
    (make,) = [each for each in page.all("a") if words_of(each) == "Make the sheet"]
    made = parse_qsl(urlsplit(make.get("href", "")).query)
    assert made == [*(("id", each) for each in picked), ("near", "Tilbury")]
    hidden = [each.get("value") for each in page.all("input") if each.get("name") == "pick"]
    assert hidden == picked
    page = client.page(pick_links(page)[picked[0]].partition("#")[0])
    assert counter(page) == "3 on the sheet"


def test_picks_that_nobody_may_see_are_left_out(client: Client) -> None:
    many = "".join(f"&pick={each}" for each in ("nothing", "<b>", "riverside-hub", "riverside-hub"))
    assert counter(client.page(SOFA + many)) == "1 on the sheet"


def test_what_was_said_stands_as_chips_to_take_off(client: Client) -> None:
    page = client.page(SOFA + "&q=lunch&language=Polish&pick=riverside-hub")
    chips = {words_of(each): each.get("href") for each in page.by_class("chip")}
    assert list(chips) == [
        "Remove filter: Near Tilbury",
        "Remove filter: “lunch”",
        "Remove filter: Have company",
        "Remove filter: Step-free",
        "Remove filter: In the daytime",
        "Remove filter: In Polish",
    ]
    assert chips["Remove filter: “lunch”"] == (
        "/conversation?near=Tilbury&like=company&must=step-free&must=daytime&language=Polish"
        "&show=cards&pick=riverside-hub"
    )


def test_what_does_not_say_follows_under_its_own_heading(make_client: ClientMaker) -> None:
    silent = [a_listing(f"silent{n:02}", access=()) for n in range(13)]
    client = make_client(a_listing("sure"), *silent)
    for view, levels in (("", ["h3", "h3"]), ("&view=share", ["h2", "h3"])):
        page = client.page(f"/conversation?must=step-free&show=cards{view}")
        assert [len(page.by_class("option-card")), cards(page)[0]] == [12, "sure"]
        (divider,) = page.by_class("divider")
        assert words_of(divider) == (
            "These may suit you too We do not know whether they have everything you asked for."
            " Ring to check."
        )
        assert [each.tag for each in page.by_class("card__name")[:2]] == levels
    page = client.page("/conversation?must=step-free&show=cards")
    (left,) = page.by_class("talk__left")
    assert "2 more do not say whether they are step-free." in words_of(left)
    (sure, *unsure) = page.by_class("option-card")
    assert "Does not say" not in words_of(sure)
    assert all("Does not say whether they are step-free" in words_of(each) for each in unsure)


def test_near_a_bus_shows_the_words_that_say_so(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("bus", getting_there="The bus stops outside."),
        a_listing("none", getting_there="No bus comes this far."),
        a_listing("silent", getting_there="Ring the bell."),
    )
    page = client.page("/conversation?must=bus&show=cards")
    said = {each.get("data-listing"): words_of(each) for each in page.by_class("option-card")}
    assert list(said) == ["bus", "silent"]
    assert "Getting there: The bus stops outside." in said["bus"]
    assert "Does not say whether a bus goes there" in said["silent"]
    assert "The bus stops" not in client.get("/conversation?near=Tilbury&show=cards").text


def test_what_was_understood_stands_as_chips_to_take_back(client: Client) -> None:
    page = client.page(MUM)
    meant = {words_of(each): each.get("href", "") for each in page.by_class("meant")}
    assert list(meant) == [
        "Not what I meant: For your mum",
        "Not what I meant: lonely: befriending",
        "Not what I meant: knitting: craft",
    ]
    assert words_of(page.by_class("chips--meant")[0]).startswith("We understood")
    page = client.page(meant["Not what I meant: lonely: befriending"])
    assert [words_of(each) for each in page.by_class("meant")] == [
        "Not what I meant: For your mum",
        "Not what I meant: knitting: craft",
    ]
    chips = {words_of(each): each.get("href") for each in page.by_class("chip")}
    assert chips["Remove filter: Some words just as typed"] == MUM
    assert "ignore" not in str(chips["Remove filter: “my mum is lonely and used to love knitting”"])
    kept = [each.get("value") for each in page.all("input") if each.get("name") == "ignore"]
    assert kept == ["lonely"]


@pytest.mark.parametrize("view", ["", "&view=share"])
def test_cards_say_what_else_they_are_about_that_was_meant(client: Client, view: str) -> None:
    said = [words_of(each) for each in client.page(MUM + view).by_class("card__because")]
    assert "Also: Social clubs" in said
    assert all(each.startswith("Also: ") for each in said)
    assert client.page(SOFA + view).by_class("card__because") == []


# What was told, and words of it that no reason may say back: whoever stands behind reads along.
TOLD = (
    ("lonely since dad died of cancer", ("died", "cancer", "dad", "bereave", "grief", "lonely")),
    ("my husband drinks too much and i want company", ("drink", "alcohol", "husband")),
    ("he hits me and i want to meet people", ("hits", "abuse", "violen")),
    ("i am depressed and would like to walk", ("depress", "mental", "health")),
    ("she has dementia and liked gardening", ("dementia", "memory")),
    ("i had a stroke and want to paint", ("stroke", "health", "condition")),
    ("i feel suicidal and lonely", ("suicid", "lonely")),
)


@pytest.mark.parametrize("view", ["", "&view=share"])
@pytest.mark.parametrize(("told", "never"), TOLD)
def test_no_reason_tells_of_grief_health_or_danger(
    client: Client, told: str, never: tuple[str, ...], view: str
) -> None:
    asked = told.replace(" ", "+")
    page = client.page(f"/conversation?near=Tilbury&q={asked}&show=cards{view}")
    reasons = " ".join(words_of(each) for each in page.by_class("card__because")).lower()
    assert [each for each in never if each in reasons] == []
    assert "fits:" not in page.words.lower()
    if view:  # the screen that is turned round says nothing of what was told at all
        assert told not in page.words.lower()
        assert page.by_class("chip") == page.by_class("meant") == []


def test_card_says_each_thing_once(make_client: ClientMaker) -> None:
    where = a_listing().where
    client = make_client(
        a_listing(
            "hub",
            name="Coffee at Dock Road Hall",
            summary="Coffee and cake.",
            categories=("meet/cafes", "meet/befriending", "create/crafts"),
        ),
        a_listing("elsewhere", name="Tea", categories=("meet/cafes",), where=where),
    )
    for view in ("", "&view=share"):
        page = client.page(f"/conversation?near=Tilbury&q=lonely+and+likes+coffee&show=cards{view}")
        said = {each.get("data-listing"): words_of(each) for each in page.by_class("option-card")}
        hub = said["hub"].partition("Add to the sheet")[0]
        for once in ("Dock Road Hall", "Cafés and chat", "Befriending and company", "Tuesday"):
            assert hub.count(once) == 1, (once, hub)
        assert "Where: Tilbury," in hub
        assert "Dock Road Hall, Tilbury" in said["elsewhere"]


def test_must_haves_tell_how_many_more_there_are_without_them(make_client: ClientMaker) -> None:
    steps = [a_listing(f"steps{n}", access=("toilet",)) for n in range(9)]
    men = a_listing("men", audience=("men",))
    client = make_client(a_listing("fits"), a_listing("ladies", audience=("women",)), men, *steps)
    page = client.page("/conversation?must=step-free&must=women&show=cards&pick=fits")
    assert cards(page) == ["ladies", "fits"]
    (more,) = page.by_class("talk__more")
    links = {words_of(each): each.get("href", "") for each in more.iter("a")}
    assert list(links) == [
        "9 more if you take off “Step-free”",
        "1 more if you take off “For women”",
    ]
    page = client.page(links["9 more if you take off “Step-free”"])
    assert (len(cards(page)), counter(page)) == (11, "1 on the sheet")
    (more,) = page.by_class("talk__more")
    assert words_of(more) == "1 more if you take off “For women”"
    shared = client.page("/conversation?must=step-free&must=women&show=cards&view=share")
    assert shared.by_class("talk__more") == []


def test_more_that_fit_than_are_shown_are_counted(make_client: ClientMaker) -> None:
    client = make_client(*(a_listing(f"club{n:02}") for n in range(23)))
    page = client.page("/conversation?near=Tilbury&show=cards")
    assert len(cards(page)) == 12
    assert "23 things fit. Here are the best 12." in page.words
    few = client.page("/conversation?q=nothing+at+all+zzyzx&show=cards")
    assert "things fit." not in few.words


@pytest.mark.parametrize("view", ["", "&view=share"])
def test_time_bank_help_is_never_a_duty(make_client: ClientMaker, view: str) -> None:
    client = make_client(
        a_listing("hour", kind=Kind.TIME_BANK_OFFER, cost="1 time credit an hour"),
        a_listing("paid", kind=Kind.TIME_BANK_OFFER, cost="£3 for wool"),
        a_listing("role", kind=Kind.VOLUNTEERING_ROLE),
    )
    page = client.page(f"/conversation?like=make&show=cards{view}")
    said = {each.get("data-listing"): words_of(each) for each in page.by_class("option-card")}
    for help_ in ("hour", "paid"):
        assert said[help_].count("They give an hour; you could give one back one day") == 1
        assert "You could give" not in said[help_]
    assert "time credit" not in page.words
    assert "£3 for wool" in said["paid"]
    (give,) = [each for each in page.all("div") if each.get("id") == "give"]
    assert words_of(give) == "Something you could give Only if you would like to."
    assert list(said)[-1] == "role"


def test_it_has_one_name(client: Client, make_context: ContextMaker) -> None:
    page = client.page("/conversation")
    assert words_of(page.all("title")[0]).startswith("Choose together - ")
    assert [words_of(each) for each in page.all("h1")] == ["Choose together"]
    for address in ("/", "/about"):
        names = {
            words_of(each)
            for each in client.page(address).all("a")
            if each.get("href") == "/conversation"
        }
        assert names == {"Choose together"}
    context = make_context(a_listing())
    bar = sign_in(client_of(context), context, a_person(context, Role.COORDINATOR)).page("/work")
    ways = [words_of(x) for x in bar.all("a") if x.get("href") == "/work/conversation"]
    assert set(ways) == {"Choose together"}
    for text in (README, TOUR):
        assert "*Choose together*" in text.read_text(encoding="utf-8")


def test_danger_is_not_read_back_on_cards(client: Client) -> None:
    page = client.page("/conversation?q=I+want+to+kill+myself&show=cards")
    assert page.by_class("card__because") == []


def test_spelling_that_was_put_right_is_told_with_a_way_back(client: Client) -> None:
    page = client.page("/conversation?q=kniting+and+chat&show=cards&pick=riverside-hub")
    (mended,) = page.by_class("mended")
    assert words_of(mended) == (
        "Showing results for knitting and chat. Search instead for kniting and chat"
    )
    (way_back,) = [each for each in page.all("a") if "Search instead" in words_of(each)]
    assert way_back.get("href") == (
        "/conversation?q=kniting+and+chat&exact=yes&show=cards&pick=riverside-hub"
    )
    assert client.page(way_back.get("href", "")).by_class("mended") == []


def test_place_in_the_words_is_told_and_goes_on_to_the_sheet(client: Client) -> None:
    page = client.page("/conversation?q=lunch+club+near+RM16&show=cards&pick=riverside-hub")
    chips = {words_of(each): each.get("href") for each in page.by_class("chip")}
    assert chips == {
        "Remove filter: Near RM16": "/conversation?q=lunch+club&show=cards&pick=riverside-hub",
        "Remove filter: “lunch club”": "/conversation?q=near+RM16&show=cards&pick=riverside-hub",
    }
    (make,) = [each for each in page.all("a") if words_of(each) == "Make the sheet"]
    assert make.get("href") == "/sheet/new?id=riverside-hub&near=RM16"
    outside = client.page("/conversation?near=BL1+1RU&show=cards")
    assert any("is outside Thurrock" in words_of(each) for each in outside.by_class("hint"))


def test_nothing_that_fits_is_said_and_nothing_makes_up_for_it(make_client: ClientMaker) -> None:
    client = make_client(a_listing(), a_listing("role", kind=Kind.VOLUNTEERING_ROLE))
    page = client.page("/conversation?q=zzyzx+qwrtp&show=cards")
    assert "Nothing fits all of that" in page.words
    assert "Take something off, use other words, or look in another place." in page.words
    assert cards(page) == []
    assert "Nothing fits" not in client.page("/conversation?q=knitting&show=cards").words


def test_what_was_typed_is_kept_where_it_cannot_be_used(client: Client) -> None:
    near, words = "x" * 100, "y" * 400
    page = client.page(f"/conversation?near={near}&q={words}&show=cards")
    kept = {each.get("name"): each.get("value") for each in page.all("input")}
    assert (kept["near"], kept["q"]) == (near, words)
    assert len(page.by_class("error-message")) == 2


def test_must_haves_are_those_that_the_borough_has_words_for(
    make_client: ClientMaker, tmp_path: Path
) -> None:
    own = tmp_path / "home" / "borough"
    own.mkdir(parents=True)
    (own / "access.toml").write_text('[[access]]\nslug = "toilet"\nlabel = "Toilet"')
    (own / "audiences.toml").write_text("")
    client = make_client(a_listing())
    page = client.page("/conversation?must=quiet&must=women&must=free&show=cards")
    offered = [each.get("value") for each in page.all("input") if each.get("name") == "must"]
    assert offered == ["daytime", "free", "bus"]
    assert [words_of(each) for each in page.by_class("chip")] == ["Remove filter: Free"]


def test_no_names_are_asked_for_and_the_directory_can_be_saved(client: Client) -> None:
    for address in ("/conversation", SOFA):
        page = client.page(address)
        assert "/offline" in [each.get("href") for each in page.all("a")]
        assert "No names." in page.words
    assert "give no names, no phone numbers and no addresses" in client.page("/conversation").words
    home = client.page("/")
    main = [
        each for each in home.all("section") if each.get("aria-labelledby") == "together-heading"
    ]
    assert "/conversation" in [each.get("href") for each in main[0].iter("a")]


def test_urgent_words_put_the_numbers_first(client: Client) -> None:
    page = client.page("/conversation?q=I+want+to+kill+myself&show=cards")
    (urgent,) = page.by_class("urgent")
    assert client.application.jinja_env.globals["borough"].worried.phone in words_of(urgent)
    assert client.page("/conversation?q=knitting&show=cards").by_class("urgent") == []


@pytest.mark.parametrize("view", ["", "&view=share"])
@pytest.mark.parametrize(
    "asked",
    [
        "near=RM99+9ZZ&show=cards",
        "show=cards",
        f"q={'x' * 400}",
        f"near={'x' * 3000}",
        f"q={'knitting+' * 400}",
        "q=knitting&ignore=zz,<b>&exact=maybe",
        "near=RM18+7TB&must=bus&must=free&must=women&must=men&must=quiet",
        "like=zz&must=zz&language=zz&view=zz&pick=zz&frob=1",
        "q=%00%ff<script>&near=<script>alert(1)</script>",
        "near=a&near=b&q=c&q=d",
        "q=???",
    ],
)
def test_bad_input_is_told_and_never_breaks(client: Client, asked: str, view: str) -> None:
    assert client.get(f"/conversation?{asked}{view}").status_code == 200


def test_mistakes_stand_beside_their_field_and_in_the_summary(client: Client) -> None:
    page = client.page("/conversation?near=RM99+9ZZ&show=cards")
    (summary,) = page.by_class("error-summary")
    assert "RM99 9ZZ" in words_of(summary)
    (near,) = [each for each in page.all("input") if each.get("name") == "near"]
    assert (near.get("value"), near.get("aria-describedby")) == (
        "RM99 9ZZ",
        "near-hint near-error",
    )
    page = client.page("/conversation?show=cards")
    (summary,) = page.by_class("error-summary")
    assert "Say where" in words_of(summary)


def test_notes_are_for_staff_and_never_in_the_public_or_share_view(
    make_context: ContextMaker,
) -> None:
    role = a_whole_listing("role", kind=Kind.VOLUNTEERING_ROLE, checked=Checked())
    context = make_context(a_whole_listing(private=Contact(phone="01632 960666")), role)
    client, volunteer = client_of(context), a_person(context, Role.VOLUNTEER)
    add_note(context, Actor(volunteer), "knit-club", NOTE)
    asked = "near=Tilbury&like=make&show=cards"
    staff = sign_in(client, context, volunteer)
    assert NOTE in staff.get(f"/work/conversation?{asked}").text
    shared = staff.get(f"/work/conversation?{asked}&view=share")
    assert (shared.status_code, shared.location) == (302, f"/conversation?{asked}&view=share")
    for each in (client, staff):
        for address in (f"/conversation?{asked}", f"/conversation?{asked}&view=share"):
            text = each.get(address).text
            assert "Knit Club" in text
            assert [x for x in ("side door", "Staff note", "01632 960666") if x in text] == []


def test_share_view_has_no_way_into_the_staff_pages(client: Client) -> None:
    page = client.page(f"{SOFA}&view=share")
    hrefs = [each.get("href", "") for each in page.all("a")]
    assert [each for each in hrefs if each.startswith(("/work", "/account"))] == []
    assert cards(page) == cards(client.page(SOFA))
    assert pick_links(page) == {}


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.BROKER, 403), (Role.COORDINATOR, 200), (Role.MANAGER, 200)],
)
def test_staff_page_is_for_those_who_may_see_notes(
    make_context: ContextMaker, role: Role, status: int
) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    address = "/work/conversation?like=make&show=cards"
    assert client.get(address).status_code == 302
    assert sign_in(client, context, a_person(context, role)).get(address).status_code == status


def test_hostile_texts_are_words(make_client: ClientMaker) -> None:
    bad = "<script>alert(1)</script>"
    client = make_client(a_listing(name=bad, summary=bad, first_visit=bad, cost=bad))
    for view in ("", "&view=share"):
        assert bad not in client.get(f"/conversation?like=make&q={bad}&show=cards{view}").text

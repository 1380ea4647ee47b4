"""What is made of words on pages and as data: short forms, languages, signposts, near me."""

import pytest

from assetmap.domain.listings.listing import Listing
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import words_of


def speaking(*languages: str) -> Listing:
    return a_listing("desk", name="Advice Desk", languages=languages)


@pytest.mark.parametrize(
    ("languages", "line"),
    [
        (("English", "Polish"), "Speaks Polish"),
        (("Polish", "English", "Urdu", "Twi"), "Speaks Polish, Urdu and Twi"),
    ],
)
def test_card_says_which_languages_are_spoken(
    make_client: ClientMaker, languages: tuple[str, ...], line: str
) -> None:
    (card,) = make_client(speaking(*languages)).page("/find").by_class("card")
    assert line in words_of(card)


@pytest.mark.parametrize("languages", [(), ("English",)])
def test_card_says_nothing_of_english(make_client: ClientMaker, languages: tuple[str, ...]) -> None:
    (card,) = make_client(speaking(*languages)).page("/find").by_class("card")
    assert "Speaks" not in words_of(card)


def test_a_language_brings_those_who_speak_it_first(make_client: ClientMaker) -> None:
    others = [a_listing(f"advice{n}", name=f"Advice {n}") for n in range(3)]
    client = make_client(*others, speaking("Polish"))
    for asked in ("advice+po+polsku", "advice+in+Polish", "polski"):
        results = client.data(f"/find.json?q={asked}")["results"]
        assert results[0]["id"] == "desk"
        assert results[0]["languages"] == ["Polish"]
    (wish,) = client.data("/find.json?q=polski")["understood"]["wishes"]
    assert (wish["label"], wish["values"]) == ("Speaks Polish", ["polish"])


def test_language_that_nobody_speaks_is_looked_for_in_words(make_client: ClientMaker) -> None:
    client = make_client(a_listing("a", name="Urdu poems"), a_listing("b", name="Tea"))
    found = client.data("/find.json?q=%D8%A7%D8%B1%D8%AF%D9%88")
    assert [each["id"] for each in found["results"]] == ["a"]


def test_what_is_refused_is_said_and_can_be_taken_back(client: Client) -> None:
    asked = "/find?q=company+in+Grays,+no+bingo,+bowls+or+church"
    page = client.page(asked)
    assert "for “company no bingo, bowls or church” near Grays" in page.h1
    not_these = "Not: bingo, bowls or church"
    (chip,) = [each for each in page.by_class("meant") if not_these in words_of(each)]
    assert "ignore=refusals" in str(chip.get("href"))
    understood = client.data(asked.replace("/find", "/find.json"))["understood"]
    phrase = "no bingo, bowls or church"
    assert understood["refused"] == [
        {"what": what, "phrase": phrase} for what in ("bingo", "bowls", "church")
    ]
    plain = client.page(str(chip.get("href")))
    assert "company no bingo, bowls or church" in plain.h1
    assert not [each for each in plain.by_class("meant") if not_these in words_of(each)]


def test_short_forms_are_said_and_can_be_taken_back(client: Client) -> None:
    page = client.page("/find?q=wknd+football")
    (chip,) = [each for each in page.by_class("meant") if "wknd: weekend" in words_of(each)]
    assert "“weekend football”" in page.h1
    plain = client.page(str(chip.get("href")))
    assert "“wknd football”" in plain.h1
    understood = client.data("/find.json?q=wknd+football")["understood"]
    assert understood["short_forms"] == {"wknd": "weekend"}


def test_signpost_stands_above_the_listings(client: Client) -> None:
    page = client.page("/find?q=nhs+dentist")
    (box,) = page.by_class("signposts")
    assert words_of(box) == (
        "We do not list dentists. The NHS website finds one near you, or ring 111 when a tooth "
        "cannot wait. Ring 111 or go to www.nhs.uk"
    )
    (signpost,) = client.data("/find.json?q=nhs+dentist")["signposts"]
    assert (signpost["slug"], signpost["phone"]) == ("dentist", "111")
    assert client.page("/find?q=nursery+rhymes").by_class("signposts") == []
    assert 'class="signposts"' in client.get("/embed?q=dentist").text
    talk = client.get("/conversation?q=dentist+near+me&show=cards").text
    assert 'class="signposts"' in talk
    assert "We do not know where “near” is" in talk


def test_near_me_asks_for_the_place_and_keeps_the_rest(client: Client) -> None:
    page = client.page("/find?q=choir+near+me&cost=free")
    (form,) = page.by_class("near-me")
    fields = {e.get("name"): e.get("value") for e in form.iter() if e.get("name")}
    assert fields == {"near": None, "q": "choir near me", "cost": "free"}
    found = client.data("/find.json?q=choir+near+me")
    assert (found["asks_place"], found["understood"]["words"]) == (True, "choir")
    there = client.data("/find.json?q=choir+near+me&near=51.4761,0.3219")
    assert (there["asks_place"], there["understood"]["lat"]) == (False, 51.48)


def test_the_find_page_alone_may_ask_where_a_device_is(client: Client) -> None:
    powers = {
        address: client.get(address).headers["Permissions-Policy"].split(", ")[1]
        for address in ("/find", "/", "/embed", "/conversation")
    }
    assert powers == {
        "/find": "geolocation=(self)",
        **dict.fromkeys(("/", "/embed", "/conversation"), "geolocation=()"),
    }

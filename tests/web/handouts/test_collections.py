"""Collections over HTTP: made, filled, renamed, copied, printed; and their notes kept in."""

from datetime import date

import pytest

from assetmap.app import create_app
from assetmap.domain.listings.listing import Checked, Contact
from assetmap.domain.people.people import Role
from assetmap.services.handouts.collections import (
    add_listing,
    every_collection,
    start_collection,
)
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import add_note
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person
from tests.services.colleagues import a_whole_listing
from tests.web.inspection import words_of
from tests.web.listings.test_review import Office, send

NOTE = "Use the side door and ring the bell."
OVERDUE = Checked(date(2025, 7, 25), "Thurrock CVS")


class Team(Office):
    """An office with a collection of Vera's: three listings, one of them overdue."""

    def __init__(self, make_context: ContextMaker) -> None:
        super().__init__(
            make_context(
                a_whole_listing("a", name="Aqua Club", private=Contact(phone="01632 960666")),
                a_listing("b", name="Bowls", checked=OVERDUE),
                a_listing("c", name="Chess", when=["Wed 14:00-16:00"]),
            )
        )
        self.cora = a_person(self.context, Role.COORDINATOR, id="cora", name="Cora")
        made = start_collection(self.context, Actor(self.vera), "Tilbury – getting out")
        for each in ("a", "b"):
            add_listing(self.context, Actor(self.vera), made.id, each)
        add_note(self.context, Actor(self.vera), "a", NOTE)
        self.address = f"/work/collections/{made.id}"
        self.id = made.id


@pytest.fixture
def team(make_context: ContextMaker) -> Team:
    return Team(make_context)


def test_list_tells_owner_and_how_many_are_overdue(team: Team) -> None:
    page = team.as_(team.cora).page("/work/collections")
    (line,) = page.by_class("work__list")
    assert words_of(line) == "Tilbury – getting out 1 of 2 overdue Kept by Vera"


def test_make_fill_rename_and_delete(team: Team) -> None:
    cora = team.as_(team.cora)
    made = send(cora, "/work/collections", name=" Grays ")
    assert made.status_code == 303
    collection_id = made.location.rpartition("/")[2]
    added = send(cora, "/work/collections/add", collection=collection_id, listing="c")
    assert added.location == "/work/listings/c#collect"
    assert "Chess" in cora.get(made.location).text
    assert send(cora, f"{made.location}/name", name="Grays clubs").status_code == 303
    assert send(cora, f"{made.location}/remove", listing="c").status_code == 303
    kept = every_collection(team.context, Actor(team.cora))
    assert [(x.collection.name, x.collection.listing_ids) for x in kept] == [
        ("Grays clubs", ()),
        ("Tilbury – getting out", ("a", "b")),
    ]
    assert send(cora, f"{made.location}/delete").location == "/work/collections"
    assert cora.get(made.location).status_code == 404


def test_bad_names_are_told_and_what_was_typed_is_kept(team: Team) -> None:
    vera = team.as_(team.vera)
    for address in ("/work/collections", f"{team.address}/name"):
        long = "x" * 90
        answer = send(vera, address, name=long)
        assert answer.status_code == 422
        assert long in answer.text
        assert "Make the name 80 characters or fewer. It has 90." in answer.text
        assert send(vera, address).status_code == 422


def test_what_is_not_there_answers_404(team: Team) -> None:
    vera = team.as_(team.vera)
    assert vera.get("/work/collections/nothing").status_code == 404
    assert vera.get("/work/collections/nothing/poster").status_code == 404
    for address in ("nothing/name", "nothing/delete", "nothing/remove", "add"):
        assert send(vera, f"/work/collections/{address}", name="x").status_code == 404
    answer = send(vera, "/work/collections/add", collection=team.id, listing="nothing")
    assert answer.status_code == 404


def test_others_may_fill_it_but_not_rename_or_delete_it(team: Team) -> None:
    cora = team.as_(team.cora)
    text = cora.get(team.address).text
    assert "Take out" in text
    assert "This collection is yours" not in text
    assert send(cora, f"{team.address}/name", name="Mine").status_code == 403
    assert send(cora, f"{team.address}/delete").status_code == 403
    assert "This collection is yours" in team.as_(team.vera).get(team.address).text


def test_those_who_only_read_have_no_forms(team: Team) -> None:
    mona = team.as_(a_person(team.context, Role.MANAGER, id="mona"))
    assert NOTE in mona.get(team.address).text
    for address in ("/work/collections", team.address):
        text = mona.get(address).text.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in text
        assert send(mona, "/work/collections", name="x").status_code == 403
    bob = team.as_(a_person(team.context, Role.BROKER, id="bob"))
    assert [bob.get(x).status_code for x in ("/work/collections", team.address)] == [403, 403]
    assert team.public.get(team.address).status_code == 302


def test_copy_to_my_sheet_carries_the_listings_alone(team: Team) -> None:
    page = team.as_(team.cora).page(team.address)
    (copy,) = [each for each in page.all("a") if words_of(each) == "Copy to my sheet"]
    assert copy.get("href") == "/sheet/new?id=a&id=b"


def test_copy_takes_no_more_than_a_sheet_holds(team: Team) -> None:
    with team.context.store.transaction() as uow:
        for n in range(12):
            uow.save_listing(a_listing(f"x{n:02}"))
    for n in range(12):
        add_listing(team.context, Actor(team.vera), team.id, f"x{n:02}")
    page = team.as_(team.vera).page(team.address)
    (copy,) = [each for each in page.all("a") if words_of(each) == "Copy to my sheet"]
    assert copy.get("href", "").count("id=") == 12
    assert "A sheet holds 12: these are the first." in words_of(page.all("main")[0])


def test_staff_listing_page_offers_the_collections_that_it_is_not_in(team: Team) -> None:
    vera = team.as_(team.vera)
    assert "Add to a collection" in vera.get("/work/listings/c").text
    assert "Add to a collection" not in vera.get("/work/listings/a").text
    mona = team.as_(a_person(team.context, Role.MANAGER, id="mona"))
    assert "Add to a collection" not in mona.get("/work/listings/c").text


def test_notes_are_seen_in_the_collection_and_nowhere_that_leaves_the_office(team: Team) -> None:
    """Check 20: "side door" is absent from share, poster, public page and sheet."""
    cora = team.as_(team.cora)
    assert NOTE in cora.get(team.address).text
    for address in (
        f"{team.address}/poster",
        "/conversation?near=Tilbury&like=make&show=cards",
        "/conversation?near=Tilbury&like=make&show=cards&view=share",
        "/listing/a",
        "/find?q=aqua",
        "/find.json?q=aqua",
    ):
        for client in (cora, team.public):
            if address.startswith("/work") and client is team.public:
                continue
            text = client.get(address).text
            assert "Aqua Club" in text, address
            assert [x for x in ("side door", "01632 960666") if x in text] == [], address


def test_notes_are_not_on_the_sheet(team: Team) -> None:
    text = create_app(team.context).test_client().get("/sheet/new?id=a&id=b").text
    assert "Aqua Club" in text
    assert [x for x in ("side door", "01632 960666") if x in text] == []


def test_poster_tells_the_regular_times(team: Team) -> None:
    page = team.as_(team.cora).page(f"{team.address}/poster")
    said = [words_of(each) for each in page.by_class("poster__one")]
    same = "Tuesday, 10am to 12 noon Dock Road Hall, Tilbury. £2. Ring 01632 960001"
    assert said == [
        f"Aqua Club {same} Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser",
        f"Bowls {same} Not confirmed since July – please ring first",
    ]


def test_poster_tells_another_way_where_there_is_no_phone(team: Team) -> None:
    ways = (
        ("d", Contact(email="d@example.org", website="https://d.example.org/")),
        ("e", Contact(website="https://e.example.org/club/")),
        ("f", Contact()),
    )
    with team.context.store.transaction() as uow:
        for id_, public in ways:
            uow.save_listing(a_listing(id_, name=f"Club {id_}", public=public))
    for id_, _ in ways:
        add_listing(team.context, Actor(team.vera), team.id, id_)
    page = team.as_(team.cora).page(f"{team.address}/poster")
    said = [words_of(each) for each in page.by_class("poster__one")][2:]
    assert [words.partition("£2. ")[2].partition(" Checked")[0] for words in said] == [
        *("d@example.org", "e.example.org/club"),
        f"Ask us: {team.context.borough.help.phone}",
    ]


def test_posts_want_their_token(team: Team) -> None:
    vera = team.as_(team.vera)
    for address in ("", "/add", f"/{team.id}/name", f"/{team.id}/delete", f"/{team.id}/remove"):
        assert vera.post(f"/work/collections{address}", data={"name": "x"}).status_code == 400


def test_hostile_names_are_words(team: Team) -> None:
    bad = "<script>alert(1)</script>"
    vera = team.as_(team.vera)
    made = send(vera, "/work/collections", name=bad)
    for address in ("/work/collections", made.location, f"{made.location}/poster"):
        assert bad not in vera.get(address).text

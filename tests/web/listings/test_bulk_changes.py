"""`/work/change-many`: chosen in the list, seen listing by listing, and sent as proposals."""

import pytest

from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import Person, Role
from assetmap.services.context import Context
from assetmap.services.listings.proposals import waiting
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.colleagues import SECRET, a_whole_listing
from tests.web.adding_forms import fields_of_form, problems_on, send
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, words_of

HOSTILE = "Art & <b>Craft</b>"
AT = "/work/change-many?id=art&id=bridge&id=draft"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("art", name=HOSTILE, public=Contact(phone="01632 960001")),
        a_whole_listing("bridge", name="Bridge Club", public=Contact(phone="01632 960002")),
        a_whole_listing("draft", name="Draft Club", status=Status.DRAFT),
    )


@pytest.fixture
def me(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER, name="Vera")


@pytest.fixture
def client(context: Context, me: Person) -> Client:
    return sign_in(client_of(context), context, me)


def test_list_has_a_box_for_each_and_one_button(client: Client) -> None:
    page = client.page("/work/listings")
    boxes = page.by_class("listings__pick")
    assert [each.get("value") for each in boxes] == ["art", "bridge", "draft"]
    assert boxes[0].get("aria-label") == f"Choose {HOSTILE}"
    (form,) = [each for each in page.all("form") if each.get("action") == "/work/change-many"]
    assert form.get("method") == "get"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BROKER])
def test_who_asks_for_no_change_has_no_boxes(context: Context, role: Role) -> None:
    client = sign_in(client_of(context), context, a_person(context, role))
    assert client.page("/work/listings").by_class("listings__pick") == []
    assert client.get(AT).status_code == 403
    form = {"csrf_token": csrf_token(client), "id": "art", "field": "phone", "phone": "1"}
    assert client.post("/work/change-many", data=form).status_code == 403


def test_a_phone_number_is_shown_before_it_is_asked_for(context: Context, client: Client) -> None:
    where = "/work/change-many"
    answer = send(client, AT, action=where, field="phone", phone="01632 960002")
    assert answer.status_code == 200
    page = client.last
    assert page is not None
    lines = [words_of(each) for each in page.by_class("work__list")[0]]
    assert lines == [f"{HOSTILE} Public phone number: from 01632 960001 to 01632 960002"]
    assert "Left out: they say so already Bridge Club" in page.words
    assert "Left out: it cannot be changed here Draft Club. It is not published." in page.words
    assert waiting(context) == []
    sent = client.post(where, data=_sent_by(page))
    assert (sent.status_code, sent.location) == (303, "/work/listings")
    assert "1 change sent to an editor." in client.page("/work/listings").words
    (asked,) = waiting(context)
    assert (asked.listing_id, asked.changes[0].after) == ("art", "01632 960002")
    assert context.store.private_contact("art") == SECRET


def _sent_by(page: Page) -> dict[str, object]:
    """What the form of the page sends when its one button is pressed."""
    form = fields_of_form(page, "/work/change-many")
    return {**{name: form.getlist(name) for name in form}, "do": "send"}


def test_a_steward_is_chosen_by_name(context: Context, client: Client, me: Person) -> None:
    answer = send(client, AT, action="/work/change-many", field="steward", steward=me.id)
    assert answer.status_code == 200
    assert client.last is not None
    assert "Who will check it: from Thurrock CVS to Vera" in client.last.words
    assert me.id not in client.last.words


@pytest.mark.parametrize(
    ("typed", "problem", "box"),
    [
        ({"field": ""}, "Choose what to change.", "field"),
        ({"field": "cost"}, "Choose what to change.", "field"),
        ({"field": "phone"}, "The public phone number: say what it is to be.", "phone"),
        ({"field": "categories", "categories": "no/such"}, "Choose from the list.", "categories"),
        ({"field": "steward", "steward": "p-manager"}, "Choose somebody from the list.", "steward"),
    ],
)
def test_what_will_not_do_is_said_beside_its_box(
    context: Context, client: Client, typed: dict[str, str], problem: str, box: str
) -> None:
    a_person(context, Role.MANAGER)
    assert send(client, AT, action="/work/change-many", **typed).status_code == 422
    assert client.last is not None
    assert problems_on(client.last) == [problem]
    assert client.last.links()[problem] == f"#{box}"


def test_a_bad_number_keeps_what_was_typed_and_chosen(context: Context, client: Client) -> None:
    typed = {"field": "phone", "phone": "ring <b>me"}
    assert send(client, AT, action="/work/change-many", **typed).status_code == 422
    page = client.last
    assert page is not None
    assert page.by_id("phone").get("value") == "ring <b>me"
    hidden = [each.get("value") for each in page.all("input") if each.get("name") == "id"]
    assert hidden == ["art", "bridge", "draft"]
    assert waiting(context) == []


def test_nothing_chosen_is_said(client: Client) -> None:
    assert problems_on(client.page("/work/change-many", 422)) == [
        "Choose at least one listing in the list first."
    ]


def test_all_that_fit_are_changed_up_to_a_cap(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context(*(a_whole_listing(f"l{n}", name=f"Club {n:02}") for n in range(52)))
    client = sign_in(client_of(context), context, a_person(context, Role.EDITOR))
    every = client.page("/work/listings?q=club").links()["Change all 52"]
    assert every == "/work/change-many?q=club&every=yes"
    page = client.page(every)
    assert len([each for each in page.all("input") if each.get("name") == "id"]) == 52
    monkeypatch.setattr("assetmap.services.listings.bulk_changes.MOST", 50)
    (problem,) = problems_on(client.page(every, 422))
    assert problem.startswith("52 listings are too many at a time. Choose 50 or fewer: look for")


def test_a_hub_team_sees_and_changes_its_own_alone(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM, own=("bridge",))
    client = sign_in(client_of(context), context, hugh)
    page = client.page(AT)
    assert "Bridge Club" in page.words
    assert HOSTILE not in page.words
    form = {"csrf_token": csrf_token(client), "id": "art", "field": "phone", "do": "send"}
    client.post("/work/change-many", data={**form, "phone": "01632 960009"})
    assert waiting(context) == []

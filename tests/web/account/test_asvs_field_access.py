"""OWASP ASVS 5.0, level 2: 8.2.3 and 8.3, what is asked of access to single fields."""

import pytest

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.people.people import Action, NotAllowed, Person, Role, may
from assetmap.domain.place import Point
from assetmap.services.account import membership, people
from assetmap.services.account.second_factor import reset_second_factor
from assetmap.services.admin import handover
from assetmap.services.checks.checks import reveal_contact
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.hidden_places import reveal_place
from assetmap.storage.tables import ACCOUNTS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.services.colleagues import a_whole_listing
from tests.web.account.test_signing_in import ADMIN
from tests.web.conftest import Client, client_of

PLACE = Where(
    Precision.WITHHELD,
    venue="MARK House",
    address="9 MARK Row",
    postcode="RM18 7TB",
    point=Point(51.46381, 0.36191),
    area_served="Thurrock",
)
PRIVATE = Contact(phone="01632 960777", email="mark@example.org", name="MARK Person")
MARKS = ("MARK House", "9 MARK Row", "960777", "mark@example.org", "MARK Person")
WORK = "/work/listings/knit-club"
EACH = (Role.HUB_TEAM, Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.BROKER, Role.MANAGER)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_whole_listing(where=PLACE, private=PRIVATE))


@pytest.fixture
def client(context: Context) -> Client:
    return client_of(context)


def marks_in(text: str) -> list[str]:
    return [mark for mark in MARKS if mark in text]


def pressed(client: Client, context: Context, person: Person, address: str) -> list[str]:
    """What of it a press shows somebody."""
    signed = sign_in(client, context, person)
    answer = signed.post(address, data={"csrf_token": csrf_token(signed)})
    assert answer.status_code in (200, 403)
    return marks_in(answer.text)


@pytest.mark.parametrize("role", EACH)
def test_asvs_8_2_3_each_field_is_shown_to_those_who_may_see_that_field(
    context: Context, client: Client, role: Role
) -> None:
    someone = a_person(context, role, id="reader", own=())
    places = pressed(client, context, someone, f"{WORK}/place")
    assert bool(places) is may(someone, Action.SEE_WITHHELD_PLACE)
    assert set(places) <= {"MARK House", "9 MARK Row"}
    signed = sign_in(client, context, someone)
    for address in (WORK, f"{WORK}/change", f"{WORK}/history"):
        assert marks_in(signed.get(address, follow_redirects=True).text) == [], address


@pytest.mark.parametrize("role", EACH)
def test_asvs_8_2_3_fields_that_are_not_in_a_form_cannot_be_sent_with_it(
    context: Context, client: Client, role: Role
) -> None:
    """Roles, account and factor are never taken from a form about something else."""
    someone = a_person(context, role, id="reader", own=("knit-club",))
    signed = sign_in(client, context, someone)
    before = (someone, context.store.get(ACCOUNTS, someone.id))
    extra = {"roles": "admin", "role": "admin", "needs_second_factor": "", "active": "yes"}
    extra |= {"must_keep_codes": "", "second_factor": "", "id": "p-other", "person_id": "p-other"}
    for address in ("/account/sessions/end-others", "/account/second-factor", "/account/password"):
        signed.post(address, data={"csrf_token": csrf_token(signed), **extra})
    after = people.person_of(context, someone.email)
    assert (after, context.store.get(ACCOUNTS, someone.id)) == before


@pytest.mark.parametrize("role", EACH)
def test_asvs_8_3_1_the_service_refuses_whatever_the_page_let_through(
    context: Context, role: Role
) -> None:
    someone = a_person(context, role, id="reader", own=())
    other = a_person(context, Role.ADMIN, id="p-other")
    actor = Actor(someone)
    asked = {
        Action.SEE_WITHHELD_PLACE: lambda: reveal_place(context, actor, "knit-club"),
        Action.SEE_PRIVATE: lambda: reveal_contact(context, actor, "knit-club"),
        Action.MANAGE_PEOPLE: lambda: reset_second_factor(context, actor, other.id),
    }
    for action, ask in asked.items():
        was_let = True
        try:
            ask()
        except NotAllowed:
            was_let = False
        assert was_let is may(someone, action, "knit-club"), action


def test_asvs_8_3_2_a_role_that_is_taken_shuts_the_field_at_once(
    context: Context, client: Client
) -> None:
    someone = a_person(context, Role.VOLUNTEER, Role.EDITOR, id="reader")
    signed = sign_in(client, context, someone)
    data = {"csrf_token": csrf_token(signed)}
    assert marks_in(signed.post(f"{WORK}/place", data=data).text) == ["MARK House", "9 MARK Row"]
    membership.change_roles(context, ADMIN, someone.email, remove=[Role.EDITOR])
    assert signed.post(f"{WORK}/place", data=data).status_code == 302  # to sign in again
    signed = sign_in(client, context, someone)
    data = {"csrf_token": csrf_token(signed)}
    answer = signed.post(f"{WORK}/place", data=data)
    assert (answer.status_code, marks_in(answer.text)) == (403, [])
    handover.disable(context, ADMIN, someone.email)
    assert signed.post(f"{WORK}/place", data=data).status_code == 302

"""`/work/leads`: the list, a listing that is started, and what is set aside."""

import pytest

from assetmap.domain.imports.lead import LeadState, lead_id
from assetmap.domain.people.people import Role
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.services.context import Context
from assetmap.services.leads.leads import take_leads
from assetmap.storage.tables import LEADS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

LEADS_PAGE = "/work/leads"
TRUST = FoundLead("7", "Riverside <3 Trust", "Helps.", postcode="RM17 6SL", website="trust.example")
TRUST_ID = lead_id("register", "7")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    made = make_context(a_listing("knit", name="Riverside Knitting Club"))
    take_leads(made, "register", [TRUST])
    take_leads(made, "judo", [FoundLead("1", "Judo", "Judo", town="Tilbury")])
    return made


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def post(client: Client, path: str, **typed: str) -> tuple[int, str]:
    answer = client.post(path, data={**typed, "csrf_token": csrf_token(client)})
    return answer.status_code, answer.headers.get("Location", "")


def state(context: Context, key: str = TRUST_ID) -> LeadState:
    return context.store.get(LEADS, key).state


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.VOLUNTEER, 200), (Role.COORDINATOR, 200), (Role.BROKER, 403), (Role.MANAGER, 403)],
)
def test_who_sees_it(context: Context, role: Role, status: int) -> None:
    assert as_(context, role).get(LEADS_PAGE).status_code == status


def test_list_and_its_filters(context: Context) -> None:
    client = as_(context, Role.VOLUNTEER)
    page = client.page(LEADS_PAGE)
    assert "2 leads Judo Judo Tilbury. From judo." in page.words
    assert "Riverside <3 Trust Helps. Grays. From register. https://trust.example" in page.words
    only = client.page(page.links()["judo 1 waiting"])
    assert "1 lead Judo" in only.words
    assert "Riverside" not in only.words
    assert client.page(f"{LEADS_PAGE}?source=%3Cb%3E&state=frob&from=x").h1 == "Leads"


def test_it_is_set_aside_and_put_back(context: Context) -> None:
    client = as_(context, Role.VOLUNTEER)
    assert post(client, f"{LEADS_PAGE}/{TRUST_ID}/aside") == (303, LEADS_PAGE)
    assert state(context) is LeadState.NOT_FOR_US
    page = client.page(LEADS_PAGE)
    assert "1 lead Judo" in page.words
    aside = client.page(page.links()["Not for us"])
    assert "1 lead Riverside" in aside.words
    assert post(client, f"{LEADS_PAGE}/{TRUST_ID}/back") == (303, LEADS_PAGE)
    assert state(context) is LeadState.WAITING


def test_a_listing_is_started_from_it(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    status, where = post(client, f"{LEADS_PAGE}/{lead_id('judo', '1')}/start")
    assert (status, where.rpartition("/")[2]) == (303, "what")
    assert client.page(where).by_id("name").get("value", "Judo") == "Judo"
    assert state(context, lead_id("judo", "1")) is LeadState.LISTED


def test_what_is_like_it_is_shown_first(context: Context) -> None:
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("trust", name="Riverside 3 Trusts"))
    client = as_(context, Role.EDITOR)
    start = f"{LEADS_PAGE}/{TRUST_ID}/start"
    assert post(client, start)[0] == 200
    page = client.last
    assert page is not None
    assert page.h1 == "Is it one of these?"
    assert page.links()["Riverside 3 Trusts"] == "/work/listings/trust"
    assert state(context) is LeadState.WAITING
    assert post(client, start, sure="yes")[0] == 303
    assert state(context) is LeadState.LISTED


def test_a_lead_that_is_not_there(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    for what in ("start", "aside", "back"):
        assert post(client, f"{LEADS_PAGE}/x/{what}") == (303, LEADS_PAGE)
    assert "This lead is not there any more." in client.page(LEADS_PAGE).words


def test_a_hundred_leads_to_a_page(context: Context) -> None:
    many = [FoundLead(f"m{n}", f"Trust {n:03}", "", town="Grays") for n in range(120)]
    take_leads(context, "register", many)
    page = as_(context, Role.EDITOR).page(LEADS_PAGE)
    assert "122 leads" in page.words
    assert page.links()["More leads"] == f"{LEADS_PAGE}?from=100"

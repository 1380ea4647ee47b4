"""`/reports/usability`: the task sheet, how a test went, and what was typed."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.reports.usability_rounds import rounds
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

PAGE = "/reports/usability"
TYPED = {
    "on-day": "12",
    "on-month": "3",
    "on-year": "2026",
    "where": "Riverside Hub",
    "company-alone": "3",
    "company-not_done": "1",
    "changed": "The phone number stands on top now.",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def test_round_is_added_read_and_taken_out(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    token = {"csrf_token": csrf_token(client)}
    assert client.post(f"{PAGE}/new", data=TYPED | token).status_code == 303
    words = client.page(PAGE).words
    assert "12 March 2026, Riverside Hub" in words
    assert "Find something. 3 None 1" in words
    assert "What we changed The phone number stands on top now." in words
    [kept] = rounds(context)
    assert client.post(f"{PAGE}/{kept.id}/take-out", data=token).status_code == 303
    assert "There was none yet." in client.page(PAGE).words


def test_what_was_typed_stays_beside_what_is_wrong(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    typed = TYPED | {"company-alone": "three", "csrf_token": csrf_token(client)}
    assert client.post(f"{PAGE}/new", data=typed).status_code == 422
    assert client.last is not None
    assert client.last.by_id("company-alone").get("value") == "three"
    assert client.last.by_id("where").get("value") == "Riverside Hub"


def test_sheet_is_for_whoever_reads_reports(context: Context) -> None:
    words = as_(context, Role.COORDINATOR).page(f"{PAGE}/sheet").words
    assert "Do not write their name." in words
    assert as_(context, Role.VOLUNTEER).get(PAGE).status_code == 403

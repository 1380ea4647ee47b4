"""`/reports/use` and `/work/feedback`: trust, use, ease, and who may add what."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.reports.use_counts import add_uses
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

PAGE, FEEDBACK = "/reports/use", "/work/feedback"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter"))


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def test_manager_reads_trust_and_use(context: Context) -> None:
    add_uses(context, ["sheet:large"] * 3)
    client = as_(context, Role.MANAGER)
    words = client.page(PAGE).words
    assert "Lists printed, large print 3 3" in words
    assert "Fewer than 5 answers in the last 12 months." in words
    assert "Add the council’s figure" not in words
    assert client.get(f"{PAGE}.csv").text == (
        'what,March 2026,in all\r\n"Lists printed, large print",3,3\r\n'
    )
    assert client.get(FEEDBACK).status_code == 403


def test_answers_on_paper_and_the_councils_figure(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    token = {"csrf_token": csrf_token(client)}
    typed = {"month": "2026-03", "channel": "paper", "easy": "9", "fairly": "", "hard": "6"}
    assert client.post(FEEDBACK, data=typed | token).status_code == 303
    figure = {"year": "2015/16", "percent": "85.8", "source": "Adult social care survey"}
    assert client.post(PAGE, data=figure | token).status_code == 303
    words = client.page(PAGE).words
    assert "Found it easy 60%" in words
    assert "2015/16 85.8% Adult social care survey" in words


def test_what_was_typed_stays_beside_what_is_wrong(context: Context) -> None:
    client = as_(context, Role.EDITOR)
    token = {"csrf_token": csrf_token(client)}
    typed = {"month": "2026-03", "channel": "", "easy": "nine", "hard": "6"}
    assert client.post(FEEDBACK, data=typed | token).status_code == 422
    assert client.last is not None
    assert client.last.by_id("easy").get("value") == "nine"
    assert client.last.by_id("hard").get("value") == "6"
    assert client.post(PAGE, data={"year": "soon", "percent": "85"} | token).status_code == 422
    assert client.last.by_id("year").get("value") == "soon"

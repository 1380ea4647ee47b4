"""`/reports/equality`: the tables, the lists behind them, and the file."""

from assetmap.domain.people.people import Role
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import client_of


def test_figures_open_their_lists(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("knit", name="Knit and Natter", access=("bsl",)), a_listing("walk", access=())
    )
    client = sign_in(client_of(context), context, a_person(context, Role.MANAGER))
    page = client.page("/reports/equality")
    assert "1 listing of 2 say nothing of it." in page.words
    assert "British Sign Language 1" in page.words
    assert "Hearing loop None None -" in page.words
    behind = client.page(page.links()["1: British Sign Language"]).words
    assert "1 listing Knit and Natter" in behind
    assert "Access,British Sign Language,1,2,\r\n" in client.get("/reports/equality.csv").text
    assert client.get("/reports/equality/list?facet=access&value=x").status_code == 404


def test_volunteer_may_not(make_context: ContextMaker) -> None:
    context = make_context()
    client = sign_in(client_of(context), context, a_person(context, Role.VOLUNTEER))
    assert client.get("/reports/equality").status_code == 403

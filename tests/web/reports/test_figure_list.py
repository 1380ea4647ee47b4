"""The list behind a figure: what is public, what is not, and what is not there any more."""

from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Role
from assetmap.web.reports.figure_list import figure_list
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import client_of


def test_each_leads_to_the_page_that_tells_of_it(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("knit", name="Knit <b>"), a_listing("old", name="Old", status=Status.ARCHIVED)
    )
    client = sign_in(client_of(context), context, a_person(context, Role.MANAGER))
    with client.application.test_request_context("/reports/x"):
        page = figure_list(context, ["old", "knit", "gone"], "Hubs", ("", "Hubs."), ("/r", "Back"))
    assert '<a href="/listing/knit">Knit &lt;b&gt;</a>' in page
    assert '<a href="/work/listings/old">Old</a>' in page
    assert 'gone <span class="hint">Not in the directory any more</span>' in page
    assert "3 listings" in page

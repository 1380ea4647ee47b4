"""What is printed is counted, once it was made well."""

import pytest

from assetmap.services.context import Context
from assetmap.services.reports.use_counts import uses
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter"))


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("/find.pdf?q=knit", {"map": 1}),
        ("/find.pdf?day=someday", {}),  # refused
        ("/find?q=knit", {}),
    ],
)
def test_only_what_is_made_is_counted(context: Context, path: str, counted: dict[str, int]) -> None:
    client = client_of(context)
    client.get(path)
    _, thread = client.application.extensions["assetmap.uses"]
    assert thread.settle(20)
    assert {what: months.total() for what, months in uses(context).items()} == counted

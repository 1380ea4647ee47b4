"""Where a borough has no time bank, its pages are not there."""

from dataclasses import replace

import pytest

from assetmap.app import create_app
from tests.conftest import ContextMaker


@pytest.mark.parametrize(("is_on", "status"), [(True, 200), (False, 404)])
def test_pages_are_there_only_where_it_is_on(
    make_context: ContextMaker, is_on: bool, status: int
) -> None:
    context = make_context()
    rules = replace(context.borough.time_bank, is_on=is_on)
    context.borough = replace(context.borough, time_bank=rules)
    client = create_app(context).test_client()
    assert client.get("/time-bank/my-account").status_code == status
    staff = client.get("/work/time-bank/exchanges").status_code
    assert staff == (302 if is_on else 404)

"""The page of wants without a match, and a want with the offers that fit."""

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.items import ItemKind
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.time_bank import keep_exchange, keep_item, the_time_bank

MATCHES = "/work/time-bank/matches"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> FlaskClient:
    client = create_app(context).test_client()
    return sign_in(client, context, a_person(context, Role.BROKER))


def text_of(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status
    return " ".join(response.get_data(as_text=True).split())


def test_want_with_its_match_and_the_rule_of_a_first_exchange_tb11(
    context: Context, client: FlaskClient
) -> None:
    """TB11: the rule stands on the match, and one press leads to the form filled in."""
    offer = keep_item(context, "101", "I like to cut hedges", days=("Tue", "Wed"))
    want = keep_item(context, "102", "My hedge <needs> a cut", kind=ItemKind.WANT, days=("Tue",))
    assert f'href="{MATCHES}/{want.id}"' in text_of(client, MATCHES)
    page = text_of(client, f"{MATCHES}/{want.id}")
    assert '<h3 class="break-anywhere">Ada Lovelock (101)</h3>' in page
    assert "<li>Both say “hedge”, “cut”</li>" in page
    assert "<li>Both free on Tuesdays</li>" in page
    assert "It is the first exchange of Ada Lovelock and Bertram Oddwick" in page
    assert f"/exchanges/new?want={want.id}&amp;offer={offer.id}" in page
    assert "<needs>" not in page


def test_want_that_was_arranged_waits_no_longer(context: Context, client: FlaskClient) -> None:
    want = keep_item(context, "102", "A hedge to cut", kind=ItemKind.WANT)
    keep_exchange(context, "101", "102", items=(want.id,))
    page = text_of(client, MATCHES)
    assert "No wants" in page
    assert "A hedge" not in page


def test_want_that_nothing_fits_and_one_that_is_none(context: Context, client: FlaskClient) -> None:
    want = keep_item(context, "102", "Learn the bassoon", kind=ItemKind.WANT)
    assert "No offer fits yet." in text_of(client, f"{MATCHES}/{want.id}")
    offer = keep_item(context, "101", "Cut hedges")
    for item_id in (offer.id, "none"):
        assert client.get(f"{MATCHES}/{item_id}").status_code == 404

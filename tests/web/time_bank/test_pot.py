"""The pot's page, its grants, and gifts that a broker was told of: TB7 of the product's rules."""

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.time_bank import join, the_time_bank

POT, GRANTS, GIFTS = (
    "/work/time-bank/pot",
    "/work/time-bank/pot/grants",
    "/work/time-bank/gifts/new",
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def as_(context: Context, role: Role) -> FlaskClient:
    return sign_in(create_app(context).test_client(), context, a_person(context, role))


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return as_(context, Role.BROKER)


def post(client: FlaskClient, address: str, **data: str) -> tuple[int, str]:
    sent = {"csrf_token": csrf_token(client), "once": "form-0001", **data}
    answer = client.post(address, data=sent)
    return answer.status_code, " ".join(answer.get_data(as_text=True).split())


def page_of(client: FlaskClient, address: str = POT) -> str:
    return " ".join(client.get(address).get_data(as_text=True).split())


def grant(client: FlaskClient, **data: str) -> tuple[int, str]:
    usual = {"account": "102", "hours": "2 h", "reason": "illness"}
    return post(client, GRANTS, **{**usual, **data})


def test_check_32_gift_to_the_pot_as_told_to_a_broker_tb7(
    context: Context, client: FlaskClient
) -> None:
    """TB7, check 32: the pot shows 12 h; hours exchanged do not change; sent twice it is one."""
    for _ in range(2):
        assert post(client, GIFTS, giver="101", to="pot", minutes="2 h")[0] == 303
    ledger = context.store.ledger
    assert (ledger.balance("pot"), ledger.balance("101")) == (720, 60)
    assert [each for each in ledger.transfers() if each.kind.is_exchanged] == []
    page = page_of(client)
    assert "<dt>Left in it</dt><dd><a href=" in page
    assert ">12 h</a>" in page
    assert ">2 h</a>" in page


def test_grant_names_a_reason_and_no_recipient_tb7(context: Context, client: FlaskClient) -> None:
    """TB7: the pot's page says what a grant was for, and not to whom."""
    for _ in range(2):
        assert grant(client)[0] == 303
    assert context.store.ledger.balance("102") == 0
    page = page_of(client)
    assert "Grant from the pot: illness, or coming out of hospital" in page
    lines = page.partition("In and out")[2].partition("Grant some")[0]
    assert "Bertram" not in lines
    assert "102" not in lines


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"hours": "11 h"}, "There is not so much in the pot."),
        ({"hours": "11 h", "overdraw": "yes"}, "There is not so much in the pot."),
        ({"hours": "-"}, "Write the time like"),
        ({"reason": ""}, "Choose what it is for."),
        ({"account": "999"}, "There is no member or group with the number 999."),
    ],
)
def test_grant_that_cannot_be_is_told_tb7(
    context: Context, client: FlaskClient, data: dict[str, str], said: str
) -> None:
    """TB7: a broker never grants more than there is, whatever is sent."""
    status, page = grant(client, **data)
    assert (status, said in page) == (400, True)
    assert context.store.ledger.balance("pot") == 600


def test_only_an_admin_may_overdraw_with_a_reason_tb7(context: Context) -> None:
    """TB7: an admin's tick lets the pot go below nothing, and the audit notes it."""
    admin = as_(context, Role.ADMIN)
    assert grant(admin, hours="11 h")[0] == 400
    assert grant(admin, hours="11 h", overdraw="yes", reason="")[0] == 400
    assert grant(admin, hours="11 h", overdraw="yes")[0] == 303
    assert context.store.ledger.balance("pot") == -60
    assert "More was granted than is in it." in page_of(admin)
    said = [each.entry.happening.what for each in context.store.audited()]
    assert "let the time-bank pot go below nothing" in said


def test_nobody_grants_to_themselves(context: Context, client: FlaskClient) -> None:
    own = join(context, name="Sam Own", email="p-broker@example.org")
    assert grant(client, account=own.id)[0] == 400
    assert context.store.ledger.balance("pot") == 600


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"minutes": "4 h"}, "There are 3 h to give."),
        ({"giver": ""}, "Enter a number or a name."),
        ({"to": "101"}, "Nobody can give time to themselves."),
        ({"giver": "102"}, "There are 0 h to give."),
        ({"minutes": "0"}, "Say how many hours."),
    ],
)
def test_gift_that_cannot_be_is_told(
    context: Context, client: FlaskClient, data: dict[str, str], said: str
) -> None:
    usual = {"giver": "101", "to": "103", "minutes": "1 h"}
    status, page = post(client, GIFTS, **{**usual, **data})
    assert (status, said in page) == (400, True), page
    assert context.store.ledger.balance("101") == 180

"""The ledger's pages: check 33 of the product's rules, and that nothing is ever changed there."""

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.time_bank.posting import post_exchange
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange, the_time_bank

LEDGER = "/work/time-bank/ledger"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> FlaskClient:
    client = create_app(context).test_client()
    return sign_in(client, context, a_person(context, Role.BROKER))


@pytest.fixture
def entry(context: Context) -> str:
    """The id of an exchange in the ledger: 101 gave 102 1 h 30."""
    exchange = confirmed(context, keep_exchange(context, "101", "102"))
    with context.unit_of_work() as uow:
        return post_exchange(context, uow, BY_BROKER, exchange).id


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status
    return " ".join(response.get_data(as_text=True).split())


def correct(client: FlaskClient, entry: str, **data: str) -> tuple[int, str]:
    sent = {"csrf_token": csrf_token(client), "reason": "minutes", **data}
    answer = client.post(f"{LEDGER}/{entry}/correct", data=sent)
    return answer.status_code, answer.headers.get("Location", "") or answer.get_data(as_text=True)


RIGHT = {
    "right": "yes",
    "giver": "101",
    "receiver": "102",
    "minutes": "2 h",
    "place": "public",
    "on-day": "12",
    "on-month": "3",
    "on-year": "2026",
}


def test_check_33_a_mistake_is_taken_back_and_both_entries_stay_tb4(
    context: Context, client: FlaskClient, entry: str
) -> None:
    """TB4: the original stays, the correction refers to it, and both are listed."""
    status, location = correct(client, entry, reason="never")
    assert (status, location) == (303, f"{LEDGER}/{entry}")
    original = context.store.ledger.transfer(entry)
    correction = context.store.ledger.transfers(account="101", newest_first=True)[0]
    assert (original.minutes, correction.corrects, correction.reason) == (90, entry, "never")
    assert context.store.ledger.balances()["101"] == 180
    page = text_of(client, f"{LEDGER}?account=101")
    assert "3 entries" in page
    assert "Taken back" in page
    assert "It did not happen" in page
    assert f'href="{LEDGER}/{correction.id}">See the correction' in text_of(client, location)
    assert f'href="{LEDGER}/{entry}">See that entry' in text_of(client, f"{LEDGER}/{correction.id}")


def test_right_entry_is_made_in_the_same_moment_tb4(
    context: Context, client: FlaskClient, entry: str
) -> None:
    """TB4: one form takes back and enters right; both or neither."""
    status, location = correct(client, entry, **RIGHT)
    assert status == 303
    new = context.store.ledger.transfer(location.rsplit("/", 1)[1])
    assert (new.minutes, new.givers, new.receivers) == (120, ("101",), ("102",))
    assert context.store.ledger.balances()["101"] == 300
    assert context.store.ledger.faults() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "x"},
        {"giver": "999"},
        {"place": "home"},
        {"on-day": "20"},
        {"giver": "102"},
        {"reason": "because"},
    ],
)
def test_neither_is_kept_when_the_right_entry_cannot_be(
    context: Context, client: FlaskClient, entry: str, wrong: dict[str, str]
) -> None:
    before = context.store.ledger.transfers()
    status, page = correct(client, entry, **{**RIGHT, **wrong})
    assert (status, "There is a problem" in page) == (400, True)
    assert context.store.ledger.transfers() == before


def test_taken_back_once_and_a_correction_never(
    context: Context, client: FlaskClient, entry: str
) -> None:
    assert correct(client, entry)[0] == 303
    assert correct(client, entry)[0] == 303
    corrections = context.store.ledger.corrections()
    assert list(corrections) == [entry]
    status, page = correct(client, corrections[entry])
    assert (status, "A correction cannot be corrected" in page) == (400, True)
    for each in (entry, corrections[entry]):
        assert "What was wrong?" not in text_of(client, f"{LEDGER}/{each}")


def test_no_address_edits_or_deletes_an_entry_tb4(
    context: Context, client: FlaskClient, entry: str
) -> None:
    """TB4: whatever is sent to any address of the ledger, no entry that was there changes."""
    before = {each.id: each for each in context.store.ledger.transfers()}
    rules = [
        each for each in client.application.url_map.iter_rules() if each.rule.startswith(LEDGER)
    ]
    assert {each.rule for each in rules} == {
        LEDGER,
        f"{LEDGER}/<entry_id>",
        f"{LEDGER}/<entry_id>/correct",
    }
    token = csrf_token(client)
    for rule in rules:
        address = rule.rule.replace("<entry_id>", entry)
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            data = {
                "csrf_token": token,
                **RIGHT,
                "reason": "minutes",
                "minutes": "9 h",
                "id": entry,
            }
            answer = client.open(address, method=method, data=data)
            allowed = method == "POST" and address.endswith("/correct")
            assert answer.status_code == (303 if allowed else 405), (method, address)
    after = {each.id: each for each in context.store.ledger.transfers()}
    assert {id_: after[id_] for id_ in before} == before
    for page in (LEDGER, f"{LEDGER}/{entry}"):
        assert not {"delete", "edit", "remove"} & set(text_of(client, page).casefold().split())


def test_figures_of_the_list_are_those_of_its_entries(
    context: Context, client: FlaskClient, entry: str
) -> None:
    page = text_of(client, f"{LEDGER}?kind=exchange")
    assert "1 entry" in page
    assert "Time that moved: 1 h 30 min" in page
    march = "from-day=1&from-month=3&from-year=2026&to-day=31&to-month=3&to-year=2026"
    assert "1 entry" in text_of(client, f"{LEDGER}?{march}")
    assert "Balance now: 10 h" in text_of(client, f"{LEDGER}?account=pot")
    assert "No entries" in text_of(client, f"{LEDGER}?kind=gift")
    assert f'href="{LEDGER}/{entry}"' in page


def test_figure_elsewhere_leads_to_the_list_that_adds_up_to_it(
    context: Context, client: FlaskClient, entry: str
) -> None:
    link = f"{LEDGER}?kind=exchange&kind=group&from=2026-03-01&until=2026-03-31"
    page = text_of(client, link)
    assert "1 entry" in page
    assert "Time that moved: 1 h 30 min" in page
    assert 'value="exchange,group" selected' in page
    assert 'name="from-day" value="1"' in page
    assert "No entries" in text_of(client, link.replace("2026-03-01", "2026-03-13"))
    assert correct(client, entry)[0] == 303
    assert "Time that moved: 0 h" in text_of(client, link)


def test_wrong_filter_is_told(client: FlaskClient) -> None:
    assert "Nobody is called" in text_of(client, f"{LEDGER}?account=nobody", 400)
    assert "There is no such date" in text_of(
        client, f"{LEDGER}?from-day=31&from-month=2&from-year=2026", 400
    )


def test_long_ledger_is_turned_over_page_by_page(context: Context, client: FlaskClient) -> None:
    for _ in range(101):
        exchange = confirmed(context, keep_exchange(context, "101", "102"))
        with context.unit_of_work() as uow:
            post_exchange(context, uow, BY_BROKER, exchange)
    page = text_of(client, f"{LEDGER}?kind=exchange")
    assert "101 entries" in page
    assert "Time that moved: 151 h 30 min" in page
    assert f"{LEDGER}?kind=exchange&amp;skip=100" in page
    assert text_of(client, f"{LEDGER}?kind=exchange&skip=100").count("<tr>") == 2


def test_own_entry_is_not_put_right_by_the_broker_it_is_of(
    context: Context, client: FlaskClient, entry: str
) -> None:
    own = join(context, name="Sam", email="p-broker@example.org")
    status, page = correct(client, entry, **{**RIGHT, "giver": own.id})
    assert (status, "ask another broker" in page) == (400, True)

"""The broker's pages of exchanges: check 31 of the product's rules word for word, and its edges."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from assetmap.app import create_app
from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS, TIME_BANK_EXCHANGES
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.time_bank import AT_HOME, join, keep_exchange, keep_item, the_time_bank

TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> FlaskClient:
    client = create_app(context).test_client()
    return sign_in(client, context, a_person(context, Role.BROKER))


def form(client: FlaskClient, **changes: str) -> dict[str, str]:
    """The form of an exchange as check 31 fills it in, with something changed."""
    usual = {
        "csrf_token": csrf_token(client),
        "once": "form-0001",
        "giver": "101",
        "receiver": "102",
        "minutes": "1 h 30",
        "on-day": "12",
        "on-month": "3",
        "on-year": "2026",
        "place": "public",
        "category": "",
        "far": "done",
    }
    return {name: value for name, value in (usual | changes).items() if value != "-"}


def text_of(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status
    return " ".join(response.get_data(as_text=True).split())


def balances(context: Context) -> tuple[int, int, int]:
    """Of 101, of 102, and of all together."""
    every = context.store.ledger.balances()
    return every["101"], every["102"], sum(every.values())


def test_check_31_no_balance_moves_until_both_confirm_tb3(
    context: Context, client: FlaskClient
) -> None:
    """TB3, TB5: 101 gave 102 1 h 30; by phone with both it is 4 h 30 and −3 h 30, total 0."""
    sent = client.post("/work/time-bank/exchanges/new", data=form(client))
    assert sent.status_code == 303
    assert balances(context) == (180, -120, 0)
    page = text_of(client, sent.location)
    assert "Bertram Oddwick</strong> has not said yet" in page
    by_phone = client.post(f"{sent.location}/by-phone", data={"csrf_token": csrf_token(client)})
    assert by_phone.status_code == 303
    assert balances(context) == (270, -210, 0)
    ledger = text_of(client, "/work/time-bank/ledger?account=101")
    assert "Balance now: 4 h 30 min" in ledger
    assert "Balance now: −3 h 30 min" in text_of(client, "/work/time-bank/ledger?account=102")


def test_check_31_one_tick_by_phone_with_both_posts_it_at_once_tb3(
    context: Context, client: FlaskClient
) -> None:
    """TB3: the box "Confirmed by phone with both" alone is enough; sent twice it is one."""
    data = form(client, far="-", by_phone="yes")
    first = client.post("/work/time-bank/exchanges/new", data=data)
    again = client.post("/work/time-bank/exchanges/new", data=data)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.location == again.location
    assert balances(context) == (270, -210, 0)
    entry = context.store.ledger.transfers(account="102", newest_first=True)[0]
    assert entry.done_on == date(2026, 3, 12)


def test_form_sent_twice_makes_one_exchange(context: Context, client: FlaskClient) -> None:
    for _ in range(2):
        assert client.post("/work/time-bank/exchanges/new", data=form(client)).status_code == 303
    assert context.store.count(TIME_BANK_EXCHANGES) == 1


def test_names_do_as_well_as_numbers_and_several_are_told_apart(
    context: Context, client: FlaskClient
) -> None:
    join(context, name="Ada Lovelace")
    sent = form(client, giver="lovelock", receiver="102 Bertram Oddwick")
    assert client.post("/work/time-bank/exchanges/new", data=sent).status_code == 303
    answer = client.post("/work/time-bank/exchanges/new", data=form(client, giver="ada"))
    assert answer.status_code == 400
    assert "There are several: 101 Ada Lovelock, 104 Ada Lovelace. Type the number." in (
        answer.get_data(as_text=True)
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"giver": ""}, "Enter who gives the time."),
        ({"giver": "999"}, "There is no member or group with the number 999."),
        ({"giver": "102"}, "Nobody can give time to themselves."),
        ({"minutes": "soon"}, "Write the time like 1:30"),
        ({"minutes": "1:20"}, "Give the time in steps of 15 minutes."),
        ({"on-day": ""}, "Enter a day, a month and a year"),
        ({"on-day": "20"}, "It has not been yet"),
        ({"on-year": "2019"}, "Look at the year."),
        ({"place": ""}, "Choose where it is."),
        ({"far": ""}, "Choose how far it is."),
        ({"place": "home"}, "has no flag for homes"),
        ({"place": "lift"}, "has no flag for giving lifts"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    context: Context, client: FlaskClient, changes: dict[str, str], said: str
) -> None:
    answer = client.post("/work/time-bank/exchanges/new", data=form(client, **changes))
    page = " ".join(answer.get_data(as_text=True).split())
    assert (answer.status_code, said in page) == (400, True), page
    assert context.store.count(TIME_BANK_EXCHANGES) == 0
    for name, value in changes.items():
        if name in ("giver", "minutes"):
            assert f'name="{name}" value="{value}"' in page


def test_first_exchange_at_home_needs_the_broker_there_tb11(
    context: Context, client: FlaskClient
) -> None:
    """TB11: with the flags of both, a first exchange at home still needs one of the team there."""
    one, two = (join(context, name=name, **AT_HOME) for name in ("Cy Home", "Di Home"))
    sent = form(client, giver=one.id, receiver=two.id, place="home", far="agreed")
    answer = client.post("/work/time-bank/exchanges/new", data=sent)
    assert answer.status_code == 400
    assert "It is the first exchange of Cy Home and Di Home" in answer.get_data(as_text=True)
    answer = client.post("/work/time-bank/exchanges/new", data={**sent, "broker_present": "yes"})
    assert answer.status_code == 303


def test_a_match_fills_in_the_form(context: Context, client: FlaskClient) -> None:
    offer = keep_item(context, "101", "Cut hedges", category="")
    want = keep_item(context, "102", "A hedge to cut", kind="want")
    page = text_of(client, f"/work/time-bank/exchanges/new?want={want.id}&offer={offer.id}")
    assert 'name="giver" value="101 Ada Lovelock"' in page
    assert 'name="receiver" value="102 Bertram Oddwick"' in page
    assert f'name="want" value="{want.id}"' in page


def test_from_proposed_to_called_off_tb14(context: Context, client: FlaskClient) -> None:
    """TB14: on "agreed" each is told how to reach the other, and the broker reads it out."""
    exchange = keep_exchange(
        context, "101", "102", state=ExchangeState.PROPOSED, on=date(2026, 3, 20)
    )
    address = f"/work/time-bank/exchanges/{exchange.id}"
    assert "How they reach each other" not in text_of(client, address)
    token = {"csrf_token": csrf_token(client)}
    assert client.post(f"{address}/agree", data=token).status_code == 303
    page = text_of(client, address)
    assert "Tell <strong>Bertram Oddwick</strong>" in page
    assert "01632 960501, ada.lovelock@example.org" in page
    assert [each.to for each in context.store.find(EMAILS)] == ["ada.lovelock@example.org"]
    assert client.post(f"{address}/call-off", data=token).status_code == 303
    assert "01632 960501" not in text_of(client, address)
    kept = context.store.get(TIME_BANK_EXCHANGES, exchange.id)
    assert kept.state is ExchangeState.CALLED_OFF
    assert client.post(f"{address}/by-phone", data=token).status_code == 400
    assert balances(context) == (180, -120, 0)


def test_done_with_another_time_asks_for_the_words_again(
    context: Context, client: FlaskClient
) -> None:
    exchange = keep_exchange(context, "101", "102", state=ExchangeState.AGREED)
    address = f"/work/time-bank/exchanges/{exchange.id}"
    data = {"csrf_token": csrf_token(client), "minutes": "2 h"}
    data |= {"on-day": "11", "on-month": "3", "on-year": "2026"}
    assert client.post(f"{address}/done", data=data).status_code == 303
    kept = context.store.get(TIME_BANK_EXCHANGES, exchange.id)
    assert (kept.state, kept.minutes, kept.on) == (ExchangeState.DONE, 120, date(2026, 3, 11))
    wrong = client.post(f"{address}/done", data={**data, "minutes": "x"})
    assert wrong.status_code == 400


def test_broker_who_is_one_of_the_two_may_not_confirm_tb3(
    context: Context, client: FlaskClient
) -> None:
    """TB3: a broker's own exchange needs another broker; an admin is one as well."""
    broker = a_person(context, Role.BROKER, id="p-own", email="own@example.org")
    own = join(context, name="Somebody Else", email="OWN@example.org")
    exchange = keep_exchange(context, own.id, "102")
    address = f"/work/time-bank/exchanges/{exchange.id}"
    theirs = sign_in(create_app(context).test_client(), context, broker)
    assert "You are one of the two." in text_of(theirs, address)
    answer = theirs.post(f"{address}/by-phone", data={"csrf_token": csrf_token(theirs)})
    assert answer.status_code == 400
    assert "ask another broker" in answer.get_data(as_text=True)
    answer = client.post(f"{address}/by-phone", data={"csrf_token": csrf_token(client)})
    assert answer.status_code == 303
    assert context.store.ledger.balance(own.id) == 90


def test_low_balance_is_a_talk_and_no_block_tb5(context: Context, client: FlaskClient) -> None:
    """TB5: below the soft limit the broker reads "a good time for a chat"; nothing is stopped."""
    low = join(context, -660, name="Lou Low")
    exchange = keep_exchange(context, "101", low.id)
    address = f"/work/time-bank/exchanges/{exchange.id}"
    assert "Lou Low has used 11 hours more than given so far. A good time for a chat." in (
        text_of(client, address)
    )
    answer = client.post(f"{address}/by-phone", data={"csrf_token": csrf_token(client)})
    assert answer.status_code == 303
    assert context.store.ledger.balance(low.id) == -750


def test_list_shows_who_is_waited_for(context: Context, client: FlaskClient) -> None:
    keep_exchange(context, "101", "102", place=PlaceKind.REMOTE)
    page = text_of(client, "/work/time-bank/exchanges")
    assert "Ada Lovelock to Bertram Oddwick" in page
    assert "Waits for Ada Lovelock and Bertram Oddwick" in page
    assert "There are none." in text_of(client, "/work/time-bank/exchanges?state=agreed")
    assert "Waits for Ada" in text_of(client, "/work/time-bank/exchanges?state=nonsense")


@pytest.mark.parametrize(
    "role", [Role.VOLUNTEER, Role.COORDINATOR, Role.HUB_TEAM, Role.EDITOR, Role.MANAGER]
)
def test_nobody_but_broker_and_admin_sees_any_of_it_tb20(context: Context, role: Role) -> None:
    """TB20: 403 for everybody else, with a line in the audit."""
    other = sign_in(create_app(context).test_client(), context, a_person(context, role))
    exchange = keep_exchange(context, "101", "102")
    for path in (
        *("exchanges", "exchanges/new", f"exchanges/{exchange.id}", "matches"),
        *("ledger", "pot", "gifts/new"),
    ):
        assert other.get(f"/work/time-bank/{path}").status_code == 403, path
    last = list(context.store.audited())[-1].entry.happening
    assert (last.what, last.by) == ("refused: run the time bank", f"p-{role}")


def test_unknown_exchange_is_not_found(client: FlaskClient) -> None:
    assert client.get("/work/time-bank/exchanges/none").status_code == 404
    answer = client.post(
        "/work/time-bank/exchanges/none/agree", data={"csrf_token": csrf_token(client)}
    )
    assert answer.status_code == 404

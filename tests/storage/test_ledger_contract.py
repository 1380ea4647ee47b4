"""What any store's ledger does: the meaning of the protocol in `assetmap/storage/ledger.py`.

TB1 and TB2: whole minutes, double entry, added to and never changed, all balances together 0.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assetmap.clock import LONDON
from assetmap.domain.time_bank.ledger import (
    EARLIER,
    ISSUE,
    MOST,
    OUTSIDE,
    POT,
    SYSTEM_ACCOUNTS,
    Account,
    AccountKind,
    AlreadyPosted,
    BadTransfer,
    CorrectionReason,
    GrantReason,
    Line,
    PlaceKind,
    Transfer,
    TransferKind,
    moved,
    taken_back,
)
from assetmap.storage.ledger import Ledger
from assetmap.storage.store import NotFound, Store, Unavailable
from tests.properties import quick
from tests.storage.openers import OPENERS
from tests.storage.transfers import DAY, FULL, NOON, a_transfer, open_accounts

NOTHING = dict.fromkeys((EARLIER, ISSUE, OUTSIDE, POT), 0)


@pytest.fixture
def store(which: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the accounts 99, 101 and 102 of members and 103 of a group."""
    store = OPENERS[which](tmp_path)
    open_accounts(store, "101", "99", "102")
    open_accounts(store, "103", kind=AccountKind.GROUP)
    yield store
    store.close()


@pytest.fixture
def other(which: str, tmp_path: Path, store: Store) -> Iterator[Store]:
    """A second opening of the same store, as another process has it."""
    other = OPENERS[which](tmp_path)
    yield other
    other.close()


@pytest.fixture
def ledger(store: Store) -> Ledger:
    """The ledger of the store."""
    return store.ledger


def post(store: Store, *transfers: Transfer) -> None:
    with store.transaction() as uow:
        for transfer in transfers:
            uow.post(transfer)


def take_back(store: Store, original: Transfer, id_: str = "c") -> Transfer:
    made = taken_back(original, CorrectionReason.TWICE, id_=id_, at=NOON, by="p-broker")
    post(store, made)
    return made


def ids(transfers: list[Transfer]) -> list[str]:
    return [each.id for each in transfers]


def test_a_new_ledger_has_the_accounts_that_are_no_persons(which: str, tmp_path: Path) -> None:
    store = OPENERS[which](tmp_path / "new")
    assert sorted(each.id for each in store.ledger.accounts()) == sorted(NOTHING)
    assert set(store.ledger.accounts()) == set(SYSTEM_ACCOUNTS)
    assert (store.ledger.balances(), store.ledger.transfers()) == (NOTHING, [])
    assert (store.ledger.corrections(), store.ledger.faults()) == ({}, [])
    store.close()


def test_accounts_come_by_number_those_with_a_name_first(ledger: Ledger) -> None:
    members = [Account(each, AccountKind.MEMBER) for each in ("99", "101", "102")]
    group = Account("103", AccountKind.GROUP)
    assert ledger.accounts()[4:] == [*members, group]
    assert ledger.accounts(AccountKind.GROUP) == [group]
    assert ledger.accounts(AccountKind.GROUP, AccountKind.MEMBER) == [*members, group]
    assert [each.id for each in ledger.accounts(AccountKind.OUTSIDE)] == [EARLIER, OUTSIDE]
    assert ledger.account("103") == group
    with pytest.raises(NotFound, match="there is no account '104'"):
        ledger.account("104")


def test_an_account_is_opened_once(store: Store) -> None:
    for taken in ("101", POT):
        with pytest.raises(AlreadyPosted, match=f"There is an account {taken} already"):
            open_accounts(store, taken, kind=AccountKind.GROUP)
    assert store.ledger.account("101").kind is AccountKind.MEMBER
    assert len(store.ledger.accounts()) == 8


@pytest.mark.parametrize("kind", [AccountKind.POT, AccountKind.ISSUE, AccountKind.OUTSIDE])
def test_there_is_one_pot_and_one_issue(store: Store, kind: AccountKind) -> None:
    with pytest.raises(BadTransfer, match="cannot be opened"):
        open_accounts(store, "104", kind=kind)


@pytest.mark.parametrize("number", ["", "Ada", "0104", "-1", "1.5", "1" * 10, "١٠٤", " 104"])
def test_an_account_is_called_by_a_number(store: Store, number: str) -> None:
    with pytest.raises(BadTransfer, match="cannot be opened"):
        open_accounts(store, number)
    assert len(store.ledger.accounts()) == 8


def test_a_transfer_comes_back_whole(store: Store, other: Store) -> None:
    post(store, FULL)
    for each in (store, other):
        assert each.ledger.transfer("t-full") == FULL
        assert each.ledger.transfer_of("exchange:t-full") == FULL
        assert each.ledger.transfers() == [FULL]
        assert each.ledger.faults() == []
    assert store.ledger.transfer("t-full").posted_at.utcoffset() == NOON.utcoffset()


@pytest.mark.parametrize("kind", TransferKind)
def test_every_kind_comes_back(store: Store, kind: TransferKind) -> None:
    if kind is TransferKind.CORRECTION:
        post(store, a_transfer())
        made = take_back(store, a_transfer())
    else:
        made = a_transfer(kind=kind)
        post(store, made)
    assert store.ledger.transfer(made.id) == made


@pytest.mark.parametrize("place", [*PlaceKind, None])
def test_every_place_comes_back(store: Store, place: PlaceKind | None) -> None:
    made = a_transfer(place=place)
    post(store, made)
    assert store.ledger.transfer("t") == made


@pytest.mark.parametrize("reason", ["", *CorrectionReason, *GrantReason])
def test_every_reason_comes_back(store: Store, reason: str) -> None:
    made = a_transfer(kind=TransferKind.POT_GRANT, reason=str(reason))
    post(store, made)
    assert store.ledger.transfer("t") == made


def test_what_is_not_there_is_not_found(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="there is no entry 't'"):
        ledger.transfer("t")
    assert ledger.transfer_of("key:t") is None
    assert ledger.balance("104") == 0
    assert ledger.transfers(account="104") == []


def test_balances_are_the_sums_of_lines(store: Store) -> None:
    post(store, a_transfer("a"), a_transfer("b", "103", "101", lines=moved("101", {"103": 15})))
    session = moved("103", {"99": 60, "101": 120})
    post(store, a_transfer("c", kind=TransferKind.GROUP, lines=session))
    ledger = store.ledger
    balances = {"99": 60, "101": 90 - 15 + 120, "102": -90, "103": 15 - 180}
    assert ledger.balances() == NOTHING | balances
    assert list(ledger.balances()) == [each.id for each in ledger.accounts()]
    assert {each: ledger.balance(each) for each in balances} == balances
    assert sum(ledger.balances().values()) == 0


def test_transfers_are_in_the_order_in_which_they_were_posted(store: Store) -> None:
    late = a_transfer("late", done_on=date(2025, 12, 31))
    post(store, a_transfer("b"), late, a_transfer("a"))
    assert ids(store.ledger.transfers()) == ["b", "late", "a"]
    assert ids(store.ledger.transfers(newest_first=True)) == ["a", "late", "b"]
    assert ids(store.ledger.transfers(most=2)) == ["b", "late"]
    assert ids(store.ledger.transfers(newest_first=True, most=1)) == ["a"]
    assert store.ledger.transfers(most=0) == []


def test_a_late_entry_belongs_to_the_day_on_which_it_was_done(store: Store) -> None:
    """Done on 30 March, entered on 2 April: the old year's (section 6 of the design)."""
    entered = datetime(2026, 4, 2, 10, tzinfo=LONDON)
    post(store, a_transfer("late", done_on=date(2026, 3, 30), posted_at=entered))
    post(store, a_transfer("new", done_on=date(2026, 4, 1), posted_at=entered))
    ledger = store.ledger
    assert ids(ledger.transfers(done_until=date(2026, 3, 31))) == ["late"]
    assert ids(ledger.transfers(done_from=date(2026, 4, 1))) == ["new"]
    assert ids(ledger.transfers(done_from=date(2026, 3, 30), done_until=date(2026, 4, 1))) == [
        *("late", "new")
    ]
    assert ledger.transfers(done_from=date(2026, 4, 2)) == []


def test_transfers_of_an_account_of_kinds_and_of_days(store: Store) -> None:
    gift, pot = TransferKind.GIFT, TransferKind.POT_GIFT
    post(store, a_transfer("a"), a_transfer("b", "103", "99", kind=gift))
    post(store, a_transfer("c", "103", "101", kind=pot), a_transfer("d", done_on=date(2026, 1, 1)))
    ledger = store.ledger
    assert ids(ledger.transfers(account="101")) == ["a", "c", "d"]
    assert ids(ledger.transfers(account="103")) == ["b", "c"]
    assert ids(ledger.transfers(kinds=[gift])) == ["b"]
    assert ids(ledger.transfers(kinds={gift, pot})) == ["b", "c"]
    assert ids(ledger.transfers(kinds=())) == ["a", "b", "c", "d"]
    assert ids(ledger.transfers(account="101", kinds=[pot], done_from=DAY)) == ["c"]
    assert ids(ledger.transfers(account="101", done_until=date(2026, 2, 1))) == ["d"]
    assert ids(ledger.transfers(account="101", newest_first=True, most=1)) == ["d"]


def test_a_correction_takes_back_and_both_stay(store: Store) -> None:
    """TB4."""
    post(store, FULL)
    correction = take_back(store, FULL)
    assert ids(store.ledger.transfers()) == ["t-full", "c"]
    assert store.ledger.transfer("c") == correction
    assert store.ledger.corrections() == {"t-full": "c"}
    assert set(store.ledger.balances().values()) == {0}


def test_an_entry_is_taken_back_once(store: Store) -> None:
    post(store, FULL)
    take_back(store, FULL)
    again = taken_back(FULL, CorrectionReason.DATE, id_="c2", at=NOON, by="p-broker")
    for second in (again, replace(again, key="another")):
        with pytest.raises(AlreadyPosted):
            post(store, second)
    assert store.ledger.corrections() == {"t-full": "c"}


def test_a_correction_is_not_corrected(store: Store) -> None:
    post(store, FULL)
    first = take_back(store, FULL)
    second = replace(
        taken_back(replace(first, kind=TransferKind.GIFT), CorrectionReason.TWICE, id_="c2",
                   at=NOON, by="p-broker")
    )  # fmt: skip
    with pytest.raises(BadTransfer, match="is none itself"):
        post(store, second)
    assert ids(store.ledger.transfers()) == ["t-full", "c"]


@pytest.mark.parametrize(
    "lines",
    [
        moved("101", {"102": 45}),
        moved("101", {"99": 90}),
        moved("102", {"101": 90}),
        (Line("101", -90), Line("102", 60), Line("99", 30)),
    ],
    ids=["half", "another", "twice", "more"],
)
def test_a_correction_takes_back_all_of_it(store: Store, lines: tuple[Line, ...]) -> None:
    post(store, FULL)
    correction = taken_back(FULL, CorrectionReason.MINUTES, id_="c", at=NOON, by="p-broker")
    with pytest.raises(BadTransfer, match="takes back all of an entry"):
        post(store, replace(correction, lines=lines))
    assert store.ledger.transfers() == [FULL]


def test_a_correction_of_nothing_is_refused(store: Store) -> None:
    correction = taken_back(FULL, CorrectionReason.MINUTES, id_="c", at=NOON, by="p-broker")
    with pytest.raises(BadTransfer, match="an entry that is there"):
        post(store, correction)
    assert store.ledger.transfers() == []


UNSOUND: dict[str, tuple[dict[str, Any], str]] = {
    "nobody": ({"lines": ()}, "between two accounts"),
    "one alone": ({"lines": (Line("101", 90),)}, "between two accounts"),
    "oneself": ({"lines": moved("101", {"101": 90})}, "themselves"),
    "nothing": ({"lines": moved("102", {"101": 0})}, "how long"),
    "more than is given": ({"lines": (Line("101", 90), Line("102", -60))}, "do not add up"),
    "too much": ({"lines": moved("102", {"101": MOST + 1})}, "more time than"),
    "unknown giver": ({"lines": moved("102", {"104": 90})}, "There is no such account"),
    "unknown receiver": ({"lines": moved("Ada", {"101": 90})}, "There is no such account"),
    "giver with a NUL": ({"lines": moved("102", {"101\x00": 90})}, "There is no such account"),
    "receiver with a NUL": ({"lines": moved("102\x00Ada", {"101": 90})}, "no such account"),
    "correction of nothing": ({"kind": TransferKind.CORRECTION}, "names what it corrects"),
    "exchange that corrects": ({"corrects": "t-full"}, "names what it corrects"),
    "words of one's own": ({"reason": "Ada was ill"}, "no such kind, reason or place"),
    "no key": ({"key": ""}, "a key"),
    "no id": ({"id": ""}, "an id"),
    "nobody's": ({"by": ""}, "somebody who posted it"),
    "a moment nowhere": ({"posted_at": datetime(2026, 3, 16, 9)}, "the moment"),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_what_is_unsound_is_refused_and_leaves_nothing(store: Store, case: str) -> None:
    values, words = UNSOUND[case]
    with store.transaction() as uow:  # refused inside a unit that goes on
        uow.post(a_transfer("before"))
        with pytest.raises(BadTransfer, match=words) as refused:
            uow.post(a_transfer("t", **({"id": "t"} | values)))
        uow.post(a_transfer("after"))
    assert not isinstance(refused.value, AlreadyPosted)
    assert ids(store.ledger.transfers()) == ["before", "after"]
    assert store.ledger.balance("101") == 180
    assert store.ledger.faults() == []


@pytest.mark.parametrize("same", [{"id": "t", "key": "new"}, {"id": "new", "key": "key:t"}])
def test_an_id_and_a_key_are_posted_once(store: Store, other: Store, same: dict[str, Any]) -> None:
    first = a_transfer("t")
    post(store, first)
    second = replace(a_transfer("new", "103", "99"), **same)
    for each in (store, other):
        with pytest.raises(AlreadyPosted, match="This is in the ledger already"):
            post(each, second)
    with store.transaction() as uow, pytest.raises(AlreadyPosted):
        uow.post(second)
    assert store.ledger.transfers() == [first]
    assert store.ledger.balance("103") == 0


def test_a_unit_that_raises_leaves_nothing(store: Store, other: Store) -> None:
    before = store.ledger.balances()

    def broken_off() -> None:
        with store.transaction() as uow:
            uow.open_account(Account("104", AccountKind.MEMBER))
            uow.post(a_transfer("a", "104", "101"))
            assert store.ledger.balance("104") == 90  # what it wrote is seen inside it
            assert other.ledger.balance("104") == 0  # and not outside
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    for each in (store, other):
        assert (each.ledger.balances(), each.ledger.transfers()) == (before, [])
    post(store, a_transfer("a"))  # and the next one is not hindered
    assert ids(other.ledger.transfers()) == ["a"]


def test_posting_is_for_units_of_work_alone(store: Store) -> None:
    assert [name for name in dir(Ledger) if name in ("post", "open_account", "delete")] == []
    with store.transaction(), pytest.raises(Unavailable), store.transaction() as inner:
        inner.post(a_transfer())
    assert store.ledger.transfers() == []


def in_threads(*works: Callable[[], None]) -> list[BaseException]:
    """Does each in a thread of its own, all at once; gives what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_threads_that_post_at_once_lose_nothing(store: Store, other: Store) -> None:
    def work(of: Store, name: str) -> None:
        for number in range(60):
            post(of, a_transfer(f"{name}-{number}"))

    assert in_threads(lambda: work(store, "a"), lambda: work(other, "b")) == []
    assert len(store.ledger.transfers()) == 120
    assert store.ledger.balances() == NOTHING | {"99": 0, "101": 10800, "102": -10800, "103": 0}
    assert store.ledger.faults() == []


def test_the_same_key_posted_by_threads_at_once_is_one_transfer(store: Store, other: Store) -> None:
    """A double click, or two brokers at once."""
    for number in range(10):
        keyed = f"form:{number}"
        works = [
            lambda of=of, name=name, key=keyed: post(of, a_transfer(f"{name}{key}", key=key))
            for of, name in ((store, "a"), (other, "b"), (store, "c"))
        ]
        raised = in_threads(*works)
        assert [type(each) for each in raised] == [AlreadyPosted, AlreadyPosted]
    assert len(store.ledger.transfers()) == 10
    assert store.ledger.balance("101") == 900


minutes = st.integers(-MOST, MOST).filter(bool)
_numbers = count()
numbers = st.sampled_from(["99", "101", "102", "103", POT, ISSUE, OUTSIDE])


@settings(quick, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(numbers, numbers, minutes), min_size=1, max_size=8), st.booleans())
def test_whatever_is_posted_the_sum_is_nothing(
    store: Store, moves: list[tuple[str, str, int]], takes_back: bool
) -> None:
    """TB2."""
    for giver, receiver, given_minutes in moves:
        number = next(_numbers)
        lines = moved(receiver, {giver: given_minutes})
        made = a_transfer(f"t-{number}", lines=lines)
        if giver == receiver:
            with pytest.raises(BadTransfer):
                post(store, made)
            continue
        post(store, made)
        if takes_back:
            take_back(store, made, f"c-{number}")
    assert sum(store.ledger.balances().values()) == 0
    assert store.ledger.faults() == []


def test_a_ledger_of_the_sample_alone_begins_anew(store: Store, other: Store) -> None:
    """Tried out by invented people: their accounts go, those of others stay."""
    invented = ("101", "102")
    earlier = (Line(EARLIER, 780_000), Line(OUTSIDE, -780_000))
    first = a_transfer("a", key="sample:1")
    gift = a_transfer("g", kind=TransferKind.POT_GIFT, lines=moved("101", {POT: 60}))
    brought = a_transfer("b", key="sample:b", kind=TransferKind.BROUGHT_FORWARD, lines=earlier)
    post(store, first, a_transfer("form"), gift, brought)
    take_back(store, first, "c1")
    take_back(store, brought, "c2")
    instance = store.instance_id()
    with store.transaction() as uow:
        uow.begin_ledger_anew(invented)
    assert store.instance_id() == other.instance_id() != instance
    for each in (store, other):
        assert each.ledger.transfers() == []
        assert each.ledger.balances() == NOTHING | {"99": 0, "103": 0}
        assert each.ledger.account("103").kind is AccountKind.GROUP
        assert each.ledger.faults() == []
    post(other, a_transfer("a", "99", "103"))
    open_accounts(store, "101")
    assert store.ledger.balance("99") == 90


REAL = {
    "of others": a_transfer("real", "99", "103"),
    "with others": a_transfer("real", "101", "99"),
    "with others, by the sample": a_transfer("real", "101", "99", key="sample:2"),
    "brought forward": a_transfer("real", lines=(Line(EARLIER, 60), Line(OUTSIDE, -60))),
    "key alike": a_transfer("real", lines=(Line(POT, 60), Line(ISSUE, -60)), key="samples:1"),
}


@pytest.mark.parametrize("name", REAL)
def test_a_ledger_in_which_anything_else_was_posted_stays(store: Store, name: str) -> None:
    post(store, a_transfer("a", key="sample:1"), REAL[name])
    before = (store.ledger.transfers(), store.ledger.balances(), store.instance_id())
    with store.transaction() as uow, pytest.raises(BadTransfer, match="real people"):
        uow.begin_ledger_anew(("101", "102"))
    assert (store.ledger.transfers(), store.ledger.balances(), store.instance_id()) == before


def test_a_ledger_begins_anew_wholly_or_not_at_all(store: Store, other: Store) -> None:
    post(store, FULL)

    def broken_off() -> None:
        with store.transaction() as uow:
            uow.begin_ledger_anew(("101", "102"))
            assert store.ledger.transfers() == []
            assert other.ledger.transfers() == [FULL]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    for each in (store, other):
        assert (each.ledger.transfers(), each.ledger.faults()) == ([FULL], [])
    with store.transaction() as uow, pytest.raises(BadTransfer):
        uow.begin_ledger_anew(())
    assert store.ledger.transfers() == [FULL]

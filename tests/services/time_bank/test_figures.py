"""The figures of a period over a real ledger: what counts, where, and when (TB17)."""

from dataclasses import replace
from datetime import date

from assetmap.domain.time_bank.figures import Breakdown, Row
from assetmap.domain.time_bank.ledger import (
    POT,
    CorrectionReason,
    GrantReason,
    PlaceKind,
    TransferKind,
)
from assetmap.domain.time_bank.members import GroupAccount, Member, Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import add_group, save_member
from assetmap.services.time_bank.figures import EARLIEST, figures
from assetmap.services.time_bank.posting import (
    Given,
    post_closing,
    post_correction,
    post_earlier_hours,
    post_exchange,
    post_gift,
    post_grant,
    post_session,
    post_welcome,
)
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.time_bank import BROKER, BY_BROKER, confirmed, join, keep_exchange, the_time_bank

YEAR = date(2025, 4, 1), date(2026, 3, 31)
MARCH = date(2026, 3, 1), date(2026, 3, 31)


def exchange(context: Context, giver: str, receiver: str, **values: object) -> str:
    """An exchange of an hour and a half that is posted; gives its id."""
    kept = confirmed(context, keep_exchange(context, giver, receiver, **values))
    with context.unit_of_work() as uow:
        return post_exchange(context, uow, BY_BROKER, kept).id


def many(context: Context, number: int) -> list[Member]:
    """So many members more."""
    return [join(context, name=f"Member Number{each}") for each in range(number)]


def test_tb17_every_sort_of_entry_has_a_line_of_its_own(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, hub = the_time_bank(context)
    three, four = many(context, 2)
    exchange(context, one.id, two.id)
    wrong = exchange(context, two.id, three.id, minutes=300)
    with context.unit_of_work() as uow:
        day = date(2026, 3, 14)
        minutes = {one.id: 60, two.id: 120, three.id: 30}
        post_session(context, uow, BY_BROKER, hub.id, minutes, day, Given(), key="form-1")
        post_gift(context, uow, BY_BROKER, one.id, POT, 120, key="form-2")
        post_gift(context, uow, BY_BROKER, one.id, two.id, 15, key="form-3")
        post_grant(context, uow, BY_BROKER, four.id, 240, GrantReason.ILLNESS, key="form-4")
        post_welcome(context, uow, BY_BROKER, three)
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, date(2025, 9, 1))
        post_correction(context, uow, BY_BROKER, wrong, CorrectionReason.TWICE)
        post_closing(context, uow, BY_BROKER, four.id)
    found = figures(context, *MARCH)
    assert dict(found.values) == {
        "exchanged": 90 + 210,
        "exchanges": 2,
        "late": 0,
        "earlier": 13_000 * 60,
        "opening": 0,
        "welcome": 300,
        "gifts": 15,
        "pot_in": 120,
        "pot_out": 240,
        "pot_balance": 600 + 120 - 240,
        "closing": 240,
        "unspent": (180 + 90 + 60 - 120 - 15) + (30 + 300),
        "corrections": 1,
        **dict.fromkeys(("active_some", "active_long", "both", "givers", "receivers"), None),
        "joined": 0,
        "left": 0,
    }
    assert figures(context, *YEAR).values["opening"] == 180 - 120 + 600
    assert context.store.ledger.faults() == []


def test_tb17_brought_forward_is_in_no_other_figure(make_context: ContextMaker) -> None:
    context = make_context()
    with context.unit_of_work() as uow:
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, date(2025, 9, 1))
    assert {key: value for key, value in figures(context, *YEAR).values.items() if value} == {
        "earlier": 13_000 * 60
    }
    assert figures(context, date(2024, 4, 1), date(2025, 3, 31)).values["earlier"] == 0


def test_tb17_what_was_done_in_march_and_entered_in_april_is_of_march(
    make_context: ContextMaker,
) -> None:
    context = make_context(today="2026-04-02")
    one, two, _ = the_time_bank(context)
    exchange(context, one.id, two.id, on=date(2026, 3, 30))
    march, april = figures(context, *MARCH), figures(context, date(2026, 4, 1), date(2026, 4, 30))
    assert [march.values[each] for each in ("exchanged", "exchanges", "late")] == [90, 1, 90]
    assert [april.values[each] for each in ("exchanged", "exchanges", "late")] == [0, 0, 0]
    assert figures(context, *YEAR).exchanged == 90


def test_tb17_a_correction_takes_its_entry_out_of_the_month_it_was_done_in(
    make_context: ContextMaker,
) -> None:
    context = make_context(today="2026-04-02")
    one, two, _ = the_time_bank(context)
    wrong = exchange(context, one.id, two.id, on=date(2026, 3, 30))
    assert figures(context, *MARCH).exchanged == 90
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, wrong, CorrectionReason.MINUTES)
    after = figures(context, *MARCH)
    assert (after.exchanged, after.values["corrections"]) == (0, 1)
    assert figures(context, date(2026, 4, 1), date(2026, 4, 30)).values["corrections"] == 0
    exchange(context, one.id, two.id, on=date(2026, 3, 30), minutes=60)
    assert figures(context, *MARCH).exchanged == 60


def test_tb17_people_are_counted_from_five_on(make_context: ContextMaker) -> None:
    context = make_context()
    givers, receivers = many(context, 6), many(context, 6)
    for giver, receiver in zip(givers[:4], receivers[:4], strict=True):
        exchange(context, giver.id, receiver.id)
    few = figures(context, *MARCH)
    assert (few.values["givers"], few.values["receivers"]) == (None, None)
    assert (few.values["active_long"], few.values["both"]) == (8, 0)
    for giver, receiver in zip(givers, receivers, strict=True):
        exchange(context, giver.id, receiver.id, minutes=30)
    many_more = figures(context, *MARCH)
    assert (many_more.values["givers"], many_more.values["receivers"]) == (6, 6)
    for giver, receiver in zip(givers, receivers, strict=True):
        exchange(context, receiver.id, giver.id, minutes=30)
    assert figures(context, *MARCH).values["both"] == 100


def test_tb17_active_is_of_90_days_and_of_12_months(make_context: ContextMaker) -> None:
    context = make_context()
    people = many(context, 12)
    for number, (giver, receiver) in enumerate(zip(people[:6], people[6:], strict=True)):
        done_on = date(2025, 12, 17) if number < 3 else date(2025, 12, 16)  # 90 days, and 91
        exchange(context, giver.id, receiver.id, on=done_on)
    found = figures(context, date(2026, 3, 1), date(2026, 3, 16))
    assert (found.values["active_some"], found.values["active_long"]) == (6, 12)
    assert figures(context, date(2026, 12, 1), date(2026, 12, 16)).values["active_long"] == 6
    assert figures(context, date(2026, 12, 1), date(2026, 12, 17)).values["active_long"] == 0


def test_tb17_groups_and_the_pot_are_no_people(make_context: ContextMaker) -> None:
    context = make_context()
    _, _, hub = the_time_bank(context)
    people = many(context, 5)
    with context.unit_of_work() as uow:
        minutes = {each.id: 60 for each in people}
        day = date(2026, 3, 14)
        post_session(context, uow, BY_BROKER, hub.id, minutes, day, Given(), key="form-1")
    found = figures(context, *MARCH)
    assert [found.values[each] for each in ("exchanged", "exchanges")] == [300, 1]
    assert [found.values[each] for each in ("givers", "receivers", "active_long")] == [5, 0, 5]


def test_tb17_tables_add_up_and_name_nothing_of_few_people(make_context: ContextMaker) -> None:
    context = make_context()
    people = many(context, 12)
    for giver, receiver in zip(people[:6], people[6:], strict=True):
        exchange(context, giver.id, receiver.id, category="home/pets", ward="SAMPLE-09")
        exchange(context, giver.id, receiver.id, category="food", place=PlaceKind.HOME)
    exchange(context, people[0].id, people[1].id, category="learn/digital", minutes=15)
    found = figures(context, *MARCH)
    assert found.tables["category"] == Breakdown((Row("food", 540),), 540 + 15)
    assert found.tables["ward"] == Breakdown((Row("", 555), Row("SAMPLE-09", 540)), None)
    assert found.tables["place"] == Breakdown((Row("public", 555), Row("home", 540)), None)
    assert {each.minutes for each in found.tables.values()} == {found.exchanged}
    # Dates of one's own could be taken from a month's, so they have no tables.
    assert figures(context, date(2026, 3, 1), date(2026, 3, 30)).tables == {}


def test_tb17_new_and_left_by_the_day_and_only_of_whole_periods(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    people = many(context, 6)
    joined, left = date(2026, 3, 2), date(2026, 3, 9)
    for number, member in enumerate(people):
        stages = (StageChange(Stage.ACTIVE, joined, BROKER.id),)
        if number < 2:
            stages += (StageChange(Stage.LEFT, left, BROKER.id),)
        stage = stages[-1].stage
        with context.unit_of_work() as uow:
            changed = replace(member, stage=stage, stages=stages)
            save_member(context, uow, BY_BROKER, changed, "changed the stage")
    found = figures(context, *MARCH)
    assert (found.values["joined"], found.values["left"]) == (6, None)
    own = figures(context, date(2026, 3, 1), date(2026, 3, 30))
    assert (own.values["joined"], own.values["left"]) == (None, None)
    assert {"joined", "left"} <= own.withheld
    assert not found.withheld & {"joined", "left"}


def test_tb17_an_erased_member_still_counts_as_a_number(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, _ = the_time_bank(context)
    exchange(context, one.id, two.id)
    before = figures(context, *MARCH)
    with context.unit_of_work() as uow:
        bare = Member(id=two.id, stage=Stage.LEFT, stages=two.stages)
        uow.save(TIME_BANK_MEMBERS, bare)
    assert figures(context, *MARCH) == before
    with context.unit_of_work() as uow:
        uow.delete(TIME_BANK_MEMBERS, id=two.id)
    after = figures(context, *MARCH)
    assert (after.exchanged, after.months) == (before.exchanged, before.months)


def test_tb17_months_add_up_to_the_period(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, _ = the_time_bank(context)
    for day in (date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 12)):
        exchange(context, one.id, two.id, on=day)
    found = figures(context, date(2026, 1, 1), date(2026, 3, 31))
    assert [(each.minutes, each.exchanges) for each in found.months] == [
        *((180, 2), (90, 1), (90, 1))
    ]
    assert sum(each.minutes for each in found.months) == found.exchanged
    assert figures(context, EARLIEST, date(2026, 3, 16)).exchanged == found.exchanged


def test_what_was_posted_since_is_counted_at_once(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, _ = the_time_bank(context)
    assert figures(context, *MARCH).exchanged == 0
    exchange(context, one.id, two.id)
    assert figures(context, *MARCH).exchanged == 90
    with context.unit_of_work() as uow:
        add_group(context, uow, BY_BROKER, GroupAccount("0", "Another", date(2026, 3, 16)))
    again = context.ledger_cache.current()
    assert len(again.groups) == 2
    kinds = {TransferKind.EXCHANGE, TransferKind.BROUGHT_FORWARD}
    assert {each.kind for each in again.standing} == kinds

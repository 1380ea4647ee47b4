from datetime import timedelta

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Role
from assetmap.services.account import sign_ins
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SIGN_INS
from tests.conftest import ContextMaker
from tests.people import a_person


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(today="2026-03-16T09:00")


def at(context: Context, moment: str) -> None:
    context.clock = parse_clock(moment)


def test_sign_in_is_written_at_most_every_five_minutes(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    started = sign_ins.start(context, someone.id, "Edge on Windows")
    at(context, "2026-03-16T09:04:59")
    assert sign_ins.goes_on(context, someone, started.id)
    assert context.store.get(SIGN_INS, started.id).seen == started.seen
    at(context, "2026-03-16T09:05")
    assert sign_ins.goes_on(context, someone, started.id)
    seen = context.store.get(SIGN_INS, started.id).seen
    assert seen == started.seen + timedelta(minutes=5)


def test_sign_in_holds_for_its_own_person_only(context: Context) -> None:
    someone, other = a_person(context, Role.VOLUNTEER), a_person(context, Role.MANAGER)
    started = sign_ins.start(context, someone.id, "")
    assert not sign_ins.goes_on(context, other, started.id)
    assert not sign_ins.goes_on(context, someone, "made-up")
    with pytest.raises(NotFound):
        sign_ins.end(context, other.id, started.id)
    assert sign_ins.goes_on(context, someone, started.id)


def test_clock_that_jumps_back_ends_nothing_and_stretches_nothing(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    started = sign_ins.start(context, someone.id, "")
    at(context, "2026-03-15T09:00")
    assert sign_ins.goes_on(context, someone, started.id)
    assert context.store.get(SIGN_INS, started.id).seen == started.seen


def test_end_others_spares_one_and_counts_the_rest(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    ids = [sign_ins.start(context, someone.id, f"browser {n}").id for n in range(3)]
    assert sign_ins.end_others(context, someone.id, ids[1]) == 2
    assert sign_ins.end_others(context, someone.id, ids[1]) == 0
    assert [each.id for each in sign_ins.current_sign_in(context, someone)] == [ids[1]]

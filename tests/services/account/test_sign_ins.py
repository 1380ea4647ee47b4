from datetime import timedelta

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.people.people import Role
from assetmap.services.account import sign_ins
from assetmap.services.context import Desk
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SIGN_INS
from tests.conftest import DeskMaker
from tests.people import a_person


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(today="2026-03-16T09:00")


def at(desk: Desk, moment: str) -> None:
    desk.clock = parse_clock(moment)


def test_sign_in_is_written_at_most_every_five_minutes(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    started = sign_ins.start(desk, someone.id, "Edge on Windows")
    at(desk, "2026-03-16T09:04:59")
    assert sign_ins.goes_on(desk, someone, started.id)
    assert desk.store.get(SIGN_INS, started.id).seen == started.seen
    at(desk, "2026-03-16T09:05")
    assert sign_ins.goes_on(desk, someone, started.id)
    seen = desk.store.get(SIGN_INS, started.id).seen
    assert seen == started.seen + timedelta(minutes=5)


def test_sign_in_holds_for_its_own_person_only(desk: Desk) -> None:
    someone, other = a_person(desk, Role.VOLUNTEER), a_person(desk, Role.MANAGER)
    started = sign_ins.start(desk, someone.id, "")
    assert not sign_ins.goes_on(desk, other, started.id)
    assert not sign_ins.goes_on(desk, someone, "made-up")
    with pytest.raises(NotFound):
        sign_ins.end(desk, other.id, started.id)
    assert sign_ins.goes_on(desk, someone, started.id)


def test_clock_that_jumps_back_ends_nothing_and_stretches_nothing(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    started = sign_ins.start(desk, someone.id, "")
    at(desk, "2026-03-15T09:00")
    assert sign_ins.goes_on(desk, someone, started.id)
    assert desk.store.get(SIGN_INS, started.id).seen == started.seen


def test_end_others_spares_one_and_counts_the_rest(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    ids = [sign_ins.start(desk, someone.id, f"browser {n}").id for n in range(3)]
    assert sign_ins.end_others(desk, someone.id, ids[1]) == 2
    assert sign_ins.end_others(desk, someone.id, ids[1]) == 0
    assert [each.id for each in sign_ins.current(desk, someone)] == [ids[1]]

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.slips import BadPad
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.slip_pads import make_slip_pad, slip_pad, slip_pads
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BROKER, BY_BROKER


def test_pads_are_numbered_on_and_kept(make_context: ContextMaker) -> None:
    context = make_context()
    one, two = (make_slip_pad(context, BY_BROKER, count) for count in (20, 5))
    assert [(x.first, x.last, x.on, x.by) for x in (one, two)] == [
        (1001, 1020, context.clock.today(), BROKER.id),
        (1021, 1025, context.clock.today(), BROKER.id),
    ]
    assert slip_pads(context, BY_BROKER) == [two, one]
    assert slip_pad(context, BY_BROKER, one.id) == one
    audited = [
        x.entry.happening for x in context.store.audited(what="made a pad of time-bank slips")
    ]
    assert [each.subject for each in audited] == [
        "time-bank-slips:1001-1020",
        "time-bank-slips:1021-1025",
    ]


def test_a_pad_of_nothing_leaves_no_number_out(make_context: ContextMaker) -> None:
    context = make_context()
    with pytest.raises(BadPad):
        make_slip_pad(context, BY_BROKER, 0)
    assert make_slip_pad(context, BY_BROKER, 1).first == 1001


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.MANAGER])
def test_pads_are_for_who_runs_the_time_bank(make_context: ContextMaker, role: Role) -> None:
    """TB20."""
    context = make_context()
    someone = Actor(a_person(context, role))
    for act in (lambda: make_slip_pad(context, someone, 1), lambda: slip_pads(context, someone)):
        with pytest.raises(NotAllowed):
            act()

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.own_slips import note_looked, own_slips
from assetmap.services.time_bank.slip_entry import enter_slips
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row, bank_with_slips
from tests.time_bank import BY_BROKER

ADA = Actor(Person("p-ada", "Ada Lovelock", "ada@work.example", roles=(Role.BROKER,)))


def test_another_broker_looks_and_nobody_at_their_own(make_context: ContextMaker) -> None:
    context = bank_with_slips(make_context)
    enter_slips(context, ADA, [a_row(), a_row(1002, giver="102", receiver="103")], "2", "3")
    (found,) = own_slips(context, BY_BROKER)
    assert (found.transfer.key, found.by, found.on) == ("slip:1001", "p-ada", context.clock.today())
    with pytest.raises(NotAllowed):
        note_looked(context, ADA, found.transfer.id)
    assert own_slips(context, ADA) == [found]
    note_looked(context, BY_BROKER, found.transfer.id)
    assert own_slips(context, BY_BROKER) == []
    with pytest.raises(NotFound):
        note_looked(context, BY_BROKER, "no-such-entry")

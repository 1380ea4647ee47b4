"""Somebody applies: a member who has only applied, sent twice or not."""

from assetmap.domain.people.people import RESIDENT
from assetmap.domain.time_bank.members import Stage
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.applying import Application, keep_application
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.conftest import ContextMaker


def test_tb10_who_applies_has_only_applied(make_context: ContextMaker) -> None:
    context = make_context()
    application = Application("Mina Tidecroft", "01632 960655", "", "Tilbury")
    for _ in range(2):  # a form that is sent twice is one application
        keep_application(context, Actor(RESIDENT), application)
    [member] = context.store.find(TIME_BANK_MEMBERS)
    assert (member.name, member.phone) == ("Mina Tidecroft", "01632 960655")
    assert member.stage is Stage.APPLIED
    assert context.store.ledger.balance(member.id) == 0

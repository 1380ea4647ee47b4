"""Whom a letter asks for their word, and whom the broker rings."""

from dataclasses import replace

from assetmap.services.time_bank.asking_for_words import ask_those_who_wait, who_may_say_yes
from assetmap.storage.tables import EMAILS, TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.time_bank import confirmed, join, keep_exchange, the_time_bank


def test_those_whose_word_is_missing_are_asked_once(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    other = join(context, name="Thea Third", email="thea@example.org")
    exchange = keep_exchange(context, "101", other.id)
    said = confirmed(context, keep_exchange(context, "101", "102"))
    with context.unit_of_work() as uow:
        ask_those_who_wait(context, uow, exchange)
        ask_those_who_wait(context, uow, exchange)
        ask_those_who_wait(context, uow, said)
    letters = context.store.find(EMAILS)
    assert {each.to for each in letters} == {"ada.lovelock@example.org", "thea@example.org"}
    assert len(letters) == 2
    assert "Thea" not in letters[0].text


def test_all_who_sign_for_a_group_may_say_yes_tb8(make_context: ContextMaker) -> None:
    """TB8: a group's word is that of any of its signatories who is still there."""
    context = make_context()
    the_time_bank(context)
    with context.unit_of_work() as uow:
        hub = context.store.get(TIME_BANK_GROUPS, "103")
        uow.save(TIME_BANK_GROUPS, replace(hub, signatories=("101", "999", "102")))
    assert [each.id for each in who_may_say_yes(context, "103")] == ["101", "102"]
    assert [each.id for each in who_may_say_yes(context, "101")] == ["101"]

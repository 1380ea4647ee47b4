"""One letter a member covers everything that ends (TB15)."""

from datetime import date

from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.domain.time_bank.members import ContactBy
from assetmap.services.checks.upkeep_run import run_day
from assetmap.storage.tables import EMAILS, TIME_BANK_ITEMS
from tests.conftest import ContextMaker
from tests.time_bank import join, keep_item


def test_tb15_one_letter_covers_all_items_once(make_context: ContextMaker) -> None:
    context = make_context()
    ada = join(context, contact_by=ContactBy.EMAIL)
    rung = join(context, name="Bertram Oddwick", contact_by=ContactBy.PHONE)
    keep_item(context, ada.id, "Hem curtains", until=date(2026, 3, 23))
    keep_item(context, ada.id, "A walk", kind=ItemKind.WANT, until=date(2026, 3, 16))
    keep_item(context, ada.id, "Cake", until=date(2026, 6, 1))
    keep_item(context, ada.id, "Gone", until=date(2026, 3, 15))
    keep_item(context, rung.id, "Tea", until=date(2026, 3, 17))
    assert run_day(context).members == 1
    assert run_day(context).members == 0
    (letter,) = context.store.find(EMAILS)
    assert letter.to == ada.email
    for line in (
        *("Dear Ada Lovelock,", "You offer: Hem curtains", "You would like: A walk"),
        *("You offer: Cake", "Some of it ends on 16 March 2026.", "another 90 days"),
    ):
        assert line in letter.text
        assert line in letter.html
    assert "Gone" not in letter.text
    assert "Tea" not in letter.text


def test_nothing_is_written_where_nothing_ends(make_context: ContextMaker) -> None:
    context = make_context()
    ada = join(context, contact_by=ContactBy.EMAIL)
    keep_item(context, ada.id, "Cake", until=date(2026, 3, 24))
    keep_item(context, ada.id, "Tea", until=date(2026, 3, 17), state=ItemState.CLOSED)
    assert run_day(context).members == 0


def test_standing_item_stands_on(make_context: ContextMaker) -> None:
    context = make_context()
    ada = join(context)
    item = keep_item(context, ada.id, "Cake", until=date(2026, 3, 15), standing=True)
    run_day(context)
    assert context.store.get(TIME_BANK_ITEMS, item.id).until == date(2026, 6, 14)

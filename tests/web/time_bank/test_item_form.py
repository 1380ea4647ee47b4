"""What is typed about members and items, and how it is worded."""

from datetime import date

from werkzeug.datastructures import MultiDict

from assetmap.domain.time_bank.items import ItemKind, ItemPreference, ItemState
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import ContactBy
from assetmap.services.time_bank.item_details import ItemDetails
from assetmap.web.time_bank.choices import category_choices, days_in_words, ward_choices
from assetmap.web.time_bank.item_form import blank_item, known_item, read_item, typed_item
from assetmap.web.time_bank.item_lines import item_line
from assetmap.web.time_bank.member_form import blank_member, read_member, typed_member
from assetmap.web.time_bank.member_page import MOST
from assetmap.web.time_bank.switch import only_while_on
from tests.conftest import ContextMaker
from tests.time_bank import keep_item, the_time_bank


def test_item_comes_back_as_it_is_shown() -> None:
    details = ItemDetails(
        *(ItemKind.WANT, "A walk", "Slowly", "create/crafts", ("Tue",)),
        places=(PlaceKind.PUBLIC, PlaceKind.REMOTE),
        preferences=(ItemPreference.OLDER,),
        standing=True,
    )
    assert read_item(known_item("101", details)) == details
    assert read_item(blank_item("101", "nonsense")) == ItemDetails()


def test_what_no_form_offers_is_left_out() -> None:
    sent = MultiDict([("kind", "gift"), ("places", "moon"), ("places", "home"), ("days", "Tue")])
    read = read_item(typed_item(sent))
    assert (read.kind, read.places, read.days) == (ItemKind.OFFER, (PlaceKind.HOME,), ("Tue",))
    told = read_member(typed_member(MultiDict([("adult", "maybe"), ("contact_by", "pigeon")])))
    assert (told.is_adult, told.contact_by) == (None, ContactBy.PHONE)
    assert read_member(blank_member()).is_adult is None


def test_item_is_worded_by_how_it_stands(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    ended = date(2026, 3, 1)
    items = (
        keep_item(context, "101", "A"),
        keep_item(context, "101", "B", standing=True),
        keep_item(context, "101", "C", until=ended),
        keep_item(context, "101", "D", until=ended, state=ItemState.CLOSED),
    )
    assert [item_line(context, each, "").ends for each in items] == [
        *("Until 14 June 2026", "Standing, asked again by 14 June 2026"),
        *("Ran out on 1 March 2026", "Closed on 1 March 2026"),
    ]


def test_choices_are_the_boroughs_own(make_context: ContextMaker) -> None:
    context = make_context()
    values = [value for value, _ in category_choices(context, "Any")]
    assert values[0] == ""
    assert set(values[1:]) == set(context.borough.words.category)
    assert ward_choices(context, "All") == (("", "All"),)
    assert days_in_words(("Sat", "Mon")) == "Monday, Saturday"
    assert MOST > 0
    assert callable(only_while_on)

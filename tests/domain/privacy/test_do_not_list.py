"""Ways to get in touch made comparable, and whom an entry of the register means."""

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime

from assetmap.domain.listings.listing import Contact
from assetmap.domain.privacy.do_not_list import (
    DoNotList,
    comparable_contacts,
    comparable_website,
    contact_marks,
    earlier_marks,
    is_same,
)
from tests.factories import a_listing

CARD = Contact("+44 (0)1632 960001", " A.B@Example.org", "https://WWW.example.org/a/")


def test_comparable_website_leaves_out_how_it_is_written() -> None:
    assert {comparable_website(each) for each in ("http://x.org", "www.x.org/", "X.org")} == {
        "x.org"
    }


def test_comparable_contacts_say_what_sort_each_is() -> None:
    assert comparable_contacts(CARD) == (
        ("phone", "01632960001"),
        ("email", "a.b@example.org"),
        ("website", "example.org/a"),
    )
    assert comparable_contacts(Contact(name="Zelda", phone="none")) == ()


def test_marks_tell_nothing_without_the_key() -> None:
    marks = contact_marks([CARD], b"key")
    assert marks == contact_marks([Contact("01632960001"), replace(CARD, phone="")], b"key")
    assert (len(marks), marks == tuple(sorted(marks))) == (3, True)
    assert set(marks).isdisjoint(contact_marks([CARD], b"another"))


def test_each_number_of_a_phone_text_has_a_mark_of_its_own() -> None:
    both = Contact("01632 960105 / 7700 900105 (Sue)")
    assert comparable_contacts(both) == (("phone", "01632960105"), ("phone", "07700900105"))
    one, other = Contact("+44 1632 960105"), Contact("07700900105 ext 2")
    assert set(contact_marks([both], b"key")) == set(contact_marks([one, other], b"key"))


def test_earlier_marks_are_those_of_entries_that_took_a_text_as_one_number() -> None:
    def once(figures: str) -> str:
        return hmac.new(b"key", figures.encode(), hashlib.sha256).hexdigest()

    assert set(earlier_marks([Contact("01632 960105 / 07700 900105")], b"key")) == {
        once("0163296010507700900105"),
        once("1632960105"),
        once("7700900105"),
    }
    assert once("1632960103") in earlier_marks([Contact("01632960103")], b"key")
    assert once("0163296010323") in earlier_marks([Contact("01632 960103 ext 23")], b"key")
    assert earlier_marks([Contact(email="a@example.org")], b"key") == ()


def test_is_same_by_name_or_mark() -> None:
    marks = contact_marks([CARD], b"key")
    entry = DoNotList("e", "knit club", marks, datetime(2026, 3, 16, tzinfo=UTC), "p-1")
    other = a_listing(name="Purl Club")
    assert is_same(entry, a_listing(), ())
    assert is_same(entry, other, (marks[1], "else"))
    assert not is_same(entry, other, ("else",))
    assert not is_same(replace(entry, name=""), replace(other, name=""), ())

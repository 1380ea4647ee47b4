"""Ways to get in touch made comparable, and whom an entry of the register means."""

from dataclasses import replace
from datetime import UTC, datetime

from assetmap.domain.listings.listing import Contact
from assetmap.domain.privacy.do_not_list import (
    DoNotList,
    comparable_contacts,
    comparable_website,
    contact_marks,
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


def test_is_same_by_name_or_mark() -> None:
    marks = contact_marks([CARD], b"key")
    entry = DoNotList("e", "knit club", marks, datetime(2026, 3, 16, tzinfo=UTC), "p-1")
    other = a_listing(name="Purl Club")
    assert is_same(entry, a_listing(), ())
    assert is_same(entry, other, (marks[1], "else"))
    assert not is_same(entry, other, ("else",))
    assert not is_same(replace(entry, name=""), replace(other, name=""), ())

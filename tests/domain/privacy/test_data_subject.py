"""Whom an address or number means, and where in a text they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.listings.listing import Contact
from assetmap.domain.privacy.data_subject import DataSubject, SubjectNotFound, data_subject
from tests.properties import quick

ANNA = DataSubject(email="anna@example.org")
PHONE = DataSubject(phone="01632960666")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (" Anna@Example.org ", ANNA),
        ("01632 960666", PHONE),
        ("+44 (0)1632-960666", PHONE),
        ("0044 1632 960666", PHONE),
        ("1632960666", PHONE),
    ],
)
def test_wanted_person_is_meant_by_address_or_number(text: str, meant: DataSubject) -> None:
    assert data_subject(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna",
        "12345",
        "Anna 01632 960666",
        "---",
        "01632 x60666",
        "01632 960666 / 07700 900123",
        "a b@c",
        "@",
    ],
)
def test_anything_else_means_nobody(text: str) -> None:
    with pytest.raises(SubjectNotFound):
        data_subject(text)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("anna@example.org", "[erased]"),
        ("Write to Anna@Example.ORG.", "Write to [erased]."),
        ("<anna@example.org>, anna@example.org", "<[erased]>, [erased]"),
        ("joanna@example.org", "joanna@example.org"),
        ("anna@example.org.uk", "anna@example.org.uk"),
        ("anna@example.org-x", "anna@example.org-x"),
        ("x.anna@example.org", "x.anna@example.org"),
        ("", ""),
    ],
)
def test_address_is_taken_out_and_longer_ones_stay(text: str, without: str) -> None:
    assert ANNA.taken_out(text) == without
    assert ANNA.is_in(text) == (text != without)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Ring 01632 960666 after six", "Ring [erased] after six"),
        ("Ring (01632) 960-666 or +44 1632 960666", "Ring [erased] or [erased]"),
        ("01632 9606667", "01632 9606667"),
        ("01632 960 66", "01632 960 66"),
        ("on 16 March", "on 16 March"),
    ],
)
def test_number_is_taken_out_however_it_is_written(text: str, without: str) -> None:
    assert PHONE.taken_out(text) == without
    assert PHONE.is_in(text) == (text != without)


def test_card_is_theirs_by_its_address_or_its_number() -> None:
    assert ANNA.has_card(Contact("1", "ANNA@example.org"))
    assert PHONE.has_card(Contact("+441632960666"))
    for other in (Contact(), Contact(name="anna@example.org"), Contact(email="joan@example.org")):
        assert not ANNA.has_card(other)
        assert not PHONE.has_card(other)


@quick
@given(st.text(max_size=40), st.text(max_size=40))
def test_nothing_is_left_of_an_address(before: str, after: str) -> None:
    text = ANNA.taken_out(f"{before} anna@example.org {after}")
    assert not ANNA.is_in(text)
    assert ANNA.taken_out(text) == text


def test_contact_is_theirs_by_a_second_number_beside_the_name() -> None:
    card = Contact(phone="01375 000001", name="anyone (other number: 01632 960666)")
    assert PHONE.has_card(card)
    assert not ANNA.has_card(card)
    assert not PHONE.has_card(Contact(name="Anna, room 960666"))


def test_a_number_is_theirs_beside_another_and_words() -> None:
    both = "07700 900123 (Sue) 1632 960666 ext 4"
    assert PHONE.has(both)
    assert PHONE.has_card(Contact(both))
    assert PHONE.taken_out(both) == "07700 900123 (Sue) [erased] ext 4"
    assert not PHONE.has("01632 9606661")

"""Where in a listing somebody can stand, and taking them out of it."""

from dataclasses import replace

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Contact
from assetmap.domain.listings.proposal import FieldChange
from assetmap.services.privacy.personal_texts import (
    CONTACT_FIELDS,
    free_texts,
    is_full_name,
    is_name,
    names_any,
    touches,
    values_in,
    with_free_texts,
    without_values,
)
from tests.factories import a_listing

CARD = Contact("1", "a@b", "https://x.example", "Zelda Q")


def test_contact_fields_are_fields_of_a_listing() -> None:
    personal = {name for name, field in FIELDS.items() if field.personal}
    assert set(FIELDS) >= CONTACT_FIELDS
    assert personal - CONTACT_FIELDS <= {"private_website", "consent", "steward"}


def test_without_values_blanks_only_those() -> None:
    listing = a_listing(public=CARD, private=replace(CARD, phone="2"))
    assert values_in([CARD, Contact()]) == {"1", "a@b", "Zelda Q"}
    after = without_values(listing, {"1", "Zelda Q"})
    assert (after.public, after.private) == (
        replace(CARD, phone="", name=""),
        replace(CARD, phone="2", name=""),
    )
    assert without_values(listing, set()) == listing


def test_free_texts_can_all_be_changed() -> None:
    listing = a_listing(also_known_as=("A", "B"), when=["Tue 10:00-12:00", "ask me"], notice="N")
    changed = with_free_texts(listing, str.upper)
    texts = [text for _, text in free_texts(changed)]
    assert texts == [text.upper() for _, text in free_texts(listing)]
    assert {"KNIT CLUB", "A", "B", "ASK ME", "N"} <= set(texts)
    assert with_free_texts(listing, str) == listing


def test_touches_is_about_contact_fields_alone() -> None:
    assert touches(FieldChange("phone", "", "1"), {"1"})
    assert touches(FieldChange("private_name", "Zelda Q", ""), {"Zelda Q"})
    assert not touches(FieldChange("name", "", "1"), {"1"})
    assert not touches(FieldChange("phone", "", ""), {"1"})


def test_names_are_whole_words() -> None:
    assert names_any("Ask zelda q. there", ["Zelda Q"])
    assert not names_any("Zelda Quackenbush", ["Zelda Q"])
    assert not names_any("Anything", [])
    assert [is_name(each) for each in ("Zelda", "Jo", "a@b.c", "01632")] == [True, *[False] * 3]
    assert (is_full_name("Zelda Q"), is_full_name("Zelda")) == (True, False)

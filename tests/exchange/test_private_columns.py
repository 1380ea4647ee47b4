import pytest

from assetmap.exchange.private_columns import PERSON, keep_private


def read(**texts: str) -> tuple[dict[str, str], list[str]]:
    notes: list[str] = []
    return keep_private(texts, notes), notes


def test_notes_are_never_text() -> None:
    assert read(name="Club", internal="Chair in hospital") == ({"name": "Club"}, [])


@pytest.mark.parametrize(
    "texts",
    [
        {"internal": "DO NOT PUBLISH - chair in hospital"},
        {"internal": "Not for publication"},
        {"internal": "Confidential"},
        {"internal": "please don’t share"},
        {"description": "Do not publish."},
        {"show_listing": "No"},
        {"show_listing": "FALSE", "status": "published"},
    ],
)
def test_a_row_that_says_so_stays_a_draft(texts: dict[str, str]) -> None:
    found, _ = read(**texts)
    assert found["status"] == "do not publish"
    assert "internal" not in found


@pytest.mark.parametrize(
    "texts",
    [
        {"description": "Free and confidential advice. We do not share what you tell us."},
        {"show_listing": "Yes"},
        {"show_listing": "Ask first"},
        {"internal": "Rang on Monday"},
    ],
)
def test_any_other_row_does_not(texts: dict[str, str]) -> None:
    assert "status" not in read(**texts)[0]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"contact": "Jo Smith"}, {"private_name": "Jo Smith"}),
        (
            {"contact": "Jo Smith - 01632 960101"},
            {"private_name": "Jo Smith", "contact": "01632 960101"},
        ),
        (
            {"contact": "Mrs A. O'Brien, tel: 01632 960101, ann@example.org"},
            {"private_name": "Mrs A. O'Brien", "contact": "ann@example.org 01632 960101"},
        ),
        (
            {"phone": "Jo Smith 07700 900101", "private_name": "Ann Lee"},
            {"private_name": "Ann Lee", "phone": "07700 900101"},
        ),
        ({"phone": "01632 960101 (Jo)"}, {"private_name": "Jo", "phone": "01632 960101"}),
        (
            {"contact": "jo smith 01632 960101"},
            {"private_name": "jo smith", "contact": "01632 960101"},
        ),
        (
            {"phone": "01632 960101, ask for Priya"},
            {"private_name": "Priya", "phone": "01632 960101"},
        ),
    ],
)
def test_a_person_goes_to_the_private_contact(texts: dict[str, str], found: dict[str, str]) -> None:
    assert read(**texts) == (found, [PERSON])


@pytest.mark.parametrize(
    "texts",
    [
        {"contact": "Quay Lunch Club"},
        {"contact": "Main Office 01632 960101"},
        {"contact": "hi@example.org"},
        {"phone": "01632 960101 after 6pm"},
        {"phone": "01632 960101 ext 12"},
        {"contact": "Posted soon"},
    ],
)
def test_what_is_no_person_stays(texts: dict[str, str]) -> None:
    assert read(**texts) == (texts, [])


def test_a_contact_that_is_not_to_be_shown_is_for_staff() -> None:
    assert read(
        phone="01632 960101", mobile="07700 900101", email="a@b.example", show_phone="No"
    ) == (
        {"private_phone": "01632 960101", "email": "a@b.example"},
        ["It says that the phone is not for everyone, so only staff see it."],
    )
    found, notes = read(
        mobile="07700 900101", email="jo@example.org", contact="Ring us", show_contact="FALSE"
    )
    assert found == {"private_phone": "07700 900101", "private_email": "jo@example.org"}
    assert len(notes) == 3

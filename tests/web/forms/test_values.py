from datetime import date

import pytest

from assetmap.domain.listings.proposal import Value
from assetmap.web.forms.values import (
    BadDate,
    Unread,
    boxes_of,
    read_boxes,
    typed_boxes,
    typed_value,
)


def test_a_date_goes_there_and_back() -> None:
    on = date(2026, 3, 16)
    assert read_boxes(boxes_of(on)) == on
    assert read_boxes(boxes_of(None)) is None


def test_boxes_hold_what_was_typed() -> None:
    form = {"on-day": " 7 ", "on-month": "x", "on": "no"}
    assert typed_boxes(form, "on") == ("7", "x", "")


@pytest.mark.parametrize(
    "boxes",
    [
        ("7", "", "2026"),
        ("x", "3", "2026"),
        ("-1", "3", "2026"),
        ("٣", "3", "2026"),
        ("30", "2", "2026"),
        ("0", "3", "2026"),
        ("1", "1", "99999"),
        ("1" * 500, "1", "2026"),
    ],
)
def test_what_is_no_date_is_refused(boxes: tuple[str, str, str]) -> None:
    with pytest.raises(BadDate):
        read_boxes(boxes)


@pytest.mark.parametrize(
    ("control", "text", "value"),
    [
        ("line", "  Knit\nClub \x00\x1b", "Knit Club"),
        ("text", " One.\r\n\r\nTwo. ", "One.\n\nTwo."),
        ("lines", "Old name\r\n\r\n Short ", ("Old name", "Short")),
        ("words", "English, Polish;  Urdu\n", ("English", "Polish", "Urdu")),
        ("dates", "25 December 2026\n1/5/2026\n2026-05-01\n", ("2026-05-01", "2026-12-25")),
        ("tel", " 01632  960001 ", "01632 960001"),
        ("tel", "01632 960105 / 7700900105 (Sue)", "01632 960105 / 07700900105 (Sue)"),
        ("tel", "116 123", "116 123"),
        ("email", "a.b@example.org", "a.b@example.org"),
        ("url", "www.example.org", "https://www.example.org"),
        ("url", "", ""),
        ("line", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_what_is_typed_becomes_the_value_of_a_field(control: str, text: str, value: Value) -> None:
    assert typed_value(control, text) == value


@pytest.mark.parametrize(
    ("control", "text", "message"),
    [
        ("tel", "ask Jean", "Enter a phone number, such as 01632 960001."),
        ("tel", "4.41632960104E+11", "Enter a phone number, such as 01632 960001."),
        ("email", "a.b at example", "Enter an email address, such as name@example.org."),
        ("url", "javascript:alert(1)", "Enter a web address, such as www.example.org."),
        ("url", "our page", "Enter a web address, such as www.example.org."),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(
    control: str, text: str, message: str
) -> None:
    with pytest.raises(Unread) as refused:
        typed_value(control, text)
    assert (refused.value.messages, refused.value.value) == ((message,), None)


def test_days_that_can_be_read_are_kept_beside_one_that_cannot() -> None:
    with pytest.raises(Unread) as refused:
        typed_value("dates", "25 December 2026\nGood Friday")
    assert refused.value.messages == (
        "Write each day like 25 December 2026. We cannot read “Good Friday”.",
    )
    assert refused.value.value == ("2026-12-25",)

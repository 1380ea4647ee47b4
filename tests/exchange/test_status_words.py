"""The usual words for whether something runs; what is not known is told apart from what is."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.exchange.heading_names import CLOSED_FLAG, PUBLIC_FLAG
from assetmap.exchange.status_words import read_status, status_from_flags

PUBLISHED, ARCHIVED = Status.PUBLISHED, Status.ARCHIVED


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("Active", "OPEN", "published", "Still running", "Yes", "Operational"), PUBLISHED),
        (("inactive", "Defunct", "closed", "Permanently closed", "ceased trading"), ARCHIVED),
        (("CLOSED - chair retired", "Closed Dec 2025", "No longer meets here", "No"), ARCHIVED),
        (("Group has folded", "no longer being offered", "Disbanded 2019"), ARCHIVED),
        (("Temporarily closed", "on hold", "paused", "Closed for now"), Status.PAUSED),
        (("planned", "Opening soon"), Status.PLANNED),
        (("draft", "pending", "Not approved"), Status.DRAFT),
        (("closed until May", "not closed", "never closed", "sleeping", "??", "B"), None),
    ],
)
def test_words(words: tuple[str, ...], status: Status | None) -> None:
    assert {word: read_status(word) for word in words} == dict.fromkeys(words, status)


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        ({CLOSED_FLAG: "Yes"}, "closed"),
        ({CLOSED_FLAG: "3/2/2026", "status": "active"}, "closed"),
        ({CLOSED_FLAG: "no", "status": "active"}, "active"),
        ({CLOSED_FLAG: "No"}, None),
        ({PUBLIC_FLAG: "FALSE", "status": "active"}, "unpublished"),
        ({PUBLIC_FLAG: "no", "status": "closed"}, "closed"),
        ({PUBLIC_FLAG: "TRUE"}, None),
    ],
)
def test_columns_of_yes_and_no(texts: dict[str, str], status: str | None) -> None:
    notes: list[str] = []
    assert status_from_flags(texts, notes) == ({"status": status} if status else {})
    assert notes == []


def test_closed_column_that_says_something_else_is_not_believed() -> None:
    notes: list[str] = []
    assert status_from_flags({CLOSED_FLAG: "Mondays"}, notes) == {}
    assert notes == ["The closed column says “Mondays”, which is no yes or no or a date."]

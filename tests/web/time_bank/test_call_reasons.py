"""Why somebody is rung, in words that blame nobody."""

import re
from datetime import date

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.member_calls import CallReason, Reason
from assetmap.web.time_bank.call_reasons import question, reason_words, script_of

TODAY = date(2026, 3, 16)
DAY = date(2026, 3, 20)
LOW = (
    "You have used 2 hours more than you have given so far. That is fine. "
    "Is there something you would like to do for somebody?"
)
BLAME = re.compile(r"\b(debt|owe|owes|owing|must|overdrawn|late|penalty|£|minus)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(CallReason.APPLIED, DAY), "Asked to join on 20 March: meet them"),
        (Reason(CallReason.WELCOME), "Both references are in: welcome them"),
        (Reason(CallReason.REFERENCES, DAY), "Met on 20 March: references are not all in"),
        (Reason(CallReason.ENDING, DAY, items=1), "1 offer or want ends on 20 March"),
        (Reason(CallReason.ENDING, DAY, items=3), "3 offers and wants end from 20 March"),
        (
            Reason(CallReason.ENDING, date(2026, 3, 2), items=2),
            "2 offers and wants ended from 2 March",
        ),
        (Reason(CallReason.LOW, minutes=690), "Has used 11 h 30 min more than given"),
        (Reason(CallReason.HIGH, minutes=3060), "Has 51 h to spend or give away"),
        (Reason(CallReason.UNUSED, DAY), "Joined on 20 March, and nothing has come of it yet"),
        (Reason(CallReason.SILENT, date(2025, 12, 7)), "Last gave or received on 7 December 2025"),
    ],
)
def test_reasons_are_words(reason: Reason, words: str) -> None:
    assert reason_words(reason, TODAY) == words


@pytest.mark.parametrize("kind", CallReason)
def test_nobody_is_blamed(kind: CallReason) -> None:
    """TB5: no shaming text to the member."""
    reason = Reason(kind, DAY, 690, 2)
    about, words = question(reason, TODAY)
    assert about
    assert not BLAME.search(f"{reason_words(reason, TODAY)} {about} {words}")


def test_a_low_balance_is_fine() -> None:
    """TB5"""
    about, words = question(Reason(CallReason.LOW, minutes=120), TODAY)
    assert (about, words) == ("Hours", LOW)


def test_what_is_read_out(borough: Borough) -> None:
    items = (
        TimeBankItem("1", "101", ItemKind.WANT, "A lift", TODAY, DAY),
        TimeBankItem("2", "101", ItemKind.OFFER, "Chess", TODAY, DAY),
        TimeBankItem("3", "101", ItemKind.OFFER, "Sewing", TODAY, DAY),
    )
    script = script_of(borough, (Reason(CallReason.WELCOME),), items, TODAY)
    assert script == (
        (
            "Say who you are",
            "Hello, I am ringing from Thurrock Time Bank. Is this a good time?",
        ),
        ("Welcome", "Your references are in. Shall we find you a first exchange?"),
        ("They offer", "You offer: Chess; Sewing. Does that still stand?"),
        ("They would like", "You would like: A lift. Does that still stand?"),
        ("Before you go", "Is there anything you would like help with, or would like to do?"),
    )

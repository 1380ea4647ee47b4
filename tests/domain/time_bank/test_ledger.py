"""Transfers: what may be posted at all, and what takes one back (TB1, TB2, TB4)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assetmap.domain.time_bank.ledger import (
    BadTransfer,
    CorrectionReason,
    GrantReason,
    Line,
    PlaceKind,
    Transfer,
    TransferKind,
    checked_minutes,
    checked_transfer,
    moved,
    not_corrected,
    taken_back,
)

AT = datetime(2026, 3, 16, 9, tzinfo=UTC)
SESSION = Transfer(
    *("t", "key", TransferKind.GROUP, date(2026, 3, 12), AT, "p-broker"),
    moved("103", {"101": 90, "102": 60}),
    category="make",
    ward="E05",
    place=PlaceKind.PUBLIC,
)


def test_tb2_givers_have_more_and_the_receiver_as_much_less() -> None:
    assert SESSION.lines == (Line("101", 90), Line("102", 60), Line("103", -150))
    assert (SESSION.givers, SESSION.receivers) == (("101", "102"), ("103",))
    assert [SESSION.minutes_of(each) for each in ("101", "103", "104")] == [90, -150, 0]
    assert checked_transfer(SESSION) is SESSION


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "between two accounts"),
        ((Line("101", 60),), "between two accounts"),
        ((Line("101", 60), Line("101", -60)), "to themselves"),
        ((Line("101", 0), Line("102", 0)), "how long it took"),
        ((Line("101", 60), Line("102", -45)), "do not add up"),
    ],
)
def test_tb2_what_does_not_balance_is_refused(lines: tuple[Line, ...], words: str) -> None:
    with pytest.raises(BadTransfer, match=words):
        checked_transfer(replace(SESSION, lines=lines))


@pytest.mark.parametrize(
    ("kind", "corrects"), [(TransferKind.CORRECTION, ""), (TransferKind.GIFT, "t")]
)
def test_tb4_a_correction_names_what_it_corrects_and_nothing_else_does(
    kind: TransferKind, corrects: str
) -> None:
    with pytest.raises(BadTransfer, match="names what it corrects"):
        checked_transfer(replace(SESSION, kind=kind, corrects=corrects))


@pytest.mark.parametrize("minutes", [15, 60, 24 * 60])
def test_tb1_time_goes_in_quarters_of_an_hour(minutes: int) -> None:
    assert checked_minutes(minutes) == minutes


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "how long"), (-15, "how long"), (20, "steps of 15"), (24 * 60 + 15, "24 hours a day")],
)
def test_tb1_other_times_are_refused(minutes: int, words: str) -> None:
    with pytest.raises(BadTransfer, match=words):
        checked_minutes(minutes)


def test_tb4_a_correction_takes_all_of_it_back_on_its_own_day() -> None:
    back = taken_back(SESSION, CorrectionReason.TWICE, id_="u", at=AT, by="p-broker")
    assert back == replace(
        SESSION,
        id="u",
        key="corrects:t",
        kind=TransferKind.CORRECTION,
        lines=(Line("101", -90), Line("102", -60), Line("103", 150)),
        corrects="t",
        reason="twice",
    )
    assert checked_transfer(back) is back
    with pytest.raises(BadTransfer, match="cannot be corrected"):
        taken_back(back, CorrectionReason.NEVER, id_="v", at=AT, by="p-broker")


def test_what_was_taken_back_counts_no_more() -> None:
    back = taken_back(SESSION, CorrectionReason.TWICE, id_="u", at=AT, by="p-broker")
    other = replace(SESSION, id="w", key="other")
    assert not_corrected((SESSION, back, other), [back.corrects]) == (other,)


def test_tb17_only_exchanges_and_sessions_are_hours_exchanged() -> None:
    assert {each for each in TransferKind if each.is_exchanged} == {
        TransferKind.EXCHANGE,
        TransferKind.GROUP,
    }


@pytest.mark.parametrize("kinds", [TransferKind, PlaceKind, CorrectionReason, GrantReason])
def test_each_is_said_in_words_of_its_own(kinds: type[TransferKind]) -> None:
    labels = [each.label for each in kinds]
    assert len(set(labels)) == len(kinds)
    assert all(label[0].isupper() for label in labels)

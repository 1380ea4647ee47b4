"""Minutes in words, and words in minutes."""

import pytest

from assetmap.domain.time_bank.hours import in_long_words, in_words, minutes_in
from assetmap.domain.time_bank.ledger import BadTransfer


@pytest.mark.parametrize(
    ("minutes", "short", "long"),
    [
        (0, "0 h", "0 hours"),
        (45, "45 min", "45 minutes"),
        (60, "1 h", "1 hour"),
        (61, "1 h 1 min", "1 hour 1 minute"),
        (90, "1 h 30 min", "1 hour 30 minutes"),
        (-120, "−2 h", "minus 2 hours"),
        (13_000 * 60, "13,000 h", "13,000 hours"),
    ],
)
def test_minutes_are_said_as_hours(minutes: int, short: str, long: str) -> None:
    assert (in_words(minutes), in_long_words(minutes)) == (short, long)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        *(("1:30", 90), ("1h30", 90), ("1 h 30 min", 90), ("90", 90), ("90 min", 90)),
        *(("1.5", 90), ("1,5 hours", 90), ("1½", 90), ("2", 120), ("2 hours", 120)),
        *(("14", 840), ("15", 15), (" 45 MINS ", 45), ("¼", 15), ("0:15", 15), ("0", 0)),
    ],
)
def test_time_is_read_as_people_write_it(written: str, minutes: int) -> None:
    assert minutes_in(written) == minutes


@pytest.mark.parametrize("written", ["", "soon", "-1", "1:75", "1:30:00", "1 to 2", "99999", "٣x"])
def test_anything_else_is_refused_in_plain_words(written: str) -> None:
    with pytest.raises(BadTransfer, match="Write the time like 1:30"):
        minutes_in(written)


@pytest.mark.parametrize("minutes", range(0, 24 * 60 + 1, 15))
def test_what_is_said_is_read_as_the_same(minutes: int) -> None:
    assert minutes_in(in_words(minutes)) == minutes
    assert minutes_in(in_long_words(minutes)) == minutes

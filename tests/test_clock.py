from datetime import UTC, date, datetime, timedelta

import pytest

from assetmap.clock import LONDON, Clock, parse_clock


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("2026-03-16", datetime(2026, 3, 16, 9, tzinfo=LONDON)),
        (" 2026-03-16 ", datetime(2026, 3, 16, 9, tzinfo=LONDON)),
        ("20260316", datetime(2026, 3, 16, 9, tzinfo=LONDON)),
        ("2026-03-16T00:00", datetime(2026, 3, 16, tzinfo=LONDON)),
        ("2026-03-16T14:30", datetime(2026, 3, 16, 14, 30, tzinfo=LONDON)),
        ("2026-07-01T23:30+00:00", datetime(2026, 7, 2, 0, 30, tzinfo=LONDON)),
        ("2026-07-01T23:30Z", datetime(2026, 7, 2, 0, 30, tzinfo=LONDON)),
    ],
)
def test_parse_clock_stands_still_in_london_time(text: str, now: datetime) -> None:
    assert parse_clock(text) == Clock(now)
    assert parse_clock(text).now() == now
    assert parse_clock(text).now().utcoffset() == now.utcoffset()
    assert parse_clock(text).today() == now.date()


@pytest.mark.parametrize("text", ["", "   "])
def test_parse_clock_of_nothing_runs_freely(text: str) -> None:
    before = datetime.now(UTC)
    now = parse_clock(text).now()
    assert parse_clock(text) == Clock()
    assert timedelta() <= now - before < timedelta(minutes=1)
    assert now.tzinfo is LONDON


@pytest.mark.parametrize(
    "text",
    ["today", "16/03/2026", "2026-02-30", "2026-03-16T25:00", "🎉", "0001-01-01T00:00+14:00"],
)
def test_parse_clock_refuses_anything_else(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_clock(text)


def test_clock_tells_london_time_whatever_zone_it_was_stopped_in() -> None:
    clock = Clock(datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert clock.now().tzinfo is LONDON
    assert clock.today() == date(2026, 7, 2)

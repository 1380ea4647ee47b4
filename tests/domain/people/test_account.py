from datetime import UTC, datetime, timedelta

import pytest

from assetmap.domain.people.account import SignIn

START = datetime(2026, 3, 16, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("seen", "ended", "now", "is_over"),
    [
        (START, None, START, False),
        (START, None, START + HOUR, True),  # idle
        (START + HOUR, None, START + HOUR + HOUR / 2, False),
        (START + 2 * DAY, None, START + 2 * DAY, True),  # too old
        (START, START, START, True),  # ended
        (START, None, START - DAY, False),  # the clock jumped back
    ],
)
def test_sign_in_is_over_by_age_idling_or_end(
    seen: datetime, ended: datetime | None, now: datetime, is_over: bool
) -> None:
    sign_in = SignIn("s", "p", START, seen, "", ended)
    assert sign_in.is_over(now, longest=2 * DAY, idle=HOUR) is is_over

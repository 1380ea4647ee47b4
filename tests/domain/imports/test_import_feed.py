"""When a feed is due, and when what it does not have any more counts as gone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assetmap.domain.imports.import_feed import Every, ImportFeed

NOW = datetime(2026, 3, 16, 5, tzinfo=UTC)
FEED = ImportFeed("Bristol", "https://feed.example/", Every.DAILY, "p-ada", NOW)


@pytest.mark.parametrize(
    ("every", "days", "due"),
    [
        *((Every.DAILY, 0, False), (Every.DAILY, 1, True)),
        *((Every.WEEKLY, 6, False), (Every.WEEKLY, 7, True)),
    ],
)
def test_due_by_the_day(every: Every, days: int, due: bool) -> None:
    feed = replace(FEED, every=every, tried_at=NOW + timedelta(hours=18))
    assert feed.is_due(NOW + timedelta(days=days)) is due
    assert FEED.is_due(NOW)


def test_a_walk_that_never_ended_is_over_after_an_hour() -> None:
    feed = replace(FEED, walking_since=NOW)
    walked = [feed.is_walked_now(NOW + timedelta(minutes=each)) for each in (-1, 0, 59, 60)]
    assert walked == [False, True, True, False]
    assert not FEED.is_walked_now(NOW)


def test_gone_is_what_two_full_walks_a_week_apart_did_not_have() -> None:
    walked = FEED.after_full_walk({"a", "b"}, "2 new.", NOW)
    assert walked.missing == {"a": NOW.date(), "b": NOW.date()}
    assert (walked.gone(NOW.date()), walked.gone(date(2026, 3, 22))) == (frozenset(), frozenset())
    later = walked.after_full_walk({"b", "c"}, "", NOW + timedelta(days=7))
    assert later.gone(date(2026, 3, 23)) == {"b"}
    assert later.walked_at == later.tried_at == NOW + timedelta(days=7)


def test_a_failure_leaves_what_is_known() -> None:
    walked = replace(FEED.after_full_walk({"a"}, "1 new.", NOW), walking_since=NOW)
    failed = walked.after_failure("It broke off.", NOW + timedelta(days=1))
    assert (failed.missing, failed.walked_at) == (walked.missing, NOW)
    assert (failed.result, failed.has_failed, failed.walking_since) == ("It broke off.", True, None)


def test_labels() -> None:
    assert [each.label for each in Every] == ["every day", "every week"]

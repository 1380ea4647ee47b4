"""Counts of use: their ids, and the answers in words."""

from assetmap.domain.reports.use_counts import Ease, UseChannel, use_count_id


def test_ids_tell_months_things_and_ways_apart() -> None:
    assert use_count_id("2026-03", "ease:easy", UseChannel.PAPER) == "2026-03:ease:easy:paper"


def test_answers_are_plain() -> None:
    assert [each.label for each in Ease] == ["Yes, easy", "Not very easy", "No, hard"]
    assert [each.label for each in UseChannel] == ["On the website", "On paper", "By phone"]

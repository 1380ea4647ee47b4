"""Members: stages, the young, what was seen (TB9, TB10, TB12)."""

from datetime import date, timedelta

import pytest

from assetmap.domain.time_bank.members import (
    NEXT_STAGES,
    CheckSeen,
    ContactBy,
    Member,
    Stage,
    StageChange,
)

TODAY = date(2026, 3, 16)
DAY = timedelta(days=1)


def test_tb10_the_way_in_goes_by_meeting_and_two_references() -> None:
    way, stage = [Stage.APPLIED], Stage.APPLIED
    while stage is not Stage.ACTIVE:
        stage = NEXT_STAGES[stage][0]
        way.append(stage)
    assert way == [Stage.APPLIED, Stage.MET, Stage.REFERENCES, Stage.ACTIVE]


def test_tb10_one_may_leave_at_any_time_and_not_come_back() -> None:
    assert set(NEXT_STAGES) == set(Stage)
    assert [each for each in Stage if Stage.LEFT not in NEXT_STAGES[each]] == [Stage.LEFT]
    assert NEXT_STAGES[Stage.LEFT] == ()
    assert NEXT_STAGES[Stage.PAUSED] == (Stage.ACTIVE, Stage.LEFT)


@pytest.mark.parametrize("stage", Stage)
def test_time_is_entered_for_the_active_and_the_paused_and_matched_for_the_active(
    stage: Stage,
) -> None:
    member = Member("101", stage=stage)
    assert member.may_exchange is (stage in (Stage.ACTIVE, Stage.PAUSED))
    assert member.may_be_matched() is (stage is Stage.ACTIVE)


def test_tb12_who_is_frozen_is_not_matched() -> None:
    assert not Member("101", stage=Stage.ACTIVE, frozen_on=TODAY).may_be_matched()


@pytest.mark.parametrize(
    ("turns_18_on", "is_young"), [(None, False), (TODAY + DAY, True), (TODAY, False)]
)
def test_tb9_rules_for_the_young_end_on_the_day_itself(
    turns_18_on: date | None, is_young: bool
) -> None:
    assert Member("101", turns_18_on=turns_18_on).is_under_18(TODAY) is is_young


@pytest.mark.parametrize(
    ("until", "holds"), [(None, True), (TODAY, True), (TODAY - DAY, False), (TODAY + DAY, True)]
)
def test_tb10_a_check_holds_until_its_day_is_over(until: date | None, holds: bool) -> None:
    assert CheckSeen(TODAY - 9 * DAY, "p", until=until).holds(TODAY) is holds


def test_member_without_a_name_is_called_by_number() -> None:
    named, erased = Member("101", name="Ada Lovelock"), Member("101")
    assert [each.title for each in (named, erased)] == ["Ada Lovelock", "Member 101"]
    assert named.number_title == "Member 101"


def test_since_is_the_last_time_they_came_to_a_stage() -> None:
    days = (Stage.ACTIVE, Stage.PAUSED, Stage.ACTIVE)
    stages = tuple(StageChange(each, TODAY + n * DAY, "p") for n, each in enumerate(days))
    member = Member("101", stages=stages)
    assert member.since(Stage.ACTIVE) == TODAY + 2 * DAY
    assert member.since(Stage.LEFT) is None


def test_each_is_said_in_words_of_its_own() -> None:
    assert len({each.label for each in Stage}) == len(Stage)
    assert [each.label for each in ContactBy] == ["By e-mail", "By phone", "By post"]

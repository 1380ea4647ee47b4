"""From when on a website counts as dead."""

from datetime import date

import pytest

from assetmap.domain.checks.website import Answer, WebsiteCheck, after_look, website_digest

SITE = "https://club.example.org"
DIGEST = website_digest(SITE)
DAYS = [date(2026, 3, day) for day in range(1, 9)]
SURE = [Answer.NO_NAME, Answer.NOBODY, Answer.NO_PAGE, Answer.BAD_TLS]
PASSING = [Answer.TOO_LATE, Answer.BROKEN_OFF, Answer.TURNED_AWAY]


def after(*answers: Answer, days: list[date] = DAYS) -> WebsiteCheck:
    check = None
    for day, answer in zip(days, answers, strict=False):
        check = after_look(check, "club", SITE, answer, day)
    assert check is not None
    return check


def test_every_answer_is_of_one_sort() -> None:
    assert {*SURE, *PASSING, Answer.WELL, Answer.UNFIT} == set(Answer)
    assert [answer for answer in Answer if answer.is_sure] == SURE


@pytest.mark.parametrize("answer", SURE)
def test_what_is_sure_counts_at_once_and_since_the_first_day(answer: Answer) -> None:
    assert after(answer) == WebsiteCheck("club", DIGEST, DAYS[0], DAYS[0], DAYS[0])
    assert after(answer, answer, Answer.TOO_LATE).dead_on == DAYS[0]


@pytest.mark.parametrize("answer", PASSING)
def test_what_may_pass_counts_on_the_second_day(answer: Answer) -> None:
    assert after(answer) == WebsiteCheck("club", DIGEST, DAYS[0], DAYS[0])
    assert after(answer, answer, days=[DAYS[0], DAYS[0]]).dead_on is None  # twice on one day
    assert after(answer, answer) == WebsiteCheck("club", DIGEST, DAYS[1], DAYS[0], DAYS[1])
    assert after(Answer.TURNED_AWAY, answer).dead_on == DAYS[1]


@pytest.mark.parametrize("answer", [*SURE, *PASSING])
def test_who_is_well_again_begins_anew(answer: Answer) -> None:
    assert after(answer, answer, Answer.WELL) == WebsiteCheck("club", DIGEST, DAYS[2])
    assert after(Answer.TOO_LATE, Answer.WELL, Answer.TOO_LATE).dead_on is None


def test_what_could_not_be_asked_says_nothing() -> None:
    assert after(Answer.UNFIT) == WebsiteCheck("club", DIGEST, DAYS[0])
    assert after(Answer.NO_PAGE, Answer.UNFIT).dead_on == DAYS[0]
    assert after(Answer.TOO_LATE, Answer.UNFIT, Answer.TOO_LATE).dead_on == DAYS[2]


def test_another_address_begins_anew() -> None:
    other = "https://other.example.org"
    check = after_look(after(Answer.NO_PAGE), "club", other, Answer.TOO_LATE, DAYS[1])
    assert check == WebsiteCheck("club", website_digest(other), DAYS[1], DAYS[1])
    assert other not in repr(check)

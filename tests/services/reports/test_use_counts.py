"""Counts of use, answers on ease, and the council's own figures."""

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.reports.use_counts import Ease, UseChannel, YearlyFigure
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.use_counts import (
    BadFeedback,
    add_ease,
    add_uses,
    ease_share,
    keep_yearly_figure,
    key_in,
    uses,
    yearly_figures,
)
from tests.conftest import ContextMaker

EDITOR = Actor(Person("p-e", roles=(Role.EDITOR,)))
VOLUNTEER = Actor(Person("p-v", roles=(Role.VOLUNTEER,)))


def test_uses_are_counted_by_month(make_context: ContextMaker) -> None:
    context = make_context()
    add_uses(context, ["sheet:a4", "map", "sheet:a4"])
    context.clock = make_context(today="2026-04-01").clock
    add_uses(context, ["sheet:a4"])
    assert uses(context) == {"map": {"2026-03": 1}, "sheet:a4": {"2026-03": 2, "2026-04": 1}}
    assert uses(context, months=1) == {"sheet:a4": {"2026-04": 1}}


@pytest.mark.parametrize(
    ("easy", "hard", "share"),
    [(0, 0, None), (4, 0, None), (5, 0, 1.0), (5, 1, None), (6, 5, 6 / 11), (0, 7, 0.0)],
)
def test_share_is_told_when_nobody_few_can_be_worked_out(
    make_context: ContextMaker, easy: int, hard: int, share: float | None
) -> None:
    context = make_context()
    for ease, number in ((Ease.EASY, easy), (Ease.HARD, hard)):
        for _ in range(number):
            add_ease(context, ease)
    found = ease_share(context)
    assert (found.total, found.share) == (easy + hard, share)


def test_answers_on_paper_stand_beside_those_on_pages(make_context: ContextMaker) -> None:
    context = make_context()
    answers = {Ease.EASY: "12", Ease.FAIRLY: "", Ease.HARD: "5"}
    assert key_in(context, VOLUNTEER, "2026-03", UseChannel.PAPER, answers) == 17
    for _ in range(5):
        add_ease(context, Ease.EASY)
    found = ease_share(context)
    assert found.share == 17 / 22
    assert found.by_channel == {
        UseChannel.PAPER: {Ease.EASY: 12, Ease.FAIRLY: 0, Ease.HARD: 5},
        UseChannel.PAGE: {Ease.EASY: 5},
    }
    add_ease(context, Ease.HARD)
    assert ease_share(context).by_channel == {}


@pytest.mark.parametrize(
    ("month", "channel", "answers", "field"),
    [
        ("2026-03", UseChannel.PAPER, {Ease.EASY: "many"}, "easy"),
        ("2026-03", UseChannel.PAPER, {Ease.HARD: "-1"}, "hard"),
        ("2026-03", UseChannel.PAPER, {Ease.HARD: "10001"}, "hard"),
        ("2026-03", UseChannel.PAPER, {}, "easy"),
        ("2026-03", UseChannel.PAGE, {Ease.EASY: "5"}, "channel"),
        ("2026-04", UseChannel.PHONE, {Ease.EASY: "5"}, "month"),
        ("2025-11", UseChannel.PHONE, {Ease.EASY: "5"}, "month"),
    ],
)
def test_what_cannot_be_counted_is_said(
    make_context: ContextMaker,
    month: str,
    channel: UseChannel,
    answers: dict[Ease, str],
    field: str,
) -> None:
    context = make_context()
    with pytest.raises(BadFeedback) as refused:
        key_in(context, VOLUNTEER, month, channel, answers)
    assert [each.parameter for each in refused.value.problems] == [field]
    assert ease_share(context).total == 0


def test_the_councils_own_figures_by_year(make_context: ContextMaker) -> None:
    context = make_context()
    keep_yearly_figure(context, EDITOR, "2015/16", "85,8 %", "Survey")
    keep_yearly_figure(context, EDITOR, "2026", "80", "")
    assert yearly_figures(context) == [
        YearlyFigure("2026", 80.0),
        YearlyFigure("2015/16", 85.8, "Survey"),
    ]
    for year, percent in (("last year", "80"), ("2015/17", "80"), ("2026", "101"), ("2026", "?")):
        with pytest.raises(BadFeedback):
            keep_yearly_figure(context, EDITOR, year, percent, "")
    with pytest.raises(NotAllowed):
        keep_yearly_figure(context, VOLUNTEER, "2026", "80", "")

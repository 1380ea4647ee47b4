"""How tests with people went: numbers by task, and nothing about anybody."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.reports.use_counts import TaskResult
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.usability_rounds import (
    BadRound,
    add_round,
    rounds,
    take_out_round,
    tasks,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker

EDITOR = Actor(Person("p-e", roles=(Role.EDITOR,)))
DAY = date(2026, 3, 12)
TYPED = {"company-alone": "3", "company-helped": "1", "phone-alone": "4"}


def test_round_is_kept_and_taken_out(make_context: ContextMaker) -> None:
    context = make_context()
    kept = add_round(context, EDITOR, DAY, "Riverside Hub", TYPED, "The phone stands on top now.")
    assert kept.results[:2] == (TaskResult("company", 3, 1, 0), TaskResult("phone", 4, 0, 0))
    assert [each.key for each in tasks(context)] == [each.task for each in kept.results]
    assert rounds(context) == [kept]
    take_out_round(context, EDITOR, kept.id)
    with pytest.raises(NotFound):
        take_out_round(context, EDITOR, kept.id)


@pytest.mark.parametrize(
    ("on", "where", "typed", "changed", "field"),
    [
        (None, "", TYPED, "", "on"),
        (date(2026, 3, 17), "", TYPED, "", "on"),
        (DAY, "", {}, "", "company-alone"),
        (DAY, "", {"near-helped": "lots"}, "", "near-helped"),
        (DAY, "", {"near-helped": "501"}, "", "near-helped"),
        (DAY, "With Mrs Smith", TYPED, "", "where"),
        (DAY, "", TYPED, "Ring 01632 960123", "changed"),
    ],
)
def test_what_cannot_be_kept_is_said(
    make_context: ContextMaker,
    on: date | None,
    where: str,
    typed: dict[str, str],
    changed: str,
    field: str,
) -> None:
    context = make_context()
    with pytest.raises(BadRound) as refused:
        add_round(context, EDITOR, on, where, typed, changed)
    assert [each.parameter for each in refused.value.problems] == [field]
    assert rounds(context) == []


def test_who_only_reads_keeps_none(make_context: ContextMaker) -> None:
    manager = Actor(Person("p-m", roles=(Role.MANAGER,)))
    with pytest.raises(NotAllowed):
        add_round(make_context(), manager, DAY, "", TYPED, "")

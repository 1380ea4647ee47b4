from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind
from assetmap.domain.people.people import Role
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy
from assetmap.services.borough.upkeep_rules import interval_problems, lone_editor
from tests.conftest import ContextMaker
from tests.people import a_person


def with_rules(borough: Borough, **changes: Any) -> Borough:
    return replace(borough, upkeep=replace(borough.upkeep, **changes))


ASKED_AT_ONCE = (
    "Organisers would be asked 84 days before a check is due, but some checks hold for 3 months"
    " only. They would be asked again at once. Give fewer days."
)


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        (
            {"usual_months": 61},
            "months.usual",
            "61 months is more than 5 years. Give a shorter time.",
        ),
        (
            {"months": {Kind.HUB: 1200}},
            "months.hub",
            "1,200 months is more than 5 years. Give a shorter time.",
        ),
        (
            {"lapsed_after": 1831},
            "days.lapsed_after",
            "1,831 days is more than 5 years. Give a shorter time.",
        ),
        (
            {"audit_months": 121},
            "keep_months.audit",
            "121 months is more than 10 years. Give a shorter time.",
        ),
        (
            {"ask_before": 84},
            "days.ask_before",
            ASKED_AT_ONCE,
        ),
    ],
)
def test_intervals_that_nobody_can_mean(
    borough: Borough, changes: dict[str, Any], place: str, message: str
) -> None:
    assert list(interval_problems(with_rules(borough, **changes))) == [
        ChangeProblem("upkeep", place, message)
    ]


def test_long_intervals_that_make_sense(borough: Borough) -> None:
    rules = {"usual_months": 60, "lapsed_after": 1830, "audit_months": 120, "ask_before": 83}
    assert list(interval_problems(borough)) == []
    assert list(interval_problems(with_rules(borough, **rules))) == []


def test_two_people_must_be_able_to_publish_before_a_second_has_to(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    after = context.borough
    before = with_rules(after, four_eyes=False)
    a_person(context, Role.VOLUNTEER)
    a_person(context, Role.ADMIN, active=False)
    start = "A second person would have to publish what an editor wrote, but"
    assert list(lone_editor(context, before, after)) == [
        ChangeProblem(
            "upkeep", "four_eyes", f"{start} nobody here can. Invite another editor first."
        )
    ]
    a_person(context, Role.EDITOR, name="Edna <Editor>")
    assert list(lone_editor(context, before, after)) == [
        ChangeProblem(
            "upkeep",
            "four_eyes",
            f"{start} only Edna <Editor> can publish here. Invite another editor first.",
            (UsedBy("Edna <Editor>", "/work/people/p-editor"),),
        )
    ]
    assert list(lone_editor(context, after, after)) == []  # it is so already
    assert list(lone_editor(context, after, before)) == []
    a_person(context, Role.ADMIN, id="p-ada")
    assert list(lone_editor(context, before, after)) == []

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.thesaurus import Concept
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.phone_numbers import phone_problems, unheard_danger
from tests.conftest import ContextMaker
from tests.services.borough.uses import a_change, keep


def test_the_shipped_numbers_ring(borough: Borough) -> None:
    assert list(phone_problems(borough)) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"phone": "Ask at the desk"}, "“Ask at the desk” is not a number that can be rung"),
        ({"phone": "0163"}, "“0163” is not a number that can be rung"),
        ({"phone": "Shout", "sms": "SHOUT"}, "“Shout” is not a number that can be rung"),
        ({"phone": "<b>0</b>"}, "“<b>0</b>” is not a number that can be rung"),
    ],
)
def test_a_number_that_does_not_ring_is_told_wherever_it_stands(
    borough: Borough, changes: dict[str, Any], message: str
) -> None:
    kind = borough.danger.kinds[0]
    bad = HelpLine(**{"text": "Ring us", "phone": "111", **changes})
    after = replace(
        borough,
        help=bad,
        worried=bad,
        urgent=(bad,),
        danger=replace(borough.danger, kinds=(replace(kind, lines=(bad,)),)),
        signposts=(replace(borough.signposts[0], phone=bad.phone),),
    )
    whole = f"{message}, such as 01632 960100 or 111."
    assert list(phone_problems(after)) == [
        ChangeProblem(file, place, whole)
        for file, place in [
            *(("borough", "help"), ("borough", "worried"), ("borough", "urgent.1")),
            *(("danger", kind.id), ("signposts", "dentist")),
        ]
    ]


def test_a_line_needs_words_a_number_and_a_true_email_address(borough: Borough) -> None:
    bare = HelpLine(" ", "", email="help at example.org")
    after = replace(borough, worried=bare, signposts=())
    assert [(each.place, each.message) for each in phone_problems(after)] == [
        ("worried", "This number has no words. Say whom people ring and what for."),
        ("worried", "“” has no phone number. Give one that people can ring."),
        (
            "worried",
            "“help at example.org” is not an email address, such as help@example.org.",
        ),
    ]


def test_a_number_is_for_a_kind_of_danger_that_there_is(borough: Borough) -> None:
    line = replace(borough.urgent[0], kinds=("suicide", "dragons"))
    kinds = ", ".join(sorted(kind.id for kind in borough.danger.kinds))
    assert list(phone_problems(replace(borough, urgent=(line,)))) == [
        ChangeProblem(
            "borough",
            "urgent.1",
            "“Samaritans, when life is hard to bear” is for the kind of danger “dragons”, which is"
            f" not there. The kinds are {kinds}.",
        )
    ]


def test_danger_needs_a_number_and_a_signpost_words(borough: Borough) -> None:
    kind = replace(borough.danger.kinds[0], lines=())
    after = replace(
        borough,
        danger=replace(borough.danger, kinds=(kind, *borough.danger.kinds[1:])),
        signposts=(replace(borough.signposts[0], text=" "),),
    )
    assert list(phone_problems(after)) == [
        ChangeProblem(
            "danger", kind.id, f"The danger “{kind.id}” has no number to ring. Give it one."
        ),
        ChangeProblem("signposts", "dentist", "Say in words where to go."),
    ]


def test_everyday_words_of_danger_must_not_go_unheard(make_context: ContextMaker) -> None:
    context = make_context()
    borough = context.borough
    assert list(unheard_danger(context, borough)) == []
    kind = next(each for each in borough.danger.kinds if each.concepts)
    gone = kind.concepts[0]
    left = tuple(each for each in borough.thesaurus.concepts if each.id != gone)
    after = replace(borough, thesaurus=replace(borough.thesaurus, concepts=left))
    assert list(unheard_danger(context, after)) == [
        ChangeProblem(
            "danger",
            kind.id,
            f"The everyday words “{gone}” are not there, and the danger “{kind.id}” is heard by"
            " them. Put them back, or take their name out there first.",
        )
    ]
    keep(context, a_change(Concept(gone, ("help",), urgent=True)))  # an editor wrote their own
    assert list(unheard_danger(context, after)) == []

"""Members join, change, and go through the stages (TB6, TB9, TB10)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.time_bank.members import ContactBy, Member, Reference, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.member_details import MemberDetails, details_of
from assetmap.services.time_bank.membership import add, add_reference, change, set_stage
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, join

TODAY = date(2026, 3, 16)
ADA = MemberDetails(
    *("Ada Lovelock", "ada@example.org", "01632 960501", "12 Sample Row, Tilbury", "rm188ab"),
    is_adult=True,
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def problems_of(context: Context, **changes: Any) -> dict[str, str]:
    with pytest.raises(BadAnswers) as refusal:
        add(context, BY_BROKER, replace(ADA, **changes))
    return {each.parameter: each.message for each in refusal.value.problems}


def test_tb10_who_applied_becomes_active_by_meeting_and_two_references(context: Context) -> None:
    number = add(context, BY_BROKER, ADA).id
    add_reference(context, BY_BROKER, number, date(2026, 3, 1))
    assert set_stage(context, BY_BROKER, number, Stage.MET).stage is Stage.MET
    with pytest.raises(NotNow, match="2 references are needed"):
        set_stage(context, BY_BROKER, number, Stage.REFERENCES)
    with pytest.raises(NotNow, match="cannot become “Active”"):
        set_stage(context, BY_BROKER, number, Stage.ACTIVE)
    second = add_reference(context, BY_BROKER, number, TODAY)
    assert second.stage is Stage.REFERENCES
    assert second.references == (
        Reference(date(2026, 3, 1), "p-broker"),
        Reference(TODAY, "p-broker"),
    )
    assert context.store.ledger.balance(number) == 0
    active = set_stage(context, BY_BROKER, number, Stage.ACTIVE)
    assert [each.stage for each in active.stages] == [
        *(Stage.APPLIED, Stage.MET, Stage.REFERENCES, Stage.ACTIVE)
    ]
    assert active.since(Stage.ACTIVE) == TODAY


def test_tb10_references_that_came_before_the_meeting_count_after_it(context: Context) -> None:
    number = add(context, BY_BROKER, ADA).id
    for _ in range(2):
        assert add_reference(context, BY_BROKER, number, TODAY).stage is Stage.APPLIED
    assert set_stage(context, BY_BROKER, number, Stage.MET).stage is Stage.REFERENCES


def test_tb6_welcome_hours_come_once_with_the_first_time_active(context: Context) -> None:
    number = join(context, stage=Stage.REFERENCES).id
    set_stage(context, BY_BROKER, number, Stage.ACTIVE)
    assert context.store.ledger.balance(number) == 300
    set_stage(context, BY_BROKER, number, Stage.PAUSED)
    set_stage(context, BY_BROKER, number, Stage.ACTIVE)
    assert context.store.ledger.balance(number) == 300
    assert context.store.ledger.balance("issue") == -300


def test_leaving_is_not_a_stage_that_one_is_moved_to(context: Context) -> None:
    with pytest.raises(NotNow):
        set_stage(context, BY_BROKER, join(context).id, Stage.LEFT)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": " \u200b"}, "name", "Enter their name."),
        ({"email": "ada@"}, "email", "Enter an email address like"),
        ({"phone": "ring the shop"}, "phone", "Enter a whole phone number"),
        ({"postcode": "RM18"}, "postcode", "Enter a whole postcode"),
        ({"name": "A" * 101}, "name", "Use 100 characters or fewer."),
        ({"email": "", "contact_by": ContactBy.EMAIL}, "email", "that they want to be written to"),
        ({"phone": ""}, "phone", "that they want to be rung at"),
        ({"address": "", "contact_by": ContactBy.POST}, "address", "that letters go to"),
        ({"is_adult": None}, "adult", "18 or over"),
        ({"is_adult": False}, "born", "Enter their date of birth"),
        ({"is_adult": False, "born": date(2026, 3, 17)}, "born", "in the past"),
        ({"is_adult": False, "born": date(2010, 3, 17)}, "born", "from 16 years on"),
        ({"consent_on": date(2026, 3, 17)}, "consent", "not in the future"),
    ],
)
def test_what_cannot_be_right_is_refused_in_plain_words(
    context: Context, changes: dict[str, Any], field: str, words: str
) -> None:
    problems = problems_of(context, **changes)
    assert list(problems) == [field]
    assert words in problems[field]
    assert context.store.ledger.accounts()[4:] == []


def test_every_problem_is_told_at_once(context: Context) -> None:
    assert list(problems_of(context, name="", email="x", postcode="x", is_adult=None)) == [
        *("name", "email", "postcode", "adult")
    ]


def test_tb9_of_the_young_only_the_day_they_turn_18_is_kept(context: Context) -> None:
    young = add(context, BY_BROKER, replace(ADA, is_adult=False, born=date(2010, 3, 16)))
    assert young.turns_18_on == date(2028, 3, 16)
    assert "2010" not in repr(young)
    adult = add(context, BY_BROKER, replace(ADA, is_adult=False, born=date(2008, 3, 16)))
    assert adult.turns_18_on is None


def test_tb9_the_young_are_active_only_with_a_parents_consent(context: Context) -> None:
    young = replace(ADA, is_adult=False, born=date(2009, 1, 1))
    number = add(context, BY_BROKER, young).id
    for _ in range(2):
        add_reference(context, BY_BROKER, number, TODAY)
    set_stage(context, BY_BROKER, number, Stage.MET)
    with pytest.raises(NotNow, match="under 18: see a parent’s consent"):
        set_stage(context, BY_BROKER, number, Stage.ACTIVE)
    known = details_of(member_of(context, BY_BROKER, number), TODAY)
    assert known.born is None
    changed = change(context, BY_BROKER, number, replace(known, consent_on=TODAY))
    assert (changed.turns_18_on, changed.consent_on) == (date(2027, 1, 1), TODAY)
    assert set_stage(context, BY_BROKER, number, Stage.ACTIVE).stage is Stage.ACTIVE


def test_ward_is_found_from_the_postcode_and_never_typed(context: Context) -> None:
    two_wards(context)
    assert "ward" not in vars(ADA)
    wards = {
        add(context, BY_BROKER, replace(ADA, postcode=each)).ward
        for each in ("RM18 8AB", "RM17 6SL", "")
    }
    assert "" in wards
    assert len(wards) > 1


def test_couple_with_one_address_are_two_members(context: Context) -> None:
    one = add(context, BY_BROKER, ADA)
    other = add(context, BY_BROKER, replace(ADA, name="Bertram Lovelock"))
    assert (one.id, other.id, one.email, other.email) == (
        *("101", "102", "ada@example.org", "ada@example.org"),
    )


def test_another_address_makes_links_void(context: Context) -> None:
    member = add(context, BY_BROKER, ADA)
    same = change(context, BY_BROKER, member.id, replace(ADA, phone="01632 960502"))
    assert same.link_mark == member.link_mark
    other = change(context, BY_BROKER, member.id, replace(ADA, email="other@example.org"))
    assert other.link_mark != member.link_mark


def test_nothing_is_written_down_about_who_has_left(context: Context) -> None:
    number = join(context, stage=Stage.LEFT).id
    with pytest.raises(NotNow, match="has left"):
        change(context, BY_BROKER, number, ADA)


def test_broker_who_is_a_member_is_decided_about_by_another(context: Context) -> None:
    me = a_person(context, Role.BROKER)
    mine = join(context, stage=Stage.APPLIED, email=me.email.upper()).id
    assert set_stage(context, Actor(me), mine, Stage.MET).stage is Stage.MET  # nobody else could
    a_person(context, Role.ADMIN)
    for forbidden in (
        lambda: set_stage(context, Actor(me), mine, Stage.REFERENCES),
        lambda: add_reference(context, Actor(me), mine, TODAY),
    ):
        with pytest.raises(NotNow, match="your own membership"):
            forbidden()


@pytest.mark.parametrize("role", [each for each in Role if each not in (Role.BROKER, Role.ADMIN)])
def test_tb20_nobody_else_may(context: Context, role: Role) -> None:
    number = join(context).id
    other = Actor(Person("p-x", roles=(role,), own=("a",)))
    for forbidden in (
        lambda: add(context, other, ADA),
        lambda: change(context, other, number, ADA),
        lambda: set_stage(context, other, number, Stage.PAUSED),
        lambda: add_reference(context, other, number, TODAY),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_audit_says_what_was_done_and_nothing_about_them(context: Context) -> None:
    number = add(context, BY_BROKER, ADA).id
    change(context, BY_BROKER, number, replace(ADA, name="Ada Newname"))
    add_reference(context, BY_BROKER, number, TODAY)
    told = repr(list(context.store.audited()))
    assert "changed a time-bank member" in told
    for secret in ("Ada", "Newname", "960501", "Sample Row", "188AB", "8AB", "example.org"):
        assert secret not in told


def test_member_is_kept_as_told(context: Context) -> None:
    details = replace(
        ADA, days=("Wed", "Mon", "Xxx"), access=("step-free", "no-such"), large_print=True
    )
    kept = add(context, BY_BROKER, details)
    assert kept == replace(
        Member(""),
        id="101",
        name="Ada Lovelock",
        email="ada@example.org",
        phone="01632 960501",
        address="12 Sample Row, Tilbury",
        postcode="RM18 8AB",
        ward=kept.ward,
        stages=kept.stages,
        large_print=True,
        days=("Mon", "Wed"),
        access=("step-free",),
        link_mark=kept.link_mark,
    )

"""`/work/time-bank/members`: who is in the time bank, added, changed and brought along (TB10)."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.members import Stage
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank import membership
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, read_number, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.member_form import (
    TypedMember,
    blank_member,
    known_member,
    member_form_page,
    read_member,
    typed_member,
)
from assetmap.web.time_bank.member_page import member_page, members_page
from assetmap.web.time_bank.switch import only_while_on

time_bank_members = only_while_on(
    Blueprint("time_bank_members", __name__, url_prefix="/work/time-bank/members")
)


@dataclass(frozen=True)
class ReferencePage:
    """The form for the day on which a reference came."""

    title: str
    number: str
    name: str
    typed: Boxes
    problems: tuple[Problem, ...] = ()


_LONGEST = 100  # characters of a name or number that are looked for


@time_bank_members.get("")
@needs(Action.RUN_TIME_BANK)
def every() -> str:
    """Every member, by name, number or stage."""
    typed = request.args.get("q", "").strip()[:_LONGEST]
    asked = request.args.get("stage", "")
    stage = asked if asked in [str(each) for each in Stage] else ""
    first = max(0, read_number(request.args, "from"))
    page = members_page(context(), Actor(staff()), typed, stage, first)
    return render_template("time_bank/members.html", page=page)


@time_bank_members.get("/new")
@needs(Action.RUN_TIME_BANK)
def new() -> str:
    """The form for somebody who applied."""
    return _form(None, blank_member())


@time_bank_members.post("/new")
@needs(Action.RUN_TIME_BANK)
def add() -> ResponseReturnValue:
    """Keep somebody who applied, under the next number."""
    typed = typed_member(request.form)
    try:
        member = membership.add(context(), Actor(staff()), read_member(typed))
    except BadAnswers as error:
        return _form(None, typed, *error.problems), 422
    flash(f"{member.name} is member {member.id}.")
    if not member.ward:
        flash("We do not know the ward from the postcode. Their offers count for all wards.")
    return redirect(url_for("time_bank_members.show", number=member.id), 303)


@time_bank_members.get("/<number>")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """What is known of a member, and what can be done."""
    actor = Actor(staff())
    page = member_page(context(), actor, member_of(context(), actor, number))
    return render_template("time_bank/member.html", page=page)


@time_bank_members.get("/<number>/change")
@needs(Action.RUN_TIME_BANK)
def form(number: str) -> str:
    """The form with what is known of a member."""
    return _form(number, known_member(context(), member_of(context(), Actor(staff()), number)))


@time_bank_members.post("/<number>/change")
@needs(Action.RUN_TIME_BANK)
def change(number: str) -> ResponseReturnValue:
    """Keep what is known of a member by now."""
    typed = typed_member(request.form)
    try:
        membership.change(context(), Actor(staff()), number, read_member(typed))
    except BadAnswers as error:
        return _form(number, typed, *error.problems), 422
    except NotNow as error:
        return _form(number, typed, Problem("", str(error))), 409
    flash("Kept.")
    return redirect(url_for("time_bank_members.show", number=number), 303)


@time_bank_members.post("/<number>/stage")
@needs(Action.RUN_TIME_BANK)
def stage(number: str) -> ResponseReturnValue:
    """Bring a member to their next stage."""
    wanted = {str(each): each for each in Stage}.get(request.form.get("stage", ""))
    try:
        if wanted is None:
            raise NotNow("Choose what comes next.")
        member = membership.set_stage(context(), Actor(staff()), number, wanted)
        flash(f"{member.title}: {member.stage.label.lower()}.")
    except NotNow as error:
        flash(str(error))
    return redirect(url_for("time_bank_members.show", number=number), 303)


@time_bank_members.get("/<number>/reference")
@needs(Action.RUN_TIME_BANK)
def reference_form(number: str) -> str:
    """The form for a reference that came: only its day."""
    return _reference(number, boxes_of(context().clock.today()))


@time_bank_members.post("/<number>/reference")
@needs(Action.RUN_TIME_BANK)
def reference(number: str) -> ResponseReturnValue:
    """Note that a reference came, never whose and what it says."""
    typed = typed_boxes(request.form, "on")
    try:
        on = read_boxes(typed)
        if on is None:
            return _reference(number, typed, Problem("on", "Enter the day it came.")), 422
        member = membership.add_reference(context(), Actor(staff()), number, on)
    except BadDate as error:
        return _reference(number, typed, Problem("on", str(error))), 422
    except BadAnswers as error:
        return _reference(number, typed, *error.problems), 422
    except NotNow as error:
        return _reference(number, typed, Problem("", str(error))), 409
    left = "Both are in." if member.stage is Stage.REFERENCES else ""
    flash(f"Noted. {left}".strip())
    return redirect(url_for("time_bank_members.show", number=number), 303)


def _form(number: str | None, typed: TypedMember, *problems: Problem) -> str:
    member = member_of(context(), Actor(staff()), number) if number else None
    page = member_form_page(context(), member, typed, *problems)
    return render_template("time_bank/member_form.html", page=page)


def _reference(number: str, typed: Boxes, *problems: Problem) -> str:
    member = member_of(context(), Actor(staff()), number)
    page = ReferencePage("A reference came", number, member.title, typed, problems)
    return render_template("time_bank/reference.html", page=page)

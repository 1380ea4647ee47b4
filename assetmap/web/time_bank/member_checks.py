"""`/work/time-bank/members/<number>/checks`: checks that were seen, and the flags they allow."""

from dataclasses import dataclass, field, replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.evidence import DBS_LEVELS
from assetmap.domain.people.people import Action
from assetmap.domain.time_bank.members import Member
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.checks_seen import SeenAnswers, see_dbs, see_driving, set_flags
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.member_page import MemberPage, member_page
from assetmap.web.time_bank.switch import only_while_on

time_bank_checks = only_while_on(
    Blueprint("time_bank_checks", __name__, url_prefix="/work/time-bank/members")
)

_LEVELS = (("", "Choose the level"), *((each, each.capitalize()) for each in DBS_LEVELS))


@dataclass(frozen=True)
class TypedCheck:
    """A check as typed."""

    level: str = ""
    on: Boxes = ("", "", "")
    until: Boxes = ("", "", "")


@dataclass(frozen=True)
class ChecksPage:
    """The flags of a member, and a form for each check; problems stand with `kind`."""

    title: str
    member: MemberPage
    home: bool
    lifts: bool
    dbs: TypedCheck
    driving: TypedCheck
    levels: tuple[tuple[str, str], ...] = _LEVELS
    problems: tuple[Problem, ...] = field(default=())


@time_bank_checks.get("/<number>/checks")
@needs(Action.RUN_TIME_BANK)
def show(number: str) -> str:
    """What was seen, and the forms for more."""
    return _page(_blank(_member(number)))


@time_bank_checks.post("/<number>/checks/dbs")
@needs(Action.RUN_TIME_BANK)
def dbs(number: str) -> ResponseReturnValue:
    """Note that a DBS check was seen: level, days and by whom, never its number."""
    return _seen(number, "dbs")


@time_bank_checks.post("/<number>/checks/driving")
@needs(Action.RUN_TIME_BANK)
def driving(number: str) -> ResponseReturnValue:
    """Note that driving papers were seen: days and by whom, never what is in them."""
    return _seen(number, "driving")


@time_bank_checks.post("/<number>/checks/flags")
@needs(Action.RUN_TIME_BANK)
def flags(number: str) -> ResponseReturnValue:
    """Say whether a member may exchange in homes, and give lifts."""
    home, lifts = (request.form.get(name) == "yes" for name in ("home", "lifts"))
    page = replace(_blank(_member(number)), home=home, lifts=lifts)
    try:
        set_flags(context(), Actor(staff()), number, home=home, lifts=lifts)
    except BadAnswers as error:
        return _page(replace(page, problems=error.problems)), 422
    except NotNow as error:
        return _page(replace(page, problems=(Problem("", str(error)),))), 409
    flash("Kept.")
    return redirect(url_for("time_bank_members.show", number=number), 303)


def _seen(number: str, kind: str) -> ResponseReturnValue:
    typed = TypedCheck(
        request.form.get("level", ""),
        typed_boxes(request.form, f"{kind}-on"),
        typed_boxes(request.form, f"{kind}-until"),
    )
    page = _blank(_member(number))
    page = replace(page, dbs=typed) if kind == "dbs" else replace(page, driving=typed)
    try:
        answers = _answers(typed)
        see = see_dbs if kind == "dbs" else see_driving
        see(context(), Actor(staff()), number, answers)
    except BadAnswers as error:
        problems = (Problem(_field(kind, each.parameter), each.message) for each in error.problems)
        return _page(replace(page, problems=tuple(problems))), 422
    except NotNow as error:
        return _page(replace(page, problems=(Problem("", str(error)),))), 409
    flash("Noted. Now say what they may do.")
    return redirect(url_for("time_bank_checks.show", number=number), 303)


def _answers(typed: TypedCheck) -> SeenAnswers:
    read = {}
    for name, boxes in (("on", typed.on), ("until", typed.until)):
        try:
            read[name] = read_boxes(boxes)
        except BadDate as error:
            raise BadAnswers(Problem(name, str(error))) from None
    return SeenAnswers(read["on"], read["until"], typed.level)


def _field(kind: str, parameter: str) -> str:
    return parameter if parameter == "level" else f"{kind}-{parameter}"


def _member(number: str) -> Member:
    return member_of(context(), Actor(staff()), number)


def _blank(member: Member) -> ChecksPage:
    today = boxes_of(context().clock.today())
    return ChecksPage(
        f"Homes and lifts: {member.title}",
        member_page(context(), Actor(staff()), member),
        member.home_allowed,
        member.lifts_allowed,
        TypedCheck(on=today),
        TypedCheck(on=today),
    )


def _page(page: ChecksPage) -> str:
    return render_template("time_bank/member_checks.html", page=page)

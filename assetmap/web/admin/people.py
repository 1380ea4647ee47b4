"""`/work/people`: who may sign in, and what they may do. For admins alone."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import STAFF, Action, Person, Role
from assetmap.domain.validation import Problem
from assetmap.mail.message import BadMessage
from assetmap.services.account import identities, membership
from assetmap.services.account.people import (
    BadPerson,
    Invitation,
    has_taken_up,
    invite,
    person_with_id,
)
from assetmap.services.account.sign_in_emails import queue_invitation
from assetmap.services.admin import handover
from assetmap.services.listing_repository import Actor
from assetmap.web.admin.people_page import disable_page, people_page, person_form, person_page
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

people = Blueprint("people", __name__, url_prefix="/work/people")

Typed = Mapping[str, tuple[str, ...]]
_LONGEST = 200  # characters of a name or an address
_LISTS = ("roles", "patch", "hub")
_LINES = ("email", "name", "other")  # `other`: the id of a listing that is not among the hubs


@people.get("")
@needs(Action.MANAGE_PEOPLE)
def every() -> str:
    """Everyone who signs in, with what they may do and when they were last here."""
    return render_template("admin/people.html", page=people_page(context()))


@people.get("/new")
@needs(Action.MANAGE_PEOPLE)
def new() -> str:
    """The form to invite somebody."""
    return _form(None, "", _typed())


@people.post("/new")
@needs(Action.MANAGE_PEOPLE)
def send_invitation() -> ResponseReturnValue:
    """Invite somebody: they get a link by e-mail to set their password."""
    typed = _typed()
    try:
        invitation = invite(
            context(),
            Actor(staff()),
            typed["email"][0],
            typed["name"][0],
            _roles(typed),
            typed["patch"],
            _hubs(typed),
        )
        _write_to(invitation)
    except (BadPerson, BadMessage) as error:
        return _form(None, "", typed, _problem(error)), 422
    return redirect(url_for("people.show", person_id=invitation.person.id), 303)


@people.get("/<person_id>")
@needs(Action.MANAGE_PEOPLE)
def show(person_id: str) -> str:
    """One of the people, and what can be changed."""
    return _shown(person_with_id(context(), person_id))


@people.get("/<person_id>/<any(roles, patch, hub):part>")
@needs(Action.MANAGE_PEOPLE)
def part(person_id: str, part: str) -> str:
    """The roles, the patch or the hub of somebody, to be changed."""
    person = person_with_id(context(), person_id)
    roles = tuple(str(role) for role in person.roles)
    typed = {"roles": roles, "patch": person.patch, "hub": person.own, "other": ("",)}
    return _form(person, part, typed)


@people.post("/<person_id>/<any(roles, patch, hub):part>")
@needs(Action.MANAGE_PEOPLE)
def change_part(person_id: str, part: str) -> ResponseReturnValue:
    """Change the roles, the patch or the hub of somebody, at once."""
    person, typed = person_with_id(context(), person_id), _typed()
    try:
        _CHANGES[part](person, typed)
    except BadPerson as error:
        return _form(person, part, typed, _problem(error)), 422
    flash("The change holds from now on.")
    return redirect(url_for("people.show", person_id=person_id), 303)


@people.get("/<person_id>/disable")
@needs(Action.MANAGE_PEOPLE)
def ask_to_disable(person_id: str) -> str:
    """What is theirs, and who gets it."""
    page = disable_page(context(), person_with_id(context(), person_id))
    return render_template("admin/person_disable.html", page=page)


@people.post("/<person_id>/disable")
@needs(Action.MANAGE_PEOPLE)
def disable(person_id: str) -> ResponseReturnValue:
    """Let somebody in no more, and hand over what was theirs."""
    person, to = person_with_id(context(), person_id), request.form.get("to", "")
    try:
        theirs = handover.disable(context(), Actor(staff()), person.email, to)
    except BadPerson as error:
        page = disable_page(context(), person, to, (_problem(error),))
        return render_template("admin/person_disable.html", page=page), 422
    left = "handed over" if to else "left with nobody for now"
    if person.active:
        flash(f"{person.name} can no longer sign in.")
    if not theirs.is_empty:
        flash(f"What was theirs is {left}: {theirs.words}.")
    return redirect(url_for("people.show", person_id=person_id), 303)


@people.post("/<person_id>/enable")
@needs(Action.MANAGE_PEOPLE)
def enable(person_id: str) -> ResponseReturnValue:
    """Let somebody in again, with the password that they had."""
    person = person_with_id(context(), person_id)
    membership.enable(context(), Actor(staff()), person.email)
    flash(f"{person.name} can sign in again.")
    return redirect(url_for("people.show", person_id=person_id), 303)


@people.post("/<person_id>/invite")
@needs(Action.MANAGE_PEOPLE)
def invite_again(person_id: str) -> ResponseReturnValue:
    """A new link for somebody who has never come; the one before works no more."""
    person = person_with_id(context(), person_id)
    if has_taken_up(context(), person) or not person.active:
        flash(f"{person.name} needs no invitation.")
    else:
        known = (person.email, person.name, person.roles, person.patch, person.own)
        try:
            _write_to(invite(context(), Actor(staff()), *known))
        except (BadPerson, BadMessage) as error:
            return _shown(person, (_problem(error),)), 422
    return redirect(url_for("people.show", person_id=person_id), 303)


@people.post("/<person_id>/unlink")
@needs(Action.MANAGE_PEOPLE)
def unlink(person_id: str) -> ResponseReturnValue:
    """Take away somebody's council account, such as when they were given a new one."""
    person = person_with_id(context(), person_id)
    try:
        identities.unlink(context(), Actor(staff()), person_id)
        flash(f"{person.name} has no council account here until they next sign in with one.")
    except BadPerson as error:
        return _shown(person, (_problem(error),)), 422
    return redirect(url_for("people.show", person_id=person_id), 303)


@people.post("/<person_id>/end-sign-ins")
@needs(Action.MANAGE_PEOPLE)
def end_sign_ins(person_id: str) -> ResponseReturnValue:
    """Sign somebody out everywhere, such as on a phone that they lost."""
    person = person_with_id(context(), person_id)
    membership.end_sign_ins(context(), Actor(staff()), person.email)
    flash(f"{person.name} is signed out everywhere.")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _write_to(invitation: Invitation) -> None:
    queue_invitation(context(), invitation, staff())
    until = long_date(invitation.valid_until.date())
    flash(f"We are sending {invitation.person.name} an email. Its link works until {until}.")


def _set_roles(person: Person, typed: Typed) -> None:
    chosen, had = set(_roles(typed)), set(person.roles)
    actor = Actor(staff())
    membership.change_roles(context(), actor, person.email, chosen - had, had - chosen)


def _set_patch(person: Person, typed: Typed) -> None:
    gone = set(person.patch) - set(typed["patch"])
    added = [each for each in typed["patch"] if each not in person.patch]
    membership.change_patch(context(), Actor(staff()), person.email, added, gone)


def _set_hub(person: Person, typed: Typed) -> None:
    chosen = _hubs(typed)
    gone = set(person.own) - set(chosen)
    added = [each for each in chosen if each not in person.own]
    membership.change_hub(context(), Actor(staff()), person.email, added, gone)


_CHANGES: dict[str, Callable[[Person, Typed], None]] = {
    "roles": _set_roles,
    "patch": _set_patch,
    "hub": _set_hub,
}


def _typed() -> dict[str, tuple[str, ...]]:
    """Every answer of a form, as typed; what was not asked is empty."""
    lists = {name: tuple(request.form.getlist(name)) for name in _LISTS}
    lines = {name: (request.form.get(name, "").strip()[:_LONGEST],) for name in _LINES}
    return lists | lines


def _roles(typed: Typed) -> tuple[Role, ...]:
    return tuple(role for role in STAFF if role in typed["roles"])


def _hubs(typed: Typed) -> tuple[str, ...]:
    other = typed["other"][0].removeprefix("/listing/")
    return (*typed["hub"], *([other] if other else []))


def _problem(error: Exception) -> Problem:
    """What is wrong as a sentence, beside the box where it was typed."""
    words = str(error)
    parameter = error.parameter if isinstance(error, BadPerson) else "email"
    return Problem({"hub": "other"}.get(parameter, parameter), f"{words[0].upper()}{words[1:]}.")


def _form(person: Person | None, part: str, typed: Typed, *problems: Problem) -> str:
    page = person_form(context(), person, part, typed, problems)
    return render_template("admin/person_form.html", page=page)


def _shown(person: Person, problems: tuple[Problem, ...] = ()) -> str:
    page = person_page(context(), person, problems)
    return render_template("admin/person.html", page=page)

"""`/work/people/<id>/reset-factor`: an admin takes away a second factor that somebody lost."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_security import auth_required

from assetmap.domain.people.people import Action, Person
from assetmap.services.account.people import BadPerson, person_with_id
from assetmap.services.account.second_factor import has_second_factor, reset_second_factor
from assetmap.services.listing_repository import Actor
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

reset_factor = Blueprint("reset_factor", __name__, url_prefix="/work/people")

# The library's own mark for what takes a password that was typed a short while ago.
_fresh = auth_required(
    "session",
    within=lambda: current_app.config["SECURITY_FRESHNESS"],
    grace=lambda: current_app.config["SECURITY_FRESHNESS_GRACE_PERIOD"],
)


@dataclass(frozen=True)
class ResetFactorPage:
    """Whose codes would be reset. `is_own`, or without any, there is nothing to press."""

    title: str
    them: Person
    is_own: bool
    has_one: bool


@reset_factor.get("/<person_id>/reset-factor")
@needs(Action.MANAGE_PEOPLE)
@_fresh
def confirm(person_id: str) -> ResponseReturnValue:
    """What a reset does, and the button; 404 when there is no such person."""
    them = person_with_id(context(), person_id)
    page = ResetFactorPage(
        f"Reset the codes of {them.name}",
        them,
        is_own=them.id == staff().id,
        has_one=has_second_factor(context(), them.id),
    )
    return render_template("admin/reset_factor.html", page=page)


@reset_factor.post("/<person_id>/reset-factor")
@needs(Action.MANAGE_PEOPLE)
@_fresh
def reset(person_id: str) -> ResponseReturnValue:
    """Reset it, and tell them by email."""
    try:
        them = reset_second_factor(context(), Actor(staff()), person_id)
    except BadPerson as error:
        flash(str(error), "info")
        return redirect(url_for("reset_factor.confirm", person_id=person_id))
    flash(f"The codes of {them.name} are reset. We have told them by email.", "info")
    return redirect(url_for("people.show", person_id=person_id))

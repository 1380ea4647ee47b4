"""`/work/set-up`: what the first admin goes through until residents can use the directory."""

import json
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from assetmap.domain.email import is_email
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.places.basemap import attribution_of, load_basemap
from assetmap.services.borough.first_run import (
    keep,
    look_again,
    mail_route,
    noted,
    steps,
)
from assetmap.services.borough.first_run_trials import try_address, try_mail
from assetmap.services.listing_repository import Actor
from assetmap.static_map.background import read_background
from assetmap.storage.store import NotFound
from assetmap.web.borough.first_run_page import (
    FirstRunPage,
    TrialWords,
    mail_lines,
    map_choices,
    map_tile,
    task_groups,
    trial_words,
)
from assetmap.web.formatting import moment_words
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

first_run = Blueprint("first_run", __name__, url_prefix="/work/set-up")
_NO_EMAIL = "Enter an email address, such as name@example.org."


@first_run.get("")
@needs(Action.SET_UP)
def task_list() -> str:
    """Every step of setting the borough up, and how far it is."""
    return render_template("borough/first_run.html", page=_page())


@first_run.post("/keep")
@needs(Action.SET_UP)
def keep_step() -> ResponseReturnValue:
    """Say that a step is right as it is, or look at it again."""
    name = request.form.get("step", "")
    if request.form.get("do") == "again":
        look_again(context(), Actor(staff()), name)
        return _back()
    try:
        keep(context(), Actor(staff()), name)
    except NotFound:  # it was done meanwhile, on another page
        flash("There is nothing to keep about this step.")
    return _back()


@first_run.post("/address")
@needs(Action.SET_UP)
def ask_address() -> ResponseReturnValue:
    """Ask our own public address whether it answers."""
    try_address(context(), Actor(staff()))
    return _back("address")


@first_run.post("/mail")
@needs(Action.SET_UP)
def send_letter() -> ResponseReturnValue:
    """Send a test letter."""
    to = request.form.get("to", "").strip()
    if not is_email(to):
        page = _page(to=to[:254], problems=(Problem("to", _NO_EMAIL),))
        return render_template("borough/first_run.html", page=page), 422
    try_mail(context(), Actor(staff()), to)
    return _back("mail")


def _back(part: str = "") -> Response:
    return redirect(url_for("first_run.task_list", _anchor=part or None), 303)


def _page(**typed: Any) -> FirstRunPage:
    config, found = context().config, steps(context())
    ground = load_basemap(config.cache, context().borough, context().postcodes)
    return FirstRunPage(
        title="Set up your borough",
        left=sum(not each.state.is_over for each in found),
        count=len(found),
        groups=task_groups(found),
        public_url=config.public_url,
        is_url_given=config.has_public_url,
        mail=mail_route(context()) if config.mail else "",
        mail_lines=mail_lines(config),
        mail_from=config.mail_from,
        outbox=str(config.outbox),
        choices=map_choices(config.basemap),
        attribution=attribution_of(context().borough),
        tile=map_tile(config, read_background(json.loads(ground)).corners),
        tile_attribution=config.basemap.attribution,
        address_trial=_trial("address", config.public_url),
        mail_trial=_trial("mail", mail_route(context())),
        **typed,
    )


def _trial(name: str, about: str) -> TrialWords | None:
    found = noted(context(), name, about)
    return trial_words(found, moment_words(found.at) if found else "")

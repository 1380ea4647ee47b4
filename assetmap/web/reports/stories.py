"""`/reports/stories`: short stories, told with consent, for the committee sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import Action, may
from assetmap.domain.reports.story import STORY_LONGEST
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.stories import (
    BadStory,
    ToldStory,
    about_words,
    add_story,
    stories,
    take_out_story,
)
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date
from assetmap.web.forms.values import Boxes, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

reports_stories = Blueprint("reports_stories", __name__, url_prefix="/reports/stories")

_LONGEST = 5_000  # characters of a field that are looked at at all
_FIELDS = ("title", "text", "about", "consent")


@dataclass(frozen=True)
class StoryLine:
    """One story in words."""

    id: str
    title: str
    text: str
    about: str
    days: str
    is_shown: bool


@dataclass(frozen=True)
class StoriesPage:
    """`/reports/stories`: every story."""

    title: str
    lines: tuple[StoryLine, ...]
    may_keep: bool


@dataclass(frozen=True)
class StoryForm:
    """`/reports/stories/new`: the form as it was typed."""

    title: str
    typed: Mapping[str, str]
    consent_on: Boxes
    until: Boxes
    wards: tuple[tuple[str, str], ...]
    longest: int
    problems: tuple[Problem, ...] = ()


@reports_stories.get("")
@needs(Action.SEE_REPORTS)
def every() -> str:
    """Every story, shown now or not."""
    return render_template("reports/stories.html", page=_page(context()))


@reports_stories.get("/new")
@needs(Action.KEEP_REPORTS)
def new() -> str:
    """The form for a story."""
    typed = {name: request.args.get(name, "")[:_LONGEST] for name in _FIELDS}
    return _form(typed, ("", "", ""), ("", "", ""))


@reports_stories.post("/new")
@needs(Action.KEEP_REPORTS)
def add() -> ResponseReturnValue:
    """Keep a story; one that cannot be kept is shown again as it was typed."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    consent_on, until = (typed_boxes(request.form, name) for name in ("consent_on", "until"))
    told = ToldStory(
        typed["title"],
        typed["text"],
        typed["about"].rpartition("/")[2] if "/listing/" in typed["about"] else typed["about"],
        read_boxes(consent_on),
        read_boxes(until),
        typed["consent"] == "yes",
    )
    try:
        add_story(context(), Actor(staff()), told)
    except BadStory as error:
        return _form(typed, consent_on, until, *error.problems), 422
    flash("Kept. It can stand on the committee sheet until its last day.")
    return redirect(url_for("reports_stories.every"), 303)


@reports_stories.post("/<story_id>/take-out")
@needs(Action.KEEP_REPORTS)
def take_out(story_id: str) -> ResponseReturnValue:
    """Take a story out for good."""
    try:
        take_out_story(context(), Actor(staff()), story_id)
        flash("Taken out.")
    except NotFound:
        flash("Somebody else has taken it out already.")
    return redirect(url_for("reports_stories.every"), 303)


def _page(context: Context) -> StoriesPage:
    today = context.clock.today()
    lines = tuple(
        StoryLine(
            *(each.id, each.title, each.text, about_words(context, each)),
            f"They said yes on {long_date(each.consent_on)}. Told until {long_date(each.until)}.",
            each.is_shown(today),
        )
        for each in stories(context)
    )
    return StoriesPage("Stories", lines, may(staff(), Action.KEEP_REPORTS))


def _form(typed: Mapping[str, str], consent_on: Boxes, until: Boxes, *problems: Problem) -> str:
    wards = context().areas.current(AreaKind.WARD, context().clock.today())
    names = sorted((each.name, each.code) for each in wards.areas) if wards else []
    page = StoryForm(
        *("Add a story", typed, consent_on, until),
        tuple((f"ward:{code}", name) for name, code in names),
        STORY_LONGEST,
        problems,
    )
    return render_template("reports/story_new.html", page=page)

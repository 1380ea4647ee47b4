"""`/work/add` and `/work/drafts`: beginning a listing, and finding what was begun."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.listing import Kind, Listing
from assetmap.domain.people.people import Action, may
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.duplicates import Candidate, candidates, remember_not_same
from assetmap.services.listings.edits import Unreadable, edited
from assetmap.services.listings.hub_drafts import OF_A_HUB, WRONG_KIND, adds_for_hub_alone
from assetmap.services.privacy.do_not_list import refused
from assetmap.web.forms.listing_form import FormRead, drawn, read_form
from assetmap.web.forms.quick_form import quick_note, quick_problems, read_quick
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.draft_step_page import address, suggested
from assetmap.web.listings.new_page import (
    QUICK_FIELDS,
    START,
    AddPage,
    add_page,
    alike_lines,
    drafts_page,
    quick_page,
    quick_subjects,
)

adding = Blueprint("adding", __name__, url_prefix="/work")
_BLANK = Listing(id="", kind=Kind.GROUP, name="")


@adding.get("/add")
@needs(Action.CREATE)
def start() -> str:
    """What is it called?"""
    return render_template("listings/new.html", page=add_page(context(), _BLANK))


@adding.post("/add")
@needs(Action.CREATE)
def begin() -> ResponseReturnValue:
    """Start a draft, once whatever is like it was looked at."""
    read = read_form(request.form, START, today=context().clock.today())
    listing, problems = _sketched(read)
    if not listing.name:
        problems = (Problem("name", "Enter the name."),)
    problems = (*problems, *_wrong_kind(listing))
    alike, is_refused = _looked_for(listing)
    if problems or alike or (is_refused and not _may_go_on(is_refused)):
        page = AddPage(
            START.title,
            drawn(START, listing, context().borough, request.form, today=context().clock.today()),
            problems,
            () if problems else alike_lines(alike),
            is_refused and not problems,
            _may_go_on(is_refused),
        )
        return render_template("listings/new.html", page=page), 422 if problems else 200
    return _started(read)


@adding.get("/add/quick")
@needs(Action.CREATE)
def quick() -> str:
    """One short page, for somebody on the phone."""
    page = quick_page(dict.fromkeys(QUICK_FIELDS, ""), asks_private=_may_keep_private())
    return render_template("listings/quick_form.html", page=page)


@adding.post("/add/quick")
@needs(Action.CREATE)
def quick_begin() -> ResponseReturnValue:
    """Start a draft with the little that is known, or suggest what it is about."""
    typed = {name: request.form.get(name, "").strip() for name in QUICK_FIELDS}
    chosen = tuple(dict.fromkeys(request.form.getlist("categories")))
    read = read_quick(context(), typed, chosen, asks_private=_may_keep_private())
    listing, problems = _sketched(read)
    told = replace(listing, description=typed["note"])  # what it is about may stand there alone
    page = replace(
        quick_page(typed, asks_private=_may_keep_private()),
        subjects=quick_subjects(context().borough, suggested(context(), told), chosen),
        chosen=chosen,
    )
    if request.form.get("more") == "categories":
        return render_template("listings/quick_form.html", page=replace(page, has_suggested=True))
    problems = (*problems, *_wrong_kind(listing))
    if problems := (*problems, *quick_problems(listing, typed, problems)):
        return render_template(
            "listings/quick_form.html", page=replace(page, problems=problems)
        ), 422
    alike, is_refused = _looked_for(listing)
    may_go_on = _may_go_on(is_refused)
    if alike or not may_go_on:
        page = replace(page, alike=alike_lines(alike), is_refused=is_refused, may_go_on=may_go_on)
        return render_template("listings/quick_form.html", page=page)
    return _started(read, "check", quick_note(typed, asks_private=_may_keep_private()))


@adding.get("/drafts")
@needs(Action.CREATE)
def drafts() -> str:
    """What was begun and is not public yet."""
    page = drafts_page(context(), staff(), is_all=request.args.get("all") == "yes")
    return render_template("listings/drafts.html", page=page)


def _sketched(read: FormRead) -> tuple[Listing, tuple[Problem, ...]]:
    """The listing as it would be, and what cannot be read; nothing is kept."""
    try:
        return edited(context(), staff(), _BLANK, read.values), read.problems
    except Unreadable as error:
        gaps = (Problem(gap.field, gap.message) for gap in error.gaps)
        return error.listing, (*read.problems, *gaps)


def _wrong_kind(listing: Listing) -> tuple[Problem, ...]:
    """That a hub's team adds nothing of this kind."""
    is_wrong = adds_for_hub_alone(staff()) and listing.kind not in OF_A_HUB
    return (Problem("kind", WRONG_KIND),) if is_wrong else ()


def _looked_for(listing: Listing) -> tuple[list[Candidate], bool]:
    """What may be the same thing, without what was said not to be; and whether it was refused."""
    if not listing.name:
        return [], False
    told = set(request.form.getlist("not_same"))
    alike = [each for each in candidates(context(), listing) if each.listing.id not in told]
    return alike, refused(context(), listing) is not None


def _started(read: FormRead, part: str = "what", note: str = "") -> ResponseReturnValue:
    by = Actor(staff())
    draft = start_draft(context(), by, read.values, note)
    known = context().directory_cache.current().listings
    for other in request.form.getlist("not_same"):
        if other in known:
            remember_not_same(context(), by, draft.id, other)
    return redirect(address(draft, part), 303)


def _may_go_on(is_refused: bool) -> bool:
    return not is_refused or may(staff(), Action.PUBLISH)


def _may_keep_private() -> bool:
    return may(staff(), Action.SEE_PRIVATE, "")

"""`/work/leads`: what registers and feeds name that we do not list yet."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.imports.lead import Lead, LeadState
from assetmap.domain.people.people import Action
from assetmap.services.context import Context
from assetmap.services.leads import leads as kept
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.edits import Unreadable
from assetmap.storage.store import NotFound
from assetmap.storage.tables import LEADS
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

lead_list = Blueprint("lead_list", __name__, url_prefix="/work/leads")

_MOST = 100  # leads on a page
_STATES = {
    LeadState.WAITING: "Waiting",
    LeadState.LISTED: "Listing started",
    LeadState.NOT_FOR_US: "Not for us",
}


@dataclass(frozen=True)
class LeadLine:
    """One lead, and where each thing that can be done with it is sent."""

    id: str
    name: str
    what: str
    where: str
    website: str
    source: str
    state: LeadState


@dataclass(frozen=True)
class LeadsPage:
    """`/work/leads`: some leads; `sources` and `states` narrow them, one of each is chosen."""

    title: str
    lines: tuple[LeadLine, ...]
    total: int
    sources: tuple[tuple[str, int, str, bool], ...]
    states: tuple[tuple[str, str, bool], ...]
    is_waiting: bool
    next_url: str


@dataclass(frozen=True)
class AlikePage:
    """Listings that may be what a lead names: name, address and why of each."""

    title: str
    lead: LeadLine
    alike: tuple[tuple[str, str, str], ...]


@lead_list.get("")
@needs(Action.SEE_LEADS)
def every() -> str:
    """What registers and feeds name that we do not list yet."""
    return render_template(
        "leads/leads.html", page=leads_page(context(), Actor(staff()), _wanted())
    )


@lead_list.post("/<lead_id>/start")
@needs(Action.SEE_LEADS)
def start(lead_id: str) -> ResponseReturnValue:
    """Start a draft from a lead, once whatever is like it was looked at."""
    try:
        lead = context().store.get(LEADS, lead_id)
        found = () if request.form.get("sure") == "yes" else kept.alike(context(), lead)
        if found:
            lines = tuple(
                (each.listing.name, f"/work/listings/{each.listing.id}", ", ".join(each.reasons))
                for each in found
            )
            page = AlikePage("Is it one of these?", _line(lead), lines)
            return render_template("leads/alike.html", page=page)
        draft = kept.start_listing(context(), Actor(staff()), lead_id)
    except (NotFound, Unreadable):
        flash("This lead is not there any more.")
        return redirect(url_for("lead_list.every"), 303)
    return redirect(f"/work/drafts/{draft.id}/what", 303)


@lead_list.post("/<lead_id>/aside")
@needs(Action.SEE_LEADS)
def aside(lead_id: str) -> ResponseReturnValue:
    """Remember that a lead is not for us."""
    return _set(lead_id, back=False)


@lead_list.post("/<lead_id>/back")
@needs(Action.SEE_LEADS)
def back(lead_id: str) -> ResponseReturnValue:
    """Put a lead back among those that wait."""
    return _set(lead_id, back=True)


def leads_page(context: Context, actor: Actor, wanted: kept.LeadFilter) -> LeadsPage:
    """The page of the leads that are asked for."""
    found = kept.leads(context, actor, wanted)
    first = _first()
    shown = found[first : first + _MOST]
    more = first + _MOST < len(found)
    sources = kept.sources_of_leads(context)
    return LeadsPage(
        "Leads",
        tuple(map(_line, shown)),
        len(found),
        tuple(
            (source, count, _url(source, wanted.state), source == wanted.source)
            for source, count in sources
        ),
        tuple(
            (words, _url(wanted.source, state), state == wanted.state)
            for state, words in _STATES.items()
        ),
        wanted.state is LeadState.WAITING,
        _url(wanted.source, wanted.state, first + _MOST) if more else "",
    )


def _line(lead: Lead) -> LeadLine:
    return LeadLine(
        lead.id, lead.name, lead.what, lead.where, lead.website, lead.source, lead.state
    )


def _set(lead_id: str, *, back: bool) -> ResponseReturnValue:
    try:
        lead = kept.set_aside(context(), Actor(staff()), lead_id, back=back)
        flash(f"{lead.name} {'waits again' if back else 'is set aside. We will remember that'}.")
    except NotFound:
        flash("This lead is not there any more.")
    return redirect(url_for("lead_list.every"), 303)


def _wanted() -> kept.LeadFilter:
    state = request.args.get("state", "")
    known = LeadState(state) if state in [str(each) for each in LeadState] else LeadState.WAITING
    return kept.LeadFilter(request.args.get("source", ""), known)


def _first() -> int:
    text = request.args.get("from", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _url(source: str, state: LeadState, first: int = 0) -> str:
    asked: dict[str, str] = {"source": source} if source else {}
    asked |= {} if state is LeadState.WAITING else {"state": str(state)}
    asked |= {"from": str(first)} if first else {}
    return url_for("lead_list.every", **asked)  # type: ignore[arg-type]

"""Leads: taking them in, and what staff do with each.

A lead is kept only for what lies in the borough, is not listed yet, and did not ask to be left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from assetmap.domain.imports.lead import Lead, LeadState, lead_id
from assetmap.domain.listings.listing import Contact, Kind, Listing, Status
from assetmap.domain.people.people import Action, require
from assetmap.domain.place import Point, parse_postcode
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import clean, fold
from assetmap.domain.website_address import bare_website, web_address
from assetmap.exchange.plain_text import without_html
from assetmap.exchange.readers.found_lead import FoundLead
from assetmap.exchange.values import short
from assetmap.search_index.row_columns import text_hash
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.duplicates import Candidate, candidates
from assetmap.services.privacy.do_not_list import Register
from assetmap.storage.tables import LEADS

NAME_LONGEST, WHAT_LONGEST = 200, 1_000


@dataclass
class LeadReport:
    """What came of taking leads in, in numbers."""

    new: int = 0
    known: int = 0
    listed: int = 0
    elsewhere: int = 0
    left_out: int = 0  # who asked not to be listed
    gone: int = 0


@dataclass(frozen=True)
class LeadFilter:
    """Which leads are asked for; an empty source is any."""

    source: str = ""
    state: LeadState = LeadState.WAITING


def take_leads(
    context: Context,
    source: str,
    found: Iterable[FoundLead],
    deleted: Collection[str] = (),
    *,
    dry_run: bool = False,
) -> LeadReport:
    """Keep what is found as leads, and drop those that their source has deleted."""
    report = LeadReport()
    known = {lead.key: lead for lead in context.store.find(LEADS, source=source)}
    listed = _Listed(context)
    keep: dict[str, Lead] = {}
    drop = {key for key in deleted if _is_waiting(known.get(key))}
    for each in found:
        if lead := _lead(context, source, each, listed, report):
            before = known.get(lead.key)
            keep[lead.key] = replace(lead, state=before.state) if before else lead
        elif each.key in known and _is_waiting(known[each.key]):
            drop.add(each.key)
    report.new = len(keep.keys() - known.keys())
    report.known = len(keep.keys() & known.keys())
    report.gone = len(drop - keep.keys())
    if not dry_run:
        with context.unit_of_work() as uow:
            for lead in keep.values():
                uow.save(LEADS, lead)
            for key in drop - keep.keys():
                uow.delete(LEADS, id=lead_id(source, key))
    return report


def leads(context: Context, actor: Actor, wanted: LeadFilter = LeadFilter()) -> list[Lead]:
    """The leads that are asked for, by name. Raises NotAllowed.

    One that was listed meanwhile is not among those that wait.
    """
    require(actor.person, Action.SEE_LEADS)
    found = context.store.find(LEADS, state=wanted.state)
    listed = _Listed(context) if wanted.state is LeadState.WAITING else None
    return sorted(
        (
            lead
            for lead in found
            if wanted.source in ("", lead.source)
            and not (listed and listed.has(lead.name, lead.website))
        ),
        key=lambda lead: (fold(lead.name), lead.id),
    )


def sources_of_leads(context: Context) -> tuple[tuple[str, int], ...]:
    """Each source with how many of its leads wait."""
    waiting = context.store.find(LEADS, state=LeadState.WAITING)
    return tuple(sorted(Counter(lead.source for lead in waiting).items()))


def alike(context: Context, lead: Lead) -> tuple[Candidate, ...]:
    """The listings that may be what a lead names."""
    return candidates(context, _sketch(lead))


def start_listing(context: Context, actor: Actor, key: str) -> Listing:
    """A draft of what a lead names. Raises NotAllowed, NotFound, Unreadable."""
    require(actor.person, Action.SEE_LEADS)
    lead = context.store.get(LEADS, key)
    values = {"name": lead.name, "kind": str(Kind.GROUP), "description": lead.what}
    values |= {"website": lead.website} if lead.website else {}
    note = f"Begun from a lead of {lead.source}. What it says: {lead.where or 'no place'}."
    draft = start_draft(context, actor, values, note)
    _set(context, actor, lead, LeadState.LISTED, "started a listing from a lead")
    return draft


def set_aside(context: Context, actor: Actor, key: str, *, back: bool = False) -> Lead:
    """Remember that a lead is not for us, or that it is after all. Raises NotAllowed, NotFound."""
    require(actor.person, Action.SEE_LEADS)
    state = LeadState.WAITING if back else LeadState.NOT_FOR_US
    what = "put a lead back" if back else "set a lead aside"
    return _set(context, actor, context.store.get(LEADS, key), state, what)


def _set(context: Context, actor: Actor, lead: Lead, state: LeadState, what: str) -> Lead:
    after, now = replace(lead, state=state), context.clock.now()
    with context.unit_of_work() as uow:
        uow.save(LEADS, after)
        uow.audit(AuditEvent(now, actor.person.id, what, f"lead:{lead.id}", actor.origin))
    return after


def _is_waiting(lead: Lead | None) -> bool:
    return lead is not None and lead.state is LeadState.WAITING


def _lead(
    context: Context, source: str, found: FoundLead, listed: "_Listed", report: LeadReport
) -> Lead | None:
    """A lead as it is kept, or None with the reason counted."""
    where = _town(context, found)
    name, website = short(clean(without_html(found.name)), NAME_LONGEST), found.website
    if where is None or not name:
        report.elsewhere += 1
        return None
    if listed.has(name, website):
        report.listed += 1
        return None
    id_, today = lead_id(source, found.key), context.clock.today()
    what = short(clean(without_html(found.what)), WHAT_LONGEST)
    lead = Lead(
        *(id_, source, found.key, name, what, where, web_address(website)), LeadState.WAITING, today
    )
    if listed.register.entry_of(_sketch(lead)) is not None:
        report.left_out += 1
        return None
    return lead


def _town(context: Context, found: FoundLead) -> str | None:
    """The town in which it lies, in words; None when that is not in the borough."""
    code = parse_postcode(found.postcode)
    at = context.postcodes.locate(code) if code else None
    if at:
        point, authority = at.point, at.authority
    elif found.point and _is_on_earth(*found.point):
        point = Point(*found.point)
        authority = context.gazetteer.authority_of(point)
    else:
        place = context.gazetteer.named(found.town) if found.town else None
        return place.label if place else None
    if not context.gazetteer.is_in_borough(authority):
        return None
    return context.gazetteer.nearest_place(point)


def _is_on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _sketch(lead: Lead) -> Listing:
    public = Contact(website=lead.website)
    return Listing(id="", kind=Kind.GROUP, name=lead.name, status=Status.DRAFT, public=public)


class _Listed:
    """What listings in any status are called and which websites they have, and who asked not to be
    one.
    """

    def __init__(self, context: Context) -> None:
        self.register = Register(context)
        self._every = context.directory_cache.current().every
        kept = self._every.arrays.kept
        self._called, self._websites = kept.lists["called"], kept.flat["website"]

    def has(self, name: str, website: str) -> bool:
        """Whether there is a listing of this name or with this website."""
        return self._has_name(fold(name)) or self._has_website(bare_website(website))

    def _has_name(self, folded: str) -> bool:
        may_be = self._called.owner[self._called.columns["hash"] == text_hash(folded)]
        found = map(self._every.at, may_be.tolist()) if folded else ()
        return any(
            folded == fold(name) for each in found for name in (each.name, *each.also_known_as)
        )

    def _has_website(self, bare: str) -> bool:
        found = self._every.where(self._websites == text_hash(bare)) if bare else ()
        return any(bare == bare_website(each.public.website) for each in found)

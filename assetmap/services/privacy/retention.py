"""How long things are kept: what is old enough is taken out, once a day.

Letters and organisers' links are forgotten by those who keep them (posting, organiser_links).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from time import time as wall_clock

from assetmap.clock import LONDON
from assetmap.domain.checks.freshness import months_after
from assetmap.domain.checks.report import ReportState
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState
from assetmap.images.folder import Folder
from assetmap.images.formats import LARGE
from assetmap.services.context import Context
from assetmap.services.handouts.sheets import drop_expired
from assetmap.services.handouts.unmet_needs import drop_old_gaps
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.open_data.public_changes import forget_old_changes
from assetmap.services.privacy.import_records import forget_past_imports
from assetmap.services.privacy.personal_texts import CONTACT_FIELDS
from assetmap.services.reports.asked import forget_old_counts
from assetmap.services.reports.search_counter import forget_past_quarters
from assetmap.services.reports.stories import forget_old_stories
from assetmap.services.time_bank.retention import forget_old
from assetmap.services.webhooks.webhook_queue import forget_old_messages
from assetmap.storage.tables import (
    PROPOSALS,
    REMEMBERED_BROWSERS,
    REPORTS,
    REVISIONS,
    SIGN_INS,
    SUGGESTIONS,
)
from assetmap.storage.unit_of_work import UnitOfWork

SIGN_IN_KEPT = timedelta(days=30)  # after it was last used
PICTURE_KEPT_S = 24 * 60 * 60  # a picture is kept a moment before its listing names it


def apply_retention(context: Context) -> dict[str, int]:
    """Take out what is older than the borough's rules allow; gives how many of what.

    Doing it again on the same day finds nothing more to do.
    """
    rules = context.borough.upkeep
    # Once a day, so that nothing waits in the queue for longer when nobody publishes.
    with context.unit_of_work(always_index=True) as uow:
        done = {
            "audit entries": uow.shorten_audit(_months_ago(context, rules.audit_months)),
            "reports": _erase_reports(context, uow, _months_ago(context, rules.report_months)),
            "suggestions": _erase_suggestions(
                context, uow, _months_ago(context, rules.submission_months)
            ),
            "proposals": _erase_proposals(
                context, uow, _months_ago(context, rules.submission_months)
            ),
            "suggested contacts": _erase_not_taken_up(
                context, uow, _months_ago(context, rules.submission_months)
            ),
            "sign-ins": _drop_sign_ins(context, uow),
            "remembered browsers": _drop_remembered_browsers(context, uow),
            "sheets": drop_expired(context, uow),
            "notes of gaps": drop_old_gaps(context, uow),
            "words that were asked": forget_past_quarters(context, uow)
            + forget_old_counts(context, uow),
            "stories": forget_old_stories(context, uow),
            "imports": forget_past_imports(context, uow),
            "changes": forget_old_changes(context, uow),
            "messages to webhooks": forget_old_messages(context, uow),
            **forget_old(context, uow),
        }
    return done | {"pictures": _remove_pictures(context)}


def _months_ago(context: Context, months: int) -> datetime:
    return datetime.combine(months_after(context.clock.today(), -months), time(), LONDON)


def _erase_reports(context: Context, uow: UnitOfWork, before: datetime) -> int:
    """Blank what residents wrote in reports settled long ago; that there was one stays."""
    settled = context.store.find(REPORTS, state=(ReportState.RIGHT, ReportState.UNFOUNDED))
    old = [x for x in settled if (x.closed_at or x.at) < before and (x.words or x.contact)]
    for report in old:
        uow.save(REPORTS, replace(report, words="", contact=""))
    return len(old)


def _erase_suggestions(context: Context, uow: UnitOfWork, before: datetime) -> int:
    """Blank what residents wrote with suggestions that are no longer waiting."""
    old = [
        each
        for each in context.store.find(SUGGESTIONS)
        if each.at < before
        and (each.words or each.contact)
        and not _waits(context, each.listing_id)
    ]
    for suggestion in old:
        uow.save(SUGGESTIONS, replace(suggestion, words="", contact=""))
    return len(old)


def _erase_not_taken_up(context: Context, uow: UnitOfWork, before: datetime) -> int:
    """Blank the ways to get in touch of suggestions that were left aside long ago."""
    erased = 0
    for listing in context.directory_cache.current().every.with_status(Status.CLOSED):
        if listing.changed_at is not None and listing.changed_at >= before:
            continue
        now = load_for_update(context, listing.id)
        bare = replace(now.listing, public=Contact(), private=Contact())
        if bare != now.listing:
            uow.save_listing(bare, expected=now.version)
            for revision in revisions_of(context, listing.id):
                shown = replace(revision.listing, public=Contact())
                uow.save(REVISIONS, replace(revision, listing=shown))
            erased += 1
            uow.must_rebuild = True  # the index and the arrays on disk had it too
    return erased


def _waits(context: Context, listing_id: str) -> bool:
    return context.store.get_listing(listing_id).listing.status is Status.SUGGESTED


def _erase_proposals(context: Context, uow: UnitOfWork, before: datetime) -> int:
    """Blank the ways to get in touch, and the words, in proposals decided long ago."""
    decided = [state for state in ProposalState if state is not ProposalState.WAITING]
    found = 0
    for proposal in context.store.find(PROPOSALS, state=decided):
        after = _bare(proposal)
        if (proposal.decided_at or proposal.at) < before and after != proposal:
            uow.save(PROPOSALS, after)
            found += 1
    return found


def _bare(proposal: Proposal) -> Proposal:
    return replace(
        proposal,
        changes=tuple(_blanked(each) for each in proposal.changes),
        private_changes=tuple(FieldChange(x.field, "", "") for x in proposal.private_changes),
        note="",
        words="",
    )


def _blanked(change: FieldChange) -> FieldChange:
    return FieldChange(change.field, "", "") if change.field in CONTACT_FIELDS else change


def _drop_sign_ins(context: Context, uow: UnitOfWork) -> int:
    before = context.clock.now() - SIGN_IN_KEPT
    old = [x for x in context.store.find(SIGN_INS) if (x.ended or x.seen) < before]
    return sum(uow.delete(SIGN_INS, id=each.id) for each in old)


def _drop_remembered_browsers(context: Context, uow: UnitOfWork) -> int:
    before = context.clock.now() - SIGN_IN_KEPT
    every = context.store.find(REMEMBERED_BROWSERS)
    old = [x for x in every if (x.ended or x.until) < before]
    return sum(uow.delete(REMEMBERED_BROWSERS, id=each.id) for each in old)


def _remove_pictures(context: Context) -> int:
    """Remove the pictures that no listing shows, showed, or is proposed to show."""
    folder = Folder(context.config.pictures)
    kept = folder.names()
    if not kept:
        return 0
    wanted = set(_pictures_wanted(context))
    orphans = [name for name in kept if name not in wanted and _is_old(folder, name)]
    for name in orphans:
        folder.remove(name)
    return len(orphans)


def _is_old(folder: Folder, name: str) -> bool:
    """Whether nobody can be about to use it. Files tell the real time, whatever our clock says."""
    path = folder.file(name, LARGE)
    return path is None or path.stat().st_mtime < wall_clock() - PICTURE_KEPT_S


def _pictures_wanted(context: Context) -> Iterator[str]:
    for record in context.store.all():
        yield from (picture.name for picture in record.listing.pictures)
    for revision in context.store.find(REVISIONS):
        yield from (picture.name for picture in revision.listing.pictures)
    for proposal in context.store.find(PROPOSALS, state=ProposalState.WAITING):
        for change in proposal.changes:
            if change.field == "pictures":
                entries = (change.after,) if isinstance(change.after, str) else change.after
                yield from (entry.partition(" ")[0] for entry in entries)

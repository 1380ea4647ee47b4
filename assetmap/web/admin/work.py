"""`/work`: the home of staff."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request, url_for

from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.webhook import Webhook
from assetmap.services.admin.street_map import drawn_map_words, street_map_words
from assetmap.services.borough.first_run import steps_left
from assetmap.services.checks.sent_back import SentBack
from assetmap.services.checks.upkeep_state import UpkeepState, read_state
from assetmap.services.checks.work_queue import Work, work_of
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank.broker_work import words_waited_for
from assetmap.services.webhooks.subscriptions import failing_webhooks
from assetmap.storage.unreadable import UnreadableRecord
from assetmap.web.formatting import and_words, counted, long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.work_words import change_url


@dataclass(frozen=True)
class Waits:
    """Something that waits: how many, in words, and where it is dealt with."""

    words: str  # `12 due this week`, `No reports`
    url: str  # empty for those who only look
    count: int


@dataclass(frozen=True)
class Returned:
    """Something of one's own that came back, what was said of it, and where one mends it."""

    name: str
    url: str
    says: str  # `Sam sent it back on 16 March 2026`
    words: str  # the editor's, or why it was closed
    mend: str  # the words of the link; empty when nothing is left to mend
    mend_url: str


@dataclass(frozen=True)
class WayGroup:
    """Some more pages: words and address of each; no heading where they are few."""

    heading: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WorkPage:
    """`/work`: what waits, the patch that it waits in, and one's own unfinished things."""

    title: str
    waits: tuple[Waits, ...]
    patch: str  # `Your patch: Tilbury and Grays`, or that it is all of the borough
    other: str  # words of the switch; empty when there is nothing to switch
    other_url: str
    is_all: bool
    may_add: bool
    drafts: tuple[tuple[str, str], ...]  # name and address
    returned: tuple[Returned, ...]
    closed: tuple[Returned, ...]  # what was asked for and came to nothing
    ways: tuple[WayGroup, ...] = ()  # other pages of theirs
    troubles: tuple[str, ...] = ()  # for who runs the site: what somebody must look at
    maps: tuple[tuple[str, str], ...] = ()  # for who runs the site: how its maps are drawn
    set_up: str = ""  # how much of setting the borough up is left; empty when nothing is


def work_page(
    work: Work,
    me: Person,
    borough_name: str,
    name_of: Callable[[str], str],
    *,
    is_all: bool,
    has_time_bank: bool = True,
) -> WorkPage:
    """Everything that the home of one member of staff says; `name_of` gives a person's name."""
    names = and_words(me.patch)
    whole = f"All of {borough_name}"
    can_switch = bool(me.patch)
    return WorkPage(
        title="Your work",
        waits=_waits(work, me, is_all=is_all),
        patch=f"Your patch: {names}" if can_switch and not is_all else _reach(me, whole),
        other=("Show your patch only" if is_all else f"Show {whole[0].lower()}{whole[1:]}")
        if can_switch
        else "",
        other_url=url_for("work.home") if is_all else url_for("work.home", all="yes"),
        is_all=is_all,
        may_add=may(me, Action.CREATE),
        drafts=tuple(
            (draft.name or "A draft without a name", f"/work/drafts/{draft.id}")
            for draft in work.drafts
        ),
        returned=tuple(_returned(each, name_of) for each in work.sent_back if not each.is_closed),
        closed=tuple(_returned(each, name_of) for each in work.sent_back if each.is_closed),
        ways=_ways(me, has_time_bank=has_time_bank),
    )


def _returned(back: SentBack, name_of: Callable[[str], str]) -> Returned:
    did = "closed it" if back.is_closed else "sent it back"
    mend, mend_url = ("", "") if back.is_closed else _mend(back)
    return Returned(
        back.listing.name or "A draft without a name",
        f"/work/listings/{back.listing.id}",
        f"{name_of(back.by)} {did} on {long_date(back.at.date())}",
        back.words,
        mend,
        mend_url,
    )


def _mend(back: SentBack) -> tuple[str, str]:
    """The words and the address of the link to where one puts it right."""
    if back.proposal is None:
        return "Put it right and send it again", f"/work/drafts/{back.listing.id}/check"
    if back.proposal.archive_because:
        return "Look at the listing", f"/work/listings/{back.listing.id}"
    return "Change it and send it again", change_url(back.listing, back.proposal)


TIME_BANK = "/work/time-bank"
_WAYS = {
    "Gaps": (
        ("I looked and couldn’t find…", "/work/couldnt-find", Action.ADD_GAP),
        ("Looked for and not found", "/work/gaps", Action.READ_GAPS),
    ),
    "Reports": (
        ("What there is and what is missing", "/reports", Action.SEE_REPORTS),
        ("Was it easy? Answers on paper or by phone", "/work/feedback", Action.ADD_FEEDBACK),
    ),
    "Records": (
        ("Files brought in", "/work/imports", Action.IMPORT),
        ("Cancel or move a date", "/work/dates", Action.CHANGE_LIVE),
        ("Leads: not listed yet", "/work/leads", Action.SEE_LEADS),
        ("All drafts", "/work/drafts?all=yes", Action.REVIEW),
        ("May be listed twice", "/work/duplicates", Action.ARCHIVE),
        ("Proofs that have run out", "/work/evidence", Action.RECORD_EVIDENCE),
        ("Emails that did not go out", "/work/letters", Action.REVIEW),
        ("Asked not to be listed", "/work/do-not-list", Action.ARCHIVE),
        ("Everyday words", "/work/words", Action.EDIT_WORDS),
        ("Wards, patches and other areas", "/work/areas", Action.SEE_NOTES),
        ("Feeds we read", "/work/feeds", Action.MANAGE_FEEDS),
        ("Audit: who did what", "/work/audit", Action.EXPORT_AUDIT),
        ("Programs that are told of changes", "/work/webhooks", Action.MANAGE_WEBHOOKS),
        ("Set up your borough, step by step", "/work/set-up", Action.SET_UP),
        ("Your borough: its name, phone lines, tiles and more", "/work/borough", Action.SET_UP),
        ("Remove the sample listings", "/work/sample", Action.REMOVE_SAMPLE),
    ),
    "Time bank": (
        ("Time bank: what waits, members and hours", TIME_BANK, Action.RUN_TIME_BANK),
        ("Time bank figures", f"{TIME_BANK}/figures", Action.SEE_TIME_BANK_FIGURES),
        ("Could somebody …? Ask the time-bank broker", f"{TIME_BANK}/ask", Action.ASK_BROKER),
    ),
    "People": (
        ("Who may sign in", "/work/people", Action.MANAGE_PEOPLE),
        ("What we hold about a person", "/work/people-data", Action.ERASE),
    ),
}
_FEW = 5  # links that need no headings


def _ways(me: Person, *, has_time_bank: bool) -> tuple[WayGroup, ...]:
    """The pages that somebody may open; those of a time bank only where there is one."""
    groups = [
        WayGroup(
            heading,
            tuple(
                (words, url)
                for words, url, action in ways
                if may(me, action) and (has_time_bank or not url.startswith(TIME_BANK))
            ),
        )
        for heading, ways in _WAYS.items()
    ]
    links = tuple(link for group in groups for link in group.links)
    if len(links) <= _FEW:
        return (WayGroup("", links),) if links else ()
    return tuple(group for group in groups if group.links)


def _reach(me: Person, whole: str) -> str:
    if may(me, Action.SEE_WORK, ""):
        return whole
    return "Your own listing" if len(me.own) == 1 else "Your own listings"


def _waits(work: Work, me: Person, *, is_all: bool) -> tuple[Waits, ...]:
    around = "yes" if is_all else None
    calls = url_for("calls.show_list", all=around) if may(me, Action.CONFIRM) else ""
    queue = "/work/review" if may(me, Action.REVIEW) else ""
    waits = [
        Waits(f"{work.due or 'None'} due this week", calls, work.due),
        Waits(counted(work.reports, "report"), queue or calls, work.reports),
        Waits(counted(work.suggestions, "suggestion"), queue, work.suggestions),
    ]
    if queue:
        waiting = "waits for review" if work.to_review == 1 else "wait for review"
        waits.append(Waits(f"{work.to_review or 'None'} {waiting}", queue, work.to_review))
    if may(me, Action.RECORD_EVIDENCE) and work.expired:
        proofs = counted(work.expired, "proof that has run out", "proofs that have run out")
        waits.append(Waits(proofs, url_for("evidence.tasks"), work.expired))
    if work.letters:
        unsent = counted(work.letters, "email did not go out", "emails did not go out")
        waits.append(Waits(unsent, "/work/letters", work.letters))
    if work.stopped_imports:
        stopped = counted(work.stopped_imports, "import") + " stopped half-way"
        waits.append(Waits(stopped, "/work/imports", work.stopped_imports))
    return tuple(waits)


def word_waits(count: int) -> Waits:
    """How many exchanges of the time bank wait for a word from someone."""
    verb = "waits" if count == 1 else "wait"
    return Waits(f"{count or 'None'} {verb} for a word", TIME_BANK, count)


def troubles(
    unreadable: tuple[UnreadableRecord, ...],
    upkeep: UpkeepState,
    webhooks: Sequence[Webhook] = (),
) -> tuple[str, ...]:
    """What whoever runs the site must be told: records by their ids, work that stands still, and
    programs that cannot be told of changes.
    """
    return (*_about_upkeep(upkeep), *_about_webhooks(webhooks), *_about_records(unreadable))


def _about_webhooks(webhooks: Sequence[Webhook]) -> tuple[str, ...]:
    hosts = tuple(sorted({urlsplit(each.url).hostname or "" for each in webhooks}))
    if not hosts:
        return ()
    named = and_words(hosts)
    return (f"We cannot tell {named} of changes: see “Programs that are told of changes”.",)


def _about_upkeep(upkeep: UpkeepState) -> tuple[str, ...]:
    if upkeep.stopped_at is None:
        return ()
    since = long_date(upkeep.stopped_at.date())
    on = "If all is right, whoever runs the server goes on with “assetmap upkeep run --yes”."
    return (f"The daily work has stood still since {since}. {' '.join(upkeep.why)} {on}",)


def _about_records(unreadable: tuple[UnreadableRecord, ...]) -> tuple[str, ...]:
    if not unreadable:
        return ()
    one = len(unreadable) == 1
    named = "; ".join(f"{each.table.replace('_', ' ')} {each.id}" for each in unreadable[:_FEW])
    more = f"; and {len(unreadable) - _FEW} more" if len(unreadable) > _FEW else ""
    says = "record cannot be read and is" if one else "records cannot be read and are"
    why = "Whoever runs the server sees why with “assetmap doctor”."
    return (f"{len(unreadable)} {says} left out, until restored: {named}{more}. {why}",)


work = Blueprint("work", __name__, url_prefix="/work")


@work.get("")
@needs(Action.SEE_WORK)
def home() -> str:
    """What waits for the person signed in, in their patch or in all of the borough."""
    is_all = request.args.get("all") == "yes"
    found = work_of(context(), staff(), everywhere=is_all)
    name_of = partial(person_name, context())
    is_on = context().borough.time_bank.is_on
    page = work_page(
        *(found, staff(), context().borough.name, name_of), is_all=is_all, has_time_bank=is_on
    )
    if is_on and may(staff(), Action.RUN_TIME_BANK):
        page = replace(page, waits=(*page.waits, word_waits(words_waited_for(context()))))
    if may(staff(), Action.MANAGE_PEOPLE):
        words = street_map_words(context()), drawn_map_words(context())
        maps = tuple(zip(("Street map", "Drawn map"), words, strict=True))
        told = troubles(
            context().store.unreadable(),
            read_state(context().config.shared),
            failing_webhooks(context()),
        )
        page = replace(page, maps=maps, troubles=told)
    if may(staff(), Action.SET_UP) and (left := steps_left(context())):
        page = replace(page, set_up=f"{counted(left, 'step')} left")
    return render_template("admin/home.html", page=page)

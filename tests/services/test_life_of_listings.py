"""Whatever people do with listings, in any order: nothing unapproved is public, nothing is lost.

A machine lets people of every role, also those who may not, do whatever the services offer, and
keeps in plain dictionaries what should come of it. Every typed value holds a word that occurs
nowhere else, so that the public doors can be searched for the ones that nobody approved.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assetmap.bootstrap import open_context
from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.fields import FIELDS, fields_of
from assetmap.domain.listings.lifecycle import TRANSITIONS, NotPossible, Transition
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.listings.proposal import ProposalState, Value
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.people.people import RESIDENT, Action, NotAllowed, Person, may, organiser_of
from assetmap.domain.privacy.audit import first_break
from assetmap.domain.search.query import Search
from assetmap.exchange.answer_json import answer_document
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.undo import undo_check
from assetmap.services.context import Context
from assetmap.services.indexing import Comparison
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings import archiving, drafts, proposals, transitions
from assetmap.services.listings.edits import Incomplete
from assetmap.services.listings.transitions import SelfApprovalError
from assetmap.services.search.exporting import listings_of
from assetmap.services.search.finding import answer
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import CHECKS, PROPOSALS
from tests.conftest import config_at
from tests.empty_store import EmptyStore
from tests.properties import quick
from tests.services.colleagues import (
    ADMIN,
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    LEAVER,
    MANAGER,
    OTHER_EDITOR,
    OTHER_VOLUNTEER,
    VOLUNTEER,
    WHOLE_RECORD,
    a_whole_listing,
    by,
)
from tests.thorough import examples

REFUSALS = (
    *(NotAllowed, NotPossible, NotFound, SelfApprovalError, Incomplete),
    *(proposals.AlreadyDecided, proposals.ConflictError, proposals.NothingChanged),
)
WORD = re.compile(r"zq\d+q")  # what every typed value holds
ORGANISER = organiser_of(("knit-club",))
EVERYBODY = (
    *(VOLUNTEER, OTHER_VOLUNTEER, COORDINATOR, EDITOR, OTHER_EDITOR, ADMIN),
    *(HUB_TEAM, ORGANISER, MANAGER, BROKER, RESIDENT, LEAVER),
)
WRITERS = (VOLUNTEER, OTHER_VOLUNTEER, COORDINATOR)
EDITORS = (EDITOR, OTHER_EDITOR, ADMIN)


def mostly(*likely: Person) -> st.SearchStrategy[Person]:
    """Three times in four one of those who usually do it, else anybody."""
    usual = st.sampled_from(likely)
    return st.one_of(usual, usual, usual, st.sampled_from(EVERYBODY))


TYPED = st.sampled_from(("name", "name", "summary", "first_visit", "private_phone"))
WHICH = st.integers(0, 6)
MOST = 6  # listings, so that much happens to each
ANY = 6  # of WHICH: takes a listing in whatever status
OPEN = (Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW)
PUBLIC = (Status.PUBLISHED, Status.PAUSED)
EDGES = {(start, step.ends) for step in TRANSITIONS.values() for start in step.starts}
CHECKED = "2026-03-16 Thurrock CVS spoke to the organiser"
THEIR_WORD = "2026-03-16 Thurrock CVS confirmed by the organiser"  # a change that they asked for
# Not those that put a listing on the do-not-list, which would keep its likes from coming back.
OUTCOMES = st.sampled_from([each for each in Outcome if each is not Outcome.WANTS_REMOVAL])
ENDINGS = {Outcome.CLOSED: "closed"}


@dataclass
class Remembered:
    """One listing as it should be: its fields now, and its public fields after each change."""

    id: str
    fields: dict[str, Value]
    history: list[dict[str, Value]] = field(default_factory=list)
    authors: set[str] = field(default_factory=set)

    @property
    def status(self) -> Status:
        return Status(str(self.fields["status"]))

    @property
    def public_fields(self) -> dict[str, Value]:
        return {name: value for name, value in self.fields.items() if not FIELDS[name].private}

    def change(self, **changes: Value) -> None:
        """Remember a change; the first one of a listing without history leaves two revisions."""
        if all(self.fields[name] == value for name, value in changes.items()):
            return
        if not self.history:
            self.history.append(self.public_fields)
        self.fields |= changes
        self.history.append(self.public_fields)


@dataclass
class Asked:
    """One proposal as it should be."""

    id: str
    of: Remembered
    by: str
    changes: Mapping[str, tuple[Value, Value]]  # what each field was, and is to be
    archive: str = ""
    into: str = ""
    state: ProposalState = ProposalState.WAITING


@dataclass
class Pressed:
    """The check that was recorded last, and how the listing stood before and after it."""

    id: str
    by: Person
    of: Remembered
    stood: Value
    outcome: Outcome
    revisions: int = 0
    doubts: tuple[date, ...] = ()


class Life(RuleBasedStateMachine):
    """Everybody at work on one directory."""

    cache: ClassVar[Path]
    empty_store: ClassVar[EmptyStore]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="assetmap-life-"))
        config = config_at(self.folder / "home", self.cache)
        self.empty_store.copy_whole_to(config)
        self.context: Context = open_context(config)
        self.kept: list[Remembered] = []
        self.asked: list[Asked] = []
        self.newest_check: Pressed | None = None
        self.words = 0
        self.approved: set[str] = set()
        self.entries = 0

    def teardown(self) -> None:
        agrees = self.context.indexer.compare()
        self.context.close()
        shutil.rmtree(self.folder)
        assert agrees.agrees, agrees

    @initialize()
    def listings_that_came_in_from_a_file(self) -> None:
        listings = [
            a_whole_listing("knit-club", name=self.word("Knit")),
            a_whole_listing("choir", name=self.word("Choir"), private=Contact(phone=self.word())),
        ]
        with self.context.unit_of_work() as uow:
            for listing in listings:
                uow.save_listing(listing)
        for listing in listings:
            self.kept.append(Remembered(listing.id, fields_of(listing)))
            self.approve(self.kept[-1])

    # What people do, and what should come of it

    @precondition(lambda self: len(self.kept) < MOST)
    @rule(person=mostly(*WRITERS), with_private=st.booleans())
    def start_draft(self, person: Person, with_private: bool) -> None:
        values = {"name": self.word("Draft"), "place": "Tilbury"}
        if with_private:
            values["private_phone"] = self.word()
        may_be = may(person, Action.CREATE) and (
            not with_private or may(person, Action.SEE_PRIVATE, "")
        )
        draft = self.attempt(may_be, lambda: drafts.start_draft(self.context, by(person), values))
        if draft:
            self.remember_new(draft.id, person)

    @precondition(lambda self: len(self.kept) < MOST)
    @rule(person=st.sampled_from((*WRITERS, EDITOR)))
    def add_a_whole_one(self, person: Person) -> None:
        values = {**WHOLE_RECORD, "name": self.word("Whole"), "summary": self.word("Whole")}
        draft = self.attempt(True, lambda: drafts.start_draft(self.context, by(person), values))
        kept = self.remember_new(draft.id, person)
        drafts.first_check(self.context, by(person), kept.id, Method.PHONED)
        kept.change(checked=CHECKED)
        drafts.submit(self.context, by(person), kept.id)
        kept.change(status="in-review")
        self.entries = sum(1 for _ in self.context.store.audited())

    @precondition(lambda self: self.has(*OPEN))
    @rule(person=mostly(*WRITERS), which=WHICH, name=TYPED)
    def save_draft(self, person: Person, which: int, name: str) -> None:
        kept, value = self.pick(which, *OPEN), self.word(name)
        may_be = self.may_write(person, kept) and kept.status in OPEN
        may_be = may_be and self.may_type(person, kept, name)
        done = self.attempt(
            may_be, lambda: drafts.save_draft(self.context, by(person), kept.id, {name: value})
        )
        if done:
            kept.change(**{name: value})

    @precondition(lambda self: self.has(Status.DRAFT))
    @rule(person=mostly(*WRITERS), which=WHICH)
    def submit(self, person: Person, which: int) -> None:
        kept = self.pick(which, Status.DRAFT)
        may_be = self.may_write(person, kept) and kept.status is Status.DRAFT
        may_be = may_be and self.is_whole(kept)
        if self.attempt(may_be, lambda: drafts.submit(self.context, by(person), kept.id)):
            kept.change(status="in-review")
            kept.authors.add(person.id)

    @precondition(lambda self: self.has(Status.IN_REVIEW))
    @rule(person=mostly(*EDITORS), which=WHICH)
    def publish(self, person: Person, which: int) -> None:
        kept = self.pick(which, Status.IN_REVIEW)
        may_be = may(person, Action.PUBLISH, kept.id) and kept.status is Status.IN_REVIEW
        may_be = may_be and person.id not in kept.authors and self.is_whole(kept)
        if self.attempt(may_be, lambda: transitions.publish(self.context, by(person), kept.id)):
            kept.change(status="published")
            self.approve(kept)

    @precondition(lambda self: self.has(Status.IN_REVIEW))
    @rule(person=mostly(*EDITORS), which=WHICH)
    def send_draft_back(self, person: Person, which: int) -> None:
        kept = self.pick(which, Status.IN_REVIEW)
        may_be = may(person, Action.PUBLISH, kept.id) and kept.status is Status.IN_REVIEW
        words = "Say when it is."
        if self.attempt(
            may_be, lambda: transitions.send_draft_back(self.context, by(person), kept.id, words)
        ):
            kept.change(status="draft")

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(*WRITERS, *EDITORS), which=WHICH, name=TYPED)
    def propose(self, person: Person, which: int, name: str) -> None:
        kept, value = self.pick(which, *PUBLIC), self.word(name)
        may_be = may(person, Action.PROPOSE, kept.id) and kept.status.is_public
        may_be = may_be and self.may_type(person, kept, name)
        proposal = self.attempt(
            may_be, lambda: proposals.propose(self.context, by(person), kept.id, {name: value})
        )
        if proposal:
            changes = {name: (kept.fields[name], value)}
            self.asked.append(Asked(proposal.id, kept, person.id, changes))

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(*WRITERS), which=WHICH, into=st.none() | WHICH)
    def propose_archive(self, person: Person, which: int, into: int | None) -> None:
        kept = self.pick(which, *PUBLIC)
        other = self.pick(into, *PUBLIC).id if into is not None else ""
        because = "merged" if other else "moved"
        may_be = kept.status in TRANSITIONS[Transition.ARCHIVE].starts
        may_be = may_be and (not other or self.can_take_in(self.of(other), kept))
        proposal = self.attempt(
            may_be and may(person, Action.PROPOSE_ARCHIVE, kept.id),
            lambda: proposals.propose_archive(
                self.context, by(person), kept.id, because, into=other
            ),
        )
        if proposal:
            self.asked.append(Asked(proposal.id, kept, person.id, {}, because, other))

    @precondition(lambda self: self.is_waiting())
    @rule(person=mostly(*EDITORS), which=WHICH)
    def approve_proposal(self, person: Person, which: int) -> None:
        self.decide_for(self.pick_asked(which), person, {})

    @precondition(lambda self: self.is_waiting())
    @rule(person=mostly(*EDITORS), which=WHICH, name=TYPED)
    def approve_with_edits(self, person: Person, which: int, name: str) -> None:
        self.decide_for(self.pick_asked(which), person, {name: self.word(name)})

    def decide_for(self, asked: Asked, person: Person, edits: Mapping[str, Value]) -> None:
        may_be = may(person, Action.PUBLISH, asked.of.id) and self.can_be_approved(asked, edits)
        may_be = may_be and person.id != asked.by
        if self.attempt(
            may_be, lambda: proposals.approve(self.context, by(person), asked.id, edits)
        ):
            asked.state = ProposalState.APPROVED
            self.apply(asked, edits)

    @precondition(lambda self: self.is_waiting())
    @rule(person=mostly(*EDITORS), which=WHICH, theirs=st.booleans())
    def turn_down(self, person: Person, which: int, theirs: bool) -> None:
        asked = self.pick_asked(which)
        may_be = asked.state is ProposalState.WAITING and (
            may(person, Action.PUBLISH) or (theirs and person.id == asked.by)
        )
        if theirs:
            deed = partial(proposals.withdraw, self.context, by(person), asked.id)
        else:
            deed = partial(proposals.send_back, self.context, by(person), asked.id, "Why?")
        if self.attempt(may_be, deed):
            asked.state = ProposalState.WITHDRAWN if theirs else ProposalState.SENT_BACK

    @precondition(lambda self: self.has(Status.PUBLISHED))
    @rule(person=mostly(*WRITERS), which=WHICH, until=st.sampled_from((None, date(2026, 4, 1))))
    def pause(self, person: Person, which: int, until: date | None) -> None:
        kept, notice = self.pick(which, Status.PUBLISHED), self.word("Notice")
        may_be = self.may_move(person, Transition.PAUSE, kept)
        if self.attempt(
            may_be, lambda: transitions.pause(self.context, by(person), kept.id, until, notice)
        ):
            on = until.isoformat() if until else ""
            kept.change(status="paused", paused_until=on, notice=notice)
            self.approved.add(notice.split()[-1])  # staff may say so at once

    @precondition(lambda self: self.has(Status.PAUSED))
    @rule(person=mostly(*WRITERS), which=WHICH)
    def resume(self, person: Person, which: int) -> None:
        kept = self.pick(which, Status.PAUSED)
        may_be = self.may_move(person, Transition.RESUME, kept)
        if self.attempt(may_be, lambda: transitions.resume(self.context, by(person), kept.id)):
            kept.change(status="published", paused_until="", notice="")

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(*EDITORS), which=WHICH, because=st.sampled_from(("closed", "moved")))
    def archive(self, person: Person, which: int, because: str) -> None:
        kept = self.pick(which, *PUBLIC)
        may_be = self.may_move(person, Transition.ARCHIVE, kept)
        if self.attempt(
            may_be, lambda: archiving.archive(self.context, by(person), kept.id, because) or True
        ):
            kept.change(status="archived", archived_because=because)
            self.close_requests(kept)

    @precondition(lambda self: self.has(Status.ARCHIVED, Status.CLOSED))
    @rule(person=mostly(*EDITORS), which=WHICH)
    def restore(self, person: Person, which: int) -> None:
        kept = self.pick(which, Status.ARCHIVED, Status.CLOSED)
        may_be = self.may_move(person, Transition.RESTORE, kept)
        if self.attempt(
            may_be, lambda: archiving.restore(self.context, by(person), kept.id) or True
        ):
            kept.change(status="draft", archived_because="", merged_into="", paused_until="")

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(*EDITORS), which=WHICH, other=WHICH)
    def merge(self, person: Person, which: int, other: int) -> None:
        gone, kept = self.pick(which, *PUBLIC, *OPEN), self.pick(other, *PUBLIC)
        may_be = self.may_move(person, Transition.ARCHIVE, gone) and self.can_take_in(kept, gone)
        if self.attempt(
            may_be, lambda: archiving.merge(self.context, by(person), gone.id, kept.id) or True
        ):
            self.merged(gone, kept)

    @precondition(lambda self: any(len(kept.history) > 1 for kept in self.kept))
    @rule(person=mostly(*EDITORS), which=WHICH, number=st.integers(1, 6))
    def restore_revision(self, person: Person, which: int, number: int) -> None:
        kept = max(self.kept, key=lambda kept: len(kept.history)) if which else self.pick(ANY)
        old = kept.history[number - 1] if number <= len(kept.history) else None
        may_be = may(person, Action.ARCHIVE, kept.id) and old is not None
        if may_be and kept.status.is_public:
            may_be = Status(str(old and old["status"])).is_public
        if self.attempt(
            may_be, lambda: transitions.restore_revision(self.context, by(person), kept.id, number)
        ):
            stays = ("status", "checked", "evidence", "merged_into", "archived_because")
            now = {name: kept.fields[name] for name in (*stays, "paused_until")}
            kept.change(**{**(old or {}), **now})

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(RESIDENT), which=WHICH)
    def report(self, person: Person, which: int) -> None:
        kept, words = self.pick(which, *PUBLIC), self.word("Report")
        may_be = may(person, Action.SUGGEST) and kept.status.is_public
        self.attempt(
            may_be,
            lambda: report_problem(
                self.context, by(person), kept.id, Trouble.NUMBER_DEAD, words, self.word()
            ),
        )

    @precondition(lambda self: self.has(*PUBLIC))
    @rule(person=mostly(*WRITERS), which=WHICH, outcome=OUTCOMES)
    def check(self, person: Person, which: int, outcome: Outcome) -> None:
        kept = self.pick(which, *PUBLIC)
        method = Method.PHONED
        may_be = may(person, Action.CONFIRM, kept.id) and kept.status.is_public
        may_be = may_be and person is not ORGANISER
        check = self.attempt(
            may_be,
            lambda: record_check(
                self.context, by(person), kept.id, method, outcome, note=self.word("Note")
            ),
        )
        if not check:
            return
        self.newest_check = Pressed(check.id, person, kept, kept.fields["checked"], outcome)
        if outcome is Outcome.ALL_CORRECT:  # what has changed counts with its change
            kept.change(checked=CHECKED)
        self.newest_check.revisions = len(kept.history)
        self.newest_check.doubts = self.doubts(kept)
        because = ENDINGS.get(outcome)
        known = {asked.id for asked in self.asked}
        for proposal in proposals.waiting(self.context):
            if proposal.id not in known:
                assert (proposal.listing_id, proposal.archive_because) == (kept.id, because)
                self.asked.append(Asked(proposal.id, kept, person.id, {}, because or ""))

    @precondition(lambda self: self.newest_check is not None)
    @rule(person=mostly(*WRITERS), is_theirs=st.booleans())
    def take_back_a_check(self, person: Person, is_theirs: bool) -> None:
        pressed = self.newest_check
        assert pressed is not None
        kept, person = pressed.of, pressed.by if is_theirs else person
        newest = self.context.store.find(CHECKS, listing_id=kept.id, newest_first=True, most=1)
        may_be = person is pressed.by and pressed.outcome is Outcome.ALL_CORRECT
        may_be = may_be and [check.id for check in newest] == [pressed.id]
        may_be = may_be and pressed.revisions == len(kept.history)
        may_be = may_be and pressed.doubts == self.doubts(kept)
        done = self.attempt(may_be, lambda: undo_check(self.context, by(person), pressed.id))
        if done:
            kept.change(checked=pressed.stood)
            self.newest_check = None

    def doubts(self, kept: Remembered) -> tuple[date, ...]:
        """The days on which somebody reported or rang in vain since the last check."""
        checked = self.context.store.get_listing(kept.id).listing.checked
        return (*checked.reported, *checked.unanswered)

    # What must hold after every step

    @invariant()
    def every_listing_is_as_remembered(self) -> None:
        for kept in self.kept:
            now = fields_of(load_for_update(self.context, kept.id).listing)
            assert {n: v for n, v in now.items() if kept.fields[n] != v} == {}, kept.fields

    @invariant()
    def every_revision_is_kept(self) -> None:
        for kept in self.kept:
            revisions = revisions_of(self.context, kept.id)
            assert [revision.number for revision in revisions] == [
                number + 1 for number in range(len(kept.history))
            ]
            assert [
                fields_of(revision.listing, private=False) for revision in revisions
            ] == kept.history
            assert {revision.listing.private for revision in revisions} <= {Contact()}

    @invariant()
    def every_request_is_as_remembered(self) -> None:
        states = {each.id: each.state for each in self.context.store.find(PROPOSALS)}
        assert states == {asked.id: asked.state for asked in self.asked}

    @invariant()
    def every_status_is_one_that_the_lifecycle_leads_to(self) -> None:
        for kept in self.kept:
            statuses = [Status(str(fields["status"])) for fields in kept.history]
            for before, after in pairwise(statuses):
                assert before is after or (before, after) in EDGES

    @invariant()
    def public_doors_show_approved_words_only(self) -> None:
        doors: list[object] = [
            answer_document(answer(self.context, Search(per_page=100, older=True))),
            listings_of(self.context),
            *(self.read(kept) for kept in self.kept),
        ]
        text = repr(doors)
        for kept in self.kept:  # an address is made of the first name, for good
            text = text.replace(kept.id, "")
        assert set(WORD.findall(text)) <= self.approved

    @invariant()
    def search_shows_the_records_of_now(self) -> None:
        assert self.context.indexer.compare() == Comparison((), (), (), 0)

    @invariant()
    def audit_is_whole_and_says_every_deed(self) -> None:
        entries = [audited.entry for audited in self.context.store.audited()]
        assert first_break(entries) is None
        assert len(entries) == self.entries

    # The rules of the house in plain words

    def attempt(self, may_be: bool, deed: Callable[[], Any]) -> Any:
        """Whatever the deed gives; it must be refused exactly when it may not be."""
        refusal: Exception | None = None
        done = None
        try:
            done = deed()
        except REFUSALS as error:
            refusal = error
        assert may_be is (refusal is None), f"may be: {may_be}, refused: {refusal!r}"
        entries = sum(1 for _ in self.context.store.audited())
        assert may_be or entries == self.entries, "a refusal left something behind"
        self.entries = entries
        return done

    def read(self, kept: Remembered) -> PublicListing | None:
        """The public side of a listing, of which there is one only while it is public."""
        try:
            view = read_listing(self.context, kept.id)
        except (NotFound, Gone, MovedTo):
            assert not kept.status.is_public
            return None
        assert kept.status.is_public
        return view

    def can_be_approved(self, asked: Asked, edits: Mapping[str, Value]) -> bool:
        of = asked.of
        if asked.state is not ProposalState.WAITING:
            return False
        if asked.into:
            return of.status in TRANSITIONS[Transition.ARCHIVE].starts and self.can_take_in(
                self.of(asked.into), of
            )
        if asked.archive:
            return of.status in TRANSITIONS[Transition.ARCHIVE].starts
        moved_on = any(
            of.fields[name] not in (was, is_to_be) and name not in edits
            for name, (was, is_to_be) in asked.changes.items()
        )
        return of.status.is_public and not moved_on

    def apply(self, asked: Asked, edits: Mapping[str, Value]) -> None:
        if asked.into:
            self.merged(asked.of, self.of(asked.into))
        elif asked.archive:
            asked.of.change(status="archived", archived_because=asked.archive)
            self.close_requests(asked.of)
        else:
            wanted = {name: is_to_be for name, (_, is_to_be) in asked.changes.items()}
            asked.of.change(**{**wanted, **edits, **self.checked_with(asked)})
            self.approve(asked.of)

    def checked_with(self, asked: Asked) -> dict[str, Value]:
        """What approving a change makes of the listing's check."""
        if asked.by == ORGANISER.id:
            return {"checked": THEIR_WORD}
        check_id = self.context.store.get(PROPOSALS, asked.id).check_id
        if not check_id:
            return {}
        check = self.context.store.get(CHECKS, check_id)
        assert (check.by, check.listing_id) == (asked.by, asked.of.id)
        assert check.outcome is Outcome.CHANGED
        return {"checked": CHECKED}

    def can_take_in(self, kept: Remembered, gone: Remembered) -> bool:
        return kept.status.is_public and kept is not gone

    def merged(self, gone: Remembered, kept: Remembered) -> None:
        was_public = gone.status.is_public
        gone.change(status="archived", archived_because="merged", merged_into=kept.id)
        if was_public:
            names = (*_texts(kept, "also_known_as"), str(gone.fields["name"]))
            names = (*names, *_texts(gone, "also_known_as"))
            others = dict.fromkeys(name for name in names if name != kept.fields["name"])
            kept.change(also_known_as=tuple(others))
        self.close_requests(gone)

    def close_requests(self, gone: Remembered) -> None:
        """Nothing is left to decide on what asks for a listing that is listed no longer."""
        for asked in self.asked:
            if asked.state is ProposalState.WAITING and gone.id in (asked.of.id, asked.into):
                asked.state = ProposalState.CLOSED

    def may_move(self, person: Person, move: Transition, kept: Remembered) -> bool:
        step = TRANSITIONS[move]
        return may(person, step.action, kept.id) and kept.status in step.starts

    def may_write(self, person: Person, kept: Remembered) -> bool:
        is_theirs = person.id in kept.authors and may(person, Action.CREATE)
        return is_theirs or may(person, Action.CREATE, kept.id)

    def may_type(self, person: Person, kept: Remembered, name: str) -> bool:
        return not FIELDS[name].private or may(person, Action.SEE_PRIVATE, kept.id)

    def is_whole(self, kept: Remembered) -> bool:
        return bool(kept.fields["consent"] and kept.fields["checked"] and kept.fields["steward"])

    def approve(self, kept: Remembered) -> None:
        """Every word that the public fields of a listing hold may be shown from now on."""
        shown = {name: kept.fields[name] for name in kept.fields if name != "consent"}
        public = {name: value for name, value in shown.items() if not FIELDS[name].private}
        self.approved |= set(WORD.findall(repr(public)))

    def remember_new(self, listing_id: str, person: Person) -> Remembered:
        kept = Remembered(listing_id, fields_of(load_for_update(self.context, listing_id).listing))
        kept.history.append(kept.public_fields)
        kept.authors.add(person.id)
        self.kept.append(kept)
        return kept

    def word(self, before: str = "") -> str:
        """A value that is like no other."""
        self.words += 1
        return f"{before} zq{self.words}q".strip()

    def has(self, *statuses: Status) -> bool:
        """Whether there is a listing in one of some statuses."""
        return any(kept.status in statuses for kept in self.kept)

    def is_waiting(self) -> bool:
        """Whether there is a proposal that nobody has decided on."""
        return any(asked.state is ProposalState.WAITING for asked in self.asked)

    def pick(self, which: int, *statuses: Status) -> Remembered:
        """One of the listings, mostly in one of some statuses when there is any."""
        some = [kept for kept in self.kept if kept.status in statuses and which != ANY]
        return (some or self.kept)[which % len(some or self.kept)]

    def pick_asked(self, which: int) -> Asked:
        """One of the proposals, mostly one that nobody has decided on."""
        waiting = [x for x in self.asked if x.state is ProposalState.WAITING and which != ANY]
        return (waiting or self.asked)[which % len(waiting or self.asked)]

    def of(self, listing_id: str) -> Remembered:
        return next(kept for kept in self.kept if kept.id == listing_id)


def _texts(kept: Remembered, name: str) -> tuple[str, ...]:
    value = kept.fields[name]
    return (value,) if isinstance(value, str) else value


@pytest.mark.usefixtures("borough")
def test_no_order_of_moves_shows_the_unapproved_or_loses_anything(
    postcode_cache: Path, empty_store: EmptyStore
) -> None:
    Life.cache, Life.empty_store = postcode_cache, empty_store
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Life,
        settings=settings(
            quick,
            max_examples=examples(35),
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )

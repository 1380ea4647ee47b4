"""Erasing what is held about a person, so that no file holds it any more and the audit stays whole.

Ids, dates and what was done stay. What somebody typed freely is not changed behind their back: it
is listed to be looked at, and only its older revisions, which nobody can edit, lose the address or
number itself.
"""

from dataclasses import dataclass, replace

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState, Value
from assetmap.domain.people.people import Action, Person, require
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.privacy.data_subject import DataSubject
from assetmap.domain.time_bank.members import Member
from assetmap.mail.outbox import forget_messages
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of
from assetmap.services.privacy.import_records import erase_in_imports
from assetmap.services.privacy.personal_data import PERSON_FIELDS, HeldData, Mention, held_about
from assetmap.services.privacy.personal_texts import (
    touches,
    with_free_texts,
    without_belongings,
    without_values,
)
from assetmap.services.time_bank.member_erasure import CONCERN_OPEN, erase_member
from assetmap.storage.tables import (
    ACCOUNTS,
    EMAILS,
    IDENTITIES,
    PEOPLE,
    PROPOSALS,
    REMEMBERED_BROWSERS,
    REPORTS,
    REVISIONS,
    SIGN_INS,
    SUGGESTIONS,
)
from assetmap.storage.unit_of_work import UnitOfWork

ERASED = "erased"  # what the audit says was done


@dataclass(frozen=True)
class Erased:
    """What was erased, in numbers, and the texts that somebody still has to look at.

    `is_scrubbed` is False when a long read kept the store from overwriting its files at once.
    """

    staff: int
    listings: int
    revisions: int
    audit_values: int
    proposals: int
    reports: int
    suggestions: int
    letters: int
    imports: int
    files: int
    members: int
    mentions: tuple[Mention, ...]
    is_scrubbed: bool


def erase(context: Context, actor: Actor, text: str) -> Erased:
    """Erase everything held about the person with this e-mail address or phone number.

    Doing it again erases what has come since, and what texts were edited meanwhile. Raises
    NotAllowed, SubjectNotFound, and NotPossible for one's own account.
    """
    require(actor.person, Action.ERASE)
    with context.unit_of_work() as uow:
        # Its files keep deleted words until they are merged, and all must be gone before the scrub.
        uow.must_rebuild = True
        held = held_about(context, actor, text)
        if actor.person.id in {each.id for each in held.staff}:
            raise NotPossible("You cannot erase your own account. Ask another administrator.")
        if len(held.members) > 1:
            raise NotPossible(_of_several(held.members))
        if any(each.frozen_on is not None for each in held.members):
            raise NotPossible(CONCERN_OPEN)
        erased = _Erasing(context, uow, actor, held).erase()
    files = forget_messages(context.config.outbox, held.wanted.is_in)
    return replace(erased, files=files, is_scrubbed=context.store.scrub())


def _of_several(members: tuple[Member, ...]) -> str:
    """Why nothing is erased where a couple shares an address, and what to do."""
    named = " and ".join(f"{each.title} ({each.id})" for each in members)
    return f"It is of {named} in the time bank. Erase the one who asks on their own page there."


class _Erasing:
    """One erasure, inside a transaction."""

    def __init__(self, context: Context, uow: UnitOfWork, actor: Actor, held: HeldData) -> None:
        self._context, self._writer, self._by, self._held = context, uow, actor, held

    def erase(self) -> Erased:
        held, values = self._held, self._held.values
        for person in held.staff:
            self._erase_staff(person)
        for member in held.members:
            erase_member(self._context, self._writer, self._by, member)
        for listing_id in values:
            self._erase_listing(listing_id)
        old = {listing_id for listing_id, _ in held.old_texts}
        revisions = sum(self._erase_revisions(each) for each in dict.fromkeys([*values, *old]))
        for proposal in held.proposals:
            self._writer.save(PROPOSALS, self._without(proposal))
        self._erase_told()
        for letter in held.letters:
            self._writer.delete(EMAILS, id=letter.id)
        imports = erase_in_imports(self._context, self._writer, held.wanted)
        erased = [self._writer.erase_values([number], [field]) for number, field in held.audit]
        return Erased(
            staff=len(held.staff),
            listings=len(values),
            revisions=revisions,
            audit_values=sum(erased),
            proposals=len(held.proposals),
            reports=len(held.reports),
            suggestions=len(held.suggestions),
            letters=len(held.letters),
            imports=imports,
            files=0,
            members=len(held.members),
            mentions=held.mentions,
            is_scrubbed=False,
        )

    def _erase_staff(self, person: Person) -> None:
        self._writer.save(PEOPLE, Person(person.id, active=False, since=person.since))
        self._writer.delete(ACCOUNTS, id=person.id)
        self._writer.delete(SIGN_INS, person_id=person.id)
        self._writer.delete(REMEMBERED_BROWSERS, person_id=person.id)
        self._writer.delete(IDENTITIES, person_id=person.id)
        self._note(f"person:{person.id}", PERSON_FIELDS)

    def _erase_listing(self, listing_id: str) -> None:
        before = load_for_update(self._context, listing_id)
        after = without_values(before.listing, self._held.values[listing_id])
        if listing_id in self._held.own:
            after = without_belongings(after)
        if after != before.listing:
            self._writer.save_listing(after, expected=before.version)
        fields = (each.field for each in self._held.fields if each.listing_id == listing_id)
        self._note(f"listing:{listing_id}", tuple(dict.fromkeys(fields)))

    def _erase_revisions(self, listing_id: str) -> int:
        """Rewrite a listing's revisions where they name the person; gives how many."""
        values, erased = self._held.values.get(listing_id, frozenset()), 0
        for revision in revisions_of(self._context, listing_id):
            after = without_values(revision.listing, values)
            if listing_id in self._held.own:
                after = without_belongings(after)
            if (listing_id, revision.number) in self._held.old_texts:
                after = with_free_texts(after, self._wanted.taken_out)
            if after != revision.listing:
                self._writer.save(REVISIONS, replace(revision, listing=after))
                erased += 1
        return erased

    def _without(self, proposal: Proposal) -> Proposal:
        """A proposal without the person. One that waits keeps only changes that can be made."""
        values = self._held.values.get(proposal.listing_id, frozenset())
        is_waiting = proposal.state is ProposalState.WAITING

        def is_theirs(change: FieldChange) -> bool:
            is_place = change in proposal.private_changes and not FIELDS[change.field].private
            return touches(change, values) or (bool(values) and is_place)

        def left(changes: tuple[FieldChange, ...]) -> tuple[FieldChange, ...]:
            if is_waiting:
                return tuple(each for each in changes if not is_theirs(each))
            return tuple(
                FieldChange(each.field, "", "") if is_theirs(each) else _without(each, self._wanted)
                for each in changes
            )

        after = replace(
            proposal,
            changes=left(proposal.changes),
            private_changes=left(proposal.private_changes),
            note=self._wanted.taken_out(proposal.note),
            words=self._wanted.taken_out(proposal.words),
        )
        if is_waiting and not after.all_changes and not after.archive_because:
            now = self._context.clock.now()
            by = self._by.person.id
            words = "What it was about was erased, so there is nothing left to decide."
            after = replace(
                after, state=ProposalState.CLOSED, decided_by=by, decided_at=now, words=words
            )
        return after

    def _erase_told(self) -> None:
        """What residents told: their contact goes whole, of their words only address or number."""
        says, taken_out = self._wanted.is_in, self._wanted.taken_out
        for report in self._held.reports:
            contact = "" if says(report.contact) else report.contact
            words = taken_out(report.words)
            self._writer.save(REPORTS, replace(report, contact=contact, words=words))
        for suggestion in self._held.suggestions:
            contact = "" if says(suggestion.contact) else suggestion.contact
            words = taken_out(suggestion.words)
            self._writer.save(SUGGESTIONS, replace(suggestion, contact=contact, words=words))

    def _note(self, subject: str, fields: tuple[str, ...]) -> None:
        now = self._context.clock.now()
        happening = AuditEvent(now, self._by.person.id, ERASED, subject, self._by.origin)
        self._writer.audit(happening, (AuditValue(field) for field in fields))

    @property
    def _wanted(self) -> DataSubject:
        return self._held.wanted


def _without(change: FieldChange, wanted: DataSubject) -> FieldChange:
    before, after = _taken_out(change.before, wanted), _taken_out(change.after, wanted)
    return FieldChange(change.field, before, after)


def _taken_out(value: Value, wanted: DataSubject) -> Value:
    if isinstance(value, str):
        return wanted.taken_out(value)
    return tuple(wanted.taken_out(text) for text in value)

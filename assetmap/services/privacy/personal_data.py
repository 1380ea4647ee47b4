"""Everything that is held about a person: found by an e-mail address or a phone number.

A contact in which it stands is taken for that person's: their name and other number are theirs too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assetmap.domain.checks.check import Check
from assetmap.domain.checks.report import Report
from assetmap.domain.listings.fields import FIELDS, fields_of, value_words
from assetmap.domain.listings.hidden_place import (
    HiddenPlace,
    hidden_fields,
    with_hidden,
    without_hidden,
)
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.proposal import Proposal, Revision
from assetmap.domain.listings.suggestion import Suggestion
from assetmap.domain.mail_queue import QueuedEmail
from assetmap.domain.people.people import Action, Person, SignIn, require
from assetmap.domain.privacy.data_subject import DataSubject, data_subject
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.do_not_list import Register
from assetmap.services.privacy.personal_texts import (
    BELONGINGS,
    CONTACT_FIELDS,
    SIDES,
    free_texts,
    is_full_name,
    is_name,
    names_any,
    texts_of,
    touches,
    values_in,
)
from assetmap.storage.store import AuditedEvent
from assetmap.storage.tables import (
    CHECKS,
    EMAILS,
    PEOPLE,
    PROPOSALS,
    REPORTS,
    REVISIONS,
    SIGN_INS,
    STAFF_NOTES,
    SUGGESTIONS,
    TIME_BANK_MEMBERS,
)

PERSON_FIELDS = ("name", "email", "patch", "hub")


@dataclass(frozen=True)
class HeldField:
    """One value of a listing that is the person's: in which field, now or in which revisions."""

    listing_id: str
    listing_name: str
    field: str
    value: str
    is_current: bool
    revisions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A text that names the person and that somebody has to look at: nothing changes it by itself.

    `where` is in plain words, `listing_id` whose it is.
    """

    where: str
    listing_id: str
    words: str


@dataclass(frozen=True)
class HeldData:
    """Everything that is held about a person.

    `done` is what they did as a member of staff, `checks` those that they recorded; `audit` the
    numbers of the entries of the audit, and their fields, whose values are about them;
    `old_texts` the revisions whose text says their address or number.
    """

    wanted: DataSubject
    staff: tuple[Person, ...]
    sign_ins: tuple[SignIn, ...]
    done: tuple[AuditedEvent, ...]
    checks: tuple[Check, ...]
    fields: tuple[HeldField, ...]
    old_texts: tuple[tuple[str, int], ...]
    audit: tuple[tuple[int, str], ...]
    proposals: tuple[Proposal, ...]
    reports: tuple[Report, ...]
    suggestions: tuple[Suggestion, ...]
    letters: tuple[QueuedEmail, ...]
    mentions: tuple[Mention, ...]
    is_on_do_not_list: bool
    members: tuple[Member, ...] = ()  # of the time bank; of a couple with one address, both

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is held, the register of those not to be listed aside."""
        records = (self.staff, self.fields, self.old_texts, self.audit, self.proposals)
        told = (self.reports, self.suggestions, self.letters, self.mentions)
        return not any((*records, *told, self.members))

    @property
    def own(self) -> frozenset[str]:
        """The ids of the listings whose contact they are today."""
        return frozenset(
            each.listing_id
            for each in self.fields
            if each.is_current and each.field in CONTACT_FIELDS
        )

    @property
    def values(self) -> dict[str, frozenset[str]]:
        """The person's values in each listing in which they stand, by its id."""
        found: dict[str, set[str]] = {}
        for each in self.fields:
            found.setdefault(each.listing_id, set()).add(each.value)
        return {listing_id: frozenset(values) for listing_id, values in found.items()}


def held_about(context: Context, actor: Actor, text: str) -> HeldData:
    """Everything held about the person with this e-mail address or phone number.

    Raises NotAllowed, SubjectNotFound.
    """
    require(actor.person, Action.ERASE)
    return _Looking(context, data_subject(text)).held()


class _Looking:
    """One look through everything for one person."""

    def __init__(self, context: Context, wanted: DataSubject) -> None:
        self._context, self._wanted = context, wanted
        private, places = context.store.private_contacts(), context.store.hidden_places()
        self._listings = {
            listing.id: replace(
                listing,
                private=private.get(listing.id, Contact()),
                where=with_hidden(listing.where, places.get(listing.id, HiddenPlace())),
            )
            for listing in (record.listing for record in context.store.all())
        }
        self._revisions: dict[str, list[Revision]] = {}
        for revision in context.store.find(REVISIONS):
            self._revisions.setdefault(revision.listing.id, []).append(revision)
        self._values = {id_: self._values_of(each) for id_, each in self._listings.items()}

    def held(self) -> HeldData:
        store, says = self._context.store, self._wanted.is_in
        staff = tuple(each for each in store.find(PEOPLE) if self._wanted.has(each.email))
        ids = {each.id for each in staff}
        audited = list(store.audited())
        return HeldData(
            wanted=self._wanted,
            staff=staff,
            sign_ins=tuple(each for id_ in ids for each in store.find(SIGN_INS, person_id=id_)),
            done=tuple(each for each in audited if each.entry.happening.by in ids),
            checks=tuple(each for id_ in ids for each in store.find(CHECKS, by=id_)),
            fields=tuple(self._fields()),
            old_texts=tuple(self._old_texts()),
            audit=tuple(dict.fromkeys(self._in_audit(audited, ids))),
            proposals=tuple(filter(self._is_theirs, store.find(PROPOSALS))),
            reports=tuple(x for x in store.find(REPORTS) if says(x.contact) or says(x.words)),
            suggestions=tuple(
                x for x in store.find(SUGGESTIONS) if says(x.contact) or says(x.words)
            ),
            letters=tuple(filter(self._is_in_letter, store.find(EMAILS))),
            mentions=tuple(self._mentions({each.name for each in staff} - {""})),
            is_on_do_not_list=self._is_registered(),
            members=tuple(filter(self._is_member, store.find(TIME_BANK_MEMBERS))),
        )

    def _is_member(self, member: Member) -> bool:
        return self._wanted.has(member.email) or self._wanted.has(member.phone)

    def _values_of(self, listing: Listing) -> set[str]:
        """What is theirs in a listing: every contact of now and before in which they stand."""
        revisions = self._revisions.get(listing.id, ())
        cards = [listing.public, listing.private, *(each.listing.public for each in revisions)]
        return values_in(card for card in cards if self._wanted.has_card(card))

    def _fields(self) -> Iterator[HeldField]:
        for listing_id, values in self._values.items():
            listing = self._listings[listing_id]
            for side, part, field in _PLACES:
                now = getattr(getattr(listing, side), part)
                held: dict[str, list[int]] = {now: []} if now in values else {}
                for each in self._revisions.get(listing_id, ()):
                    value = getattr(getattr(each.listing, side), part)
                    if value in values:
                        held.setdefault(value, []).append(each.number)
                for value, numbers in held.items():
                    is_now = value == now
                    yield HeldField(listing_id, listing.name, field, value, is_now, tuple(numbers))
            if any(self._wanted.has_card(card) for card in (listing.public, listing.private)):
                yield from self._belongings(listing)

    def _belongings(self, listing: Listing) -> Iterator[HeldField]:
        """What else is theirs in a listing whose contact they are, and where it is if hidden."""
        hidden = hidden_fields([listing.where.precision])
        shown = fields_of(replace(listing, where=without_hidden(listing.where)))
        for field in (*sorted(BELONGINGS), *(name for name in FIELDS if name in hidden)):
            value = FIELDS[field].read(listing)
            is_theirs = field in BELONGINGS or value != shown[field]
            if value and is_theirs:
                yield HeldField(
                    listing.id, listing.name, field, value_words(value), is_current=True
                )

    def _old_texts(self) -> Iterator[tuple[str, int]]:
        """Revisions that nobody can edit any more; the newest is the listing's own text."""
        for listing_id, revisions in self._revisions.items():
            for each in revisions[:-1]:
                if any(self._wanted.is_in(text) for _, text in free_texts(each.listing)):
                    yield listing_id, each.number

    def _in_audit(
        self, audited: Iterable[AuditedEvent], ids: set[str]
    ) -> Iterator[tuple[int, str]]:
        for each in audited:
            sort, _, id_ = each.entry.happening.subject.partition(":")
            theirs = self._values.get(id_, set())
            for value in each.values:
                texts = {value.before, value.after}
                is_staff = sort == "person" and id_ in ids and value.field in PERSON_FIELDS
                is_contact = value.field in CONTACT_FIELDS and not theirs.isdisjoint(texts)
                is_contact = is_contact or (bool(theirs) and value.field in BELONGINGS)
                says = any(self._wanted.is_in(text) for text in texts)
                if not value.is_erased and (is_staff or is_contact or says):
                    yield each.entry.number, value.field

    def _is_theirs(self, proposal: Proposal) -> bool:
        values = self._values.get(proposal.listing_id, set())
        has_place = any(not FIELDS[change.field].private for change in proposal.private_changes)
        if any(touches(change, values) for change in proposal.all_changes) or (
            values and has_place
        ):
            return True
        texts = [proposal.note, proposal.words]
        for change in proposal.all_changes:
            texts += [*texts_of(change.before), *texts_of(change.after)]
        return any(self._wanted.is_in(text) for text in texts)

    def _is_in_letter(self, letter: QueuedEmail) -> bool:
        texts = (letter.to, letter.subject, letter.text, letter.html, letter.trouble)
        return any(self._wanted.is_in(text) for text in texts)

    def _mentions(self, names: set[str]) -> Iterator[Mention]:
        every = {value for values in self._values.values() for value in values}
        known = names | {value for value in every if is_full_name(value)}
        for listing in self._listings.values():
            here = known | {value for value in self._values[listing.id] if is_name(value)}
            for where, text in free_texts(listing):
                if self._wanted.is_in(text) or names_any(text, here):
                    yield Mention(where, listing.id, text)
        for where, listing_id, text in self._staff_texts():
            if self._wanted.is_in(text) or names_any(text, known):
                yield Mention(where, listing_id, text)
        for where, told in self._told():
            # Their address or number goes by itself; a name there somebody has to look at.
            if names_any(told.words, known | self._names_in(told.listing_id)):
                yield Mention(where, told.listing_id, told.words)

    def _staff_texts(self) -> Iterator[tuple[str, str, str]]:
        """What staff typed: what it is, the listing, the words."""
        for note in self._context.store.find(STAFF_NOTES):
            yield "Staff note", note.listing_id, note.words
        for check in self._context.store.find(CHECKS):
            yield "Note of a check", check.listing_id, check.note
            yield "Note of a check", check.listing_id, check.spoke_to

    def _told(self) -> Iterator[tuple[str, Report | Suggestion]]:
        """What residents told us, and what it is."""
        for report in self._context.store.find(REPORTS):
            yield "Report of a problem", report
        for suggestion in self._context.store.find(SUGGESTIONS):
            yield "Suggestion", suggestion

    def _names_in(self, listing_id: str) -> set[str]:
        return {value for value in self._values.get(listing_id, ()) if is_name(value)}

    def _is_registered(self) -> bool:
        contact = Contact(phone=self._wanted.phone, email=self._wanted.email)
        return Register(self._context).has(contact)


_PLACES = tuple(
    (side, part, field) for side, parts in SIDES.items() for part, field in parts.items()
)

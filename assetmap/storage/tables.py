"""The nouns that a store keeps beside the listings: for each, its shape and what it is found by.

A store keeps each as a document under its id, with its keys beside it. Documents are written and
read by msgspec after the dataclasses' own types, so that no field is named twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from assetmap.domain.areas.area_set import Area, AreaSet
from assetmap.domain.borough.borough_change import BoroughChange
from assetmap.domain.borough.setup_step import SetupStep
from assetmap.domain.borough.thesaurus import ConceptChange
from assetmap.domain.checks.check import Check
from assetmap.domain.checks.report import Report
from assetmap.domain.checks.website import WebsiteCheck
from assetmap.domain.handouts.collection import Collection
from assetmap.domain.handouts.sheet import Sheet, UnmetNeed
from assetmap.domain.imports.import_batch import ImportBatch
from assetmap.domain.imports.import_feed import ImportFeed
from assetmap.domain.imports.import_row import ImportRow, ImportWrite
from assetmap.domain.imports.lead import Lead, LeadFeed
from assetmap.domain.key_check import KeyCheck
from assetmap.domain.listings.proposal import Proposal, Revision
from assetmap.domain.listings.source_row import ImportSource, SourceRow
from assetmap.domain.listings.suggestion import NotSame, StaffNote, Suggestion
from assetmap.domain.mail_queue import OrganiserLink, QueuedEmail
from assetmap.domain.people.identity import LinkedIdentity
from assetmap.domain.people.people import Account, Person, RememberedBrowser, SignIn
from assetmap.domain.privacy.do_not_list import DoNotList
from assetmap.domain.public_change import ChangesSeen, PublicChange, PublicMark
from assetmap.domain.time_bank.broker_request import BrokerRequest
from assetmap.domain.time_bank.exchanges import Exchange
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.members import Concern, GroupAccount, Member
from assetmap.domain.time_bank.slips import SlipPad
from assetmap.domain.webhook import Webhook, WebhookMessage
from assetmap.storage.listing_document import from_document, to_document

Kept = TypeVar("Kept")
Key = str | int | None


@dataclass(frozen=True)
class Table(Generic[Kept]):
    """One noun: its name in the store, its id, and the keys that it can be looked up by."""

    name: str
    holds: type[Kept]
    keys: Mapping[str, Callable[[Kept], Key]]
    id_of: Callable[[Kept], str] = field(default=lambda kept: str(getattr(kept, "id")))  # noqa: B009
    encode: Callable[[Kept], str] | None = None
    decode: Callable[[str], Kept] | None = None

    def to_text(self, kept: Kept) -> str:
        """The document of one."""
        return self.encode(kept) if self.encode else msgspec.json.encode(kept).decode()

    def from_text(self, document: str) -> Kept:
        """The one whose document `to_text` wrote."""
        if self.decode:
            return self.decode(document)
        return msgspec.json.decode(document, type=self.holds)


def _revision_text(revision: Revision) -> str:
    return msgspec.json.encode(
        {
            "number": revision.number,
            "at": revision.at,
            "by": revision.by,
            "what": revision.what,
            "asked_by": revision.asked_by,
            "listing": msgspec.Raw(to_document(revision.listing).encode()),
        }
    ).decode()


class _RevisionDocument(msgspec.Struct):
    number: int
    at: datetime
    by: str
    what: str
    listing: msgspec.Raw
    asked_by: str = ""


def _revision(document: str) -> Revision:
    read = msgspec.json.decode(document, type=_RevisionDocument)
    listing = from_document(bytes(read.listing).decode())
    return Revision(listing, read.number, read.at, read.by, read.what, read.asked_by)


def revision_id(listing_id: str, number: int) -> str:
    """The id under which a listing's revision is kept."""
    return f"{listing_id}:{number}"


PEOPLE = Table("people", Person, {"email": lambda x: x.email.casefold()})
ACCOUNTS = Table("accounts", Account, {"mark": lambda x: x.mark})
SIGN_INS = Table("sign_ins", SignIn, {"person_id": lambda x: x.person_id})
REMEMBERED_BROWSERS = Table(
    "remembered_browsers",
    RememberedBrowser,
    {"person_id": lambda x: x.person_id, "token": lambda x: x.token},
)
IDENTITIES = Table("identities", LinkedIdentity, {"person_id": lambda x: x.person_id})
CHECKS = Table("checks", Check, {"listing_id": lambda x: x.listing_id, "by": lambda x: x.by})
REPORTS = Table(
    "reports", Report, {"listing_id": lambda x: x.listing_id, "state": lambda x: x.state}
)
PROPOSALS = Table(
    "proposals", Proposal, {"listing_id": lambda x: x.listing_id, "state": lambda x: x.state}
)
SUGGESTIONS = Table("suggestions", Suggestion, {"listing_id": lambda x: x.listing_id})
REVISIONS = Table(
    "revisions",
    Revision,
    {"listing_id": lambda x: x.listing.id},
    id_of=lambda x: revision_id(x.listing.id, x.number),
    encode=_revision_text,
    decode=_revision,
)
DO_NOT_LIST = Table("do_not_list", DoNotList, {"name": lambda x: x.name})
NOT_SAME = Table("not_same", NotSame, {"listing_id": lambda x: x.listing_id})
EMAILS = Table("letters", QueuedEmail, {"state": lambda x: x.state, "about": lambda x: x.about})
LINKS = Table("organiser_links", OrganiserLink, {"used": lambda x: int(x.used_at is not None)})
STAFF_NOTES = Table("staff_notes", StaffNote, {"listing_id": lambda x: x.listing_id})

SOURCE_ROWS = Table(
    "source_rows",
    SourceRow,
    {
        "source": lambda x: x.source,
        "listing_id": lambda x: x.listing_id,
        "is_gone": lambda x: int(x.gone_on is not None),
    },
)
WEBSITE_CHECKS = Table(
    "website_checks",
    WebsiteCheck,
    {"listing_id": lambda x: x.listing_id, "is_dead": lambda x: int(x.dead_on is not None)},
    id_of=lambda x: x.listing_id,
)
IMPORT_SOURCES = Table("import_sources", ImportSource, {})
IMPORT_BATCHES = Table(
    "import_batches",
    ImportBatch,
    {"source": lambda x: x.source, "state": lambda x: x.state},
)
IMPORT_ROWS = Table(
    "import_rows",
    ImportRow,
    {
        "batch": lambda x: x.batch,
        "outcome": lambda x: x.outcome,
        "listing_id": lambda x: x.listing_id,
    },
)
IMPORT_WRITES = Table("import_writes", ImportWrite, {"batch": lambda x: x.batch})
IMPORT_FEEDS = Table("import_feeds", ImportFeed, {})
LEADS = Table("leads", Lead, {"source": lambda x: x.source, "state": lambda x: x.state})
LEAD_FEEDS = Table("lead_feeds", LeadFeed, {})
SHEETS = Table("sheets", Sheet, {"until": lambda x: x.until.isoformat()})
COLLECTIONS = Table("collections", Collection, {"by": lambda x: x.by})
UNMET_NEEDS = Table("not_found", UnmetNeed, {"month": lambda x: x.on.isoformat()[:7]})
KEY_CHECKS = Table("key_checks", KeyCheck, {})
CONCEPT_CHANGES = Table("concept_changes", ConceptChange, {"concept_id": lambda x: x.concept_id})
BOROUGH_CHANGES = Table("borough_changes", BoroughChange, {"file": lambda x: x.file})
SETUP_STEPS = Table("setup_steps", SetupStep, {})
AREA_SETS = Table("area_sets", AreaSet, {"kind": lambda x: x.kind})
AREAS = Table("areas", Area, {"set_id": lambda x: x.set_id})
PUBLIC_MARKS = Table("public_marks", PublicMark, {}, id_of=lambda x: x.listing_id)
PUBLIC_CHANGES = Table(
    "public_changes",
    PublicChange,
    {"type": lambda x: x.type, "day": lambda x: x.at.date().isoformat()},
)
CHANGES_SEEN = Table("changes_seen", ChangesSeen, {})
WEBHOOKS = Table("webhooks", Webhook, {})
WEBHOOK_MESSAGES = Table(
    "webhook_messages",
    WebhookMessage,
    {"webhook_id": lambda x: x.webhook_id, "state": lambda x: x.state},
)

TIME_BANK_MEMBERS = Table(
    "time_bank_members",
    Member,
    {"stage": lambda x: x.stage, "email": lambda x: x.email.casefold()},
)
TIME_BANK_GROUPS = Table("time_bank_groups", GroupAccount, {})
TIME_BANK_ITEMS = Table(
    "time_bank_items",
    TimeBankItem,
    {"account": lambda x: x.account, "kind": lambda x: x.kind, "state": lambda x: x.state},
)
TIME_BANK_EXCHANGES = Table(
    "time_bank_exchanges",
    Exchange,
    {
        "giver": lambda x: x.giver,
        "receiver": lambda x: x.receiver,
        "state": lambda x: x.state,
        "slip": lambda x: x.slip,
    },
)
TIME_BANK_CONCERNS = Table("time_bank_concerns", Concern, {"member_id": lambda x: x.member_id})
TIME_BANK_REQUESTS = Table("time_bank_requests", BrokerRequest, {"state": lambda x: x.state})
TIME_BANK_SLIP_PADS = Table("time_bank_slip_pads", SlipPad, {})

TABLES: tuple[Table[Any], ...] = (
    *(SHEETS, COLLECTIONS, UNMET_NEEDS, CONCEPT_CHANGES, BOROUGH_CHANGES),
    SETUP_STEPS,
    *(PEOPLE, ACCOUNTS, SIGN_INS, REMEMBERED_BROWSERS, IDENTITIES),
    *(CHECKS, WEBSITE_CHECKS, REPORTS, PROPOSALS, SUGGESTIONS),
    *(SOURCE_ROWS, IMPORT_SOURCES),
    *(IMPORT_BATCHES, IMPORT_ROWS, IMPORT_WRITES),
    *(IMPORT_FEEDS, LEADS, LEAD_FEEDS),
    *(AREA_SETS, AREAS),
    *(PUBLIC_MARKS, PUBLIC_CHANGES, CHANGES_SEEN, WEBHOOKS, WEBHOOK_MESSAGES),
    *(TIME_BANK_MEMBERS, TIME_BANK_GROUPS, TIME_BANK_ITEMS, TIME_BANK_EXCHANGES),
    *(TIME_BANK_CONCERNS, TIME_BANK_REQUESTS, TIME_BANK_SLIP_PADS),
    KEY_CHECKS,
    *(REVISIONS, DO_NOT_LIST, NOT_SAME, EMAILS, LINKS, STAFF_NOTES),
)

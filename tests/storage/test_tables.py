"""The nouns beside the listings: each comes back as it was kept, and is found by its keys."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from assetmap.domain.areas.area_set import Area, AreaForm, AreaKind, AreaSet, RoleContact
from assetmap.domain.borough.setup_step import SetupOutcome, SetupStep
from assetmap.domain.borough.thesaurus import Concept, ConceptChange
from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.report import Report, ReportState, Trouble
from assetmap.domain.handouts.sheet import Format, Sheet
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.domain.imports.import_batch import BatchState, ImportBatch, ImportTerms
from assetmap.domain.imports.import_feed import Every, ImportFeed
from assetmap.domain.imports.import_row import ImportRow, RowMark, RowOutcome, RowUndo
from assetmap.domain.imports.lead import Lead, LeadState
from assetmap.domain.listings.listing import Contact
from assetmap.domain.listings.proposal import FieldChange, Proposal, ProposalState, Revision
from assetmap.domain.listings.suggestion import NotSame, StaffNote, Suggestion
from assetmap.domain.mail_queue import OrganiserLink, QueuedEmail
from assetmap.domain.people.people import Account, Person, RememberedBrowser, Role, SignIn
from assetmap.domain.privacy.do_not_list import DoNotList
from assetmap.domain.public_change import ChangesSeen, EventType, PublicChange, PublicMark
from assetmap.domain.reports.committee_sheet import CommitteeSheet
from assetmap.domain.reports.search_counts import SearchChannel, SearchCount
from assetmap.domain.reports.use_counts import (
    TaskResult,
    UsabilityRound,
    UseChannel,
    UseCount,
    YearlyFigure,
)
from assetmap.domain.search.results import Match
from assetmap.domain.time_bank.broker_request import BrokerRequest, RequestState
from assetmap.domain.time_bank.exchanges import Confirmation, ConfirmedBy, Exchange, ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemPreference, ItemState, TimeBankItem
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import (
    CheckSeen,
    ContactBy,
    Member,
    Reference,
    Stage,
    StageChange,
)
from assetmap.domain.webhook import MessageState, Webhook, WebhookMessage
from assetmap.storage.tables import REVISIONS, TABLES, revision_id
from tests.factories import a_listing

AT = datetime(2026, 3, 16, 9, 0, 0, 123456, tzinfo=UTC)
TEXT = "Café “Ô” — 100% O'Neill\n\x1f;|\u2028 😀"

# One of each noun with every field filled with something that is easily lost.
FULL: dict[type[Any], Any] = {
    Person: Person(
        "p", TEXT, "P@Example.org", (Role.VOLUNTEER, Role.EDITOR), ("Grays",), ("a",), False,
        date(2026, 1, 1),
    ),
    Account: Account("p", "mark", "hash", "authenticator", "secret", 3, ("one", "two")),
    SignIn: SignIn("s", "p", AT, AT, TEXT, AT),
    RememberedBrowser: RememberedBrowser("b", "p", "hash", AT, AT, AT, TEXT, AT),
    ImportFeed: ImportFeed("s", "https://a.example/", Every.WEEKLY, "p", AT, True, AT, AT, TEXT),
    Lead: Lead("l", "s", "7", TEXT, TEXT, "Grays", "", LeadState.WAITING, date(2026, 3, 1)),
    PublicMark: PublicMark("a", "digest", "another"),
    PublicChange: PublicChange("c", "a", EventType.CLOSED, AT),
    ChangesSeen: ChangesSeen("instance", 7),
    Webhook: Webhook(
        *("w", "https://a.example/?b=c", (EventType.CHANGED, EventType.CLOSED), "secret", AT),
        *("old", AT, True, TEXT),
    ),
    WebhookMessage: WebhookMessage(
        *("m", "w", "listing.closed", "a", AT, AT, 3, MessageState.GIVEN_UP, AT, TEXT),
    ),
    Check: Check(
        "c", "knit-club", AT, "p", Method.PHONED, Outcome.CHANGED, "Thurrock CVS", TEXT,
        ("times", "cost"), TEXT,
    ),
    AreaSet: AreaSet(
        "wards-2026", TEXT, AreaKind.PATCH, AreaForm.WARDS, date(2026, 5, 7), "mark", 20,
        date(2030, 1, 1), "wards", TEXT, TEXT, date(2026, 3, 16),
    ),
    Area: Area(
        "wards-2026", "E05", TEXT, RoleContact(TEXT, "01632 960111", "a@example.org", TEXT),
        b"\x01\x00\xff", ("RM187TB", "M11AE"), ("a", "b"),
    ),
    Sheet: Sheet(
        "KITE-4821", ("knit-club", "choir"), Format.EASY, date(2026, 3, 16), date(2026, 6, 14)
    ),
    ConceptChange: ConceptChange(
        "lonely:2", "lonely", 2,
        Concept("lonely", (TEXT, "on her own"), ("meet/cafes",), ("older",), (TEXT,), True),
        "p", AT, True,
    ),
    Report: Report(
        "R-7K2M9Q", "knit-club", Trouble.REMOVE, AT, TEXT, "resident", TEXT, ReportState.RIGHT,
        "p", AT,
    ),
    Proposal: Proposal(
        "x", "knit-club", "p", AT, 7,
        (FieldChange("cost", "", TEXT), FieldChange("access", ("a", "b; c"), ())),
        (FieldChange("private_phone", "1", "2"),),
        TEXT, "merged", "choir", ProposalState.SENT_BACK, "q", AT, TEXT,
    ),
    ImportBatch: ImportBatch(
        "b1", TEXT, "cvs", "p", "screen", AT, BatchState.UNDONE,
        ImportTerms(
            publish=True, inside_only=True, sheet=TEXT, notes_gone=False,
            choices=ColumnChoices({"a": "name"}, {"b": {TEXT: "c/d"}}, {"kind": "group"}),
        ),
        "CSV", "mark", 7, 3, {"new": 3}, (TEXT,), {"a": "b"}, ("c",), ("d",), TEXT, AT, AT, AT,
    ),
    ImportRow: ImportRow(
        "b1", 7, TEXT, RowOutcome.NEW, (RowMark.OUTSIDE,), (TEXT, "b"), "x", "y", True,
        RowUndo.KEPT, TEXT,
    ),
    Member: Member(
        "101", TEXT, "M@Example.org", "01632 960501", TEXT, "RM18 8AB", "E05", Stage.PAUSED,
        (StageChange(Stage.APPLIED, date(2026, 1, 2), "p"),), (Reference(date(2026, 1, 3), "p"),),
        date(2028, 2, 29), date(2026, 1, 4), ContactBy.POST, True, ("Tue",), ("step-free",), True,
        CheckSeen(date(2026, 1, 5), "p", "enhanced", date(2029, 1, 5)),
        CheckSeen(date(2026, 1, 6), "q"), True, True, date(2026, 3, 1), "mark", date(2026, 3, 2),
        (date(2026, 3, 4), date(2026, 3, 9)), True,
    ),
    TimeBankItem: TimeBankItem(
        "i", "101", ItemKind.WANT, TEXT, date(2026, 3, 1), date(2026, 5, 30), TEXT, "learn/it",
        "E05", ("Tue", "Sat"), (PlaceKind.HOME, PlaceKind.LIFT), (ItemPreference.LEARN,), True,
        ItemState.CLOSED, "offer", "p", True,
    ),
    Exchange: Exchange(
        "e", "101", "102", 90, date(2026, 3, 12), PlaceKind.REMOTE, AT, "p", "learn/it", "E05",
        ExchangeState.POSTED, (Confirmation("101", 90, ConfirmedBy.SLIP, AT, "p"),), ("i", "j"),
        "1001", True, AT, AT, True,
    ),
    BrokerRequest: BrokerRequest(
        "r", "p", AT, TEXT, "learn/it", "E05", ("Tue",), RequestState.TAKEN, "i", AT, "q",
        True,
    ),
    SearchCount: SearchCount(
        "x", "2026-03", "digest", TEXT, Match.WEAK, SearchChannel.CONVERSATION, 6, TEXT
    ),
    UseCount: UseCount("x", "2026-03", "sheet:a4", UseChannel.PAPER, 7),
    YearlyFigure: YearlyFigure("2015/16", 85.8, TEXT),
    UsabilityRound: UsabilityRound(
        "u", "2026-03-12", TEXT, (TaskResult("company", 3, 1, 0),), TEXT, "p"
    ),
    CommitteeSheet: CommitteeSheet(
        "2026-03-31", date(2026, 3, 31), AT, 1, {"hubs": 3.0, "easy": None}, {"hubs": ("a", "b")},
        (TEXT,), ((TEXT, TEXT),),
    ),
    SetupStep: SetupStep("areas", SetupOutcome.KEPT, AT, TEXT, TEXT),
}  # fmt: skip


def filled(noun: type[Any]) -> Any:
    """One of a noun, every field with something in it: by hand above, or by the field's type."""
    if noun in FULL:
        return FULL[noun]
    if noun is Revision:
        return Revision(a_listing(name=TEXT, notice=TEXT), 7, AT, "p", "approved a change")
    samples: dict[str, object] = {
        "str": TEXT,
        "datetime": AT,
        "date": date(2026, 3, 16),
        "int": 7,
        "bool": True,
        "tuple[str, ...]": ("a", TEXT),
        "tuple[int, ...]": (3, 0),
    }
    values = {}
    for field in fields(noun):
        kind = str(getattr(field.type, "__name__", field.type)).removesuffix(" | None")
        values[field.name] = samples.get(kind, samples.get(str(field.type)))
    known = {name: value for name, value in values.items() if value is not None}
    return noun(**known)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_noun_comes_back_as_it_was_kept(table: Any) -> None:
    kept = filled(table.holds)
    assert table.from_text(table.to_text(kept)) == kept


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_id_are_plain_values(table: Any) -> None:
    kept = filled(table.holds)
    assert isinstance(table.id_of(kept), str)
    assert table.id_of(kept)
    for key in table.keys.values():
        assert type(key(kept)) in (str, int, type(None)) or isinstance(key(kept), str)


def test_tables_have_names_of_their_own_that_sql_can_bear() -> None:
    names = [table.name for table in TABLES]
    assert len(set(names)) == len(names)
    assert all(name.replace("_", "").isalpha() and name.islower() for name in names)
    assert {DoNotList, QueuedEmail, OrganiserLink, StaffNote, NotSame, Suggestion} <= {
        table.holds for table in TABLES
    }


def test_revision_is_kept_under_its_listing_and_number_without_the_private_contact() -> None:
    revision = Revision(a_listing(private=Contact(phone="01632 960666")), 3, AT, "p", "changed")
    assert REVISIONS.id_of(revision) == revision_id("knit-club", 3) == "knit-club:3"
    assert "960666" not in REVISIONS.to_text(revision)
    came_back = REVISIONS.from_text(REVISIONS.to_text(revision))
    assert came_back == replace(revision, listing=a_listing())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("document", ["", "{", "[]", "null", "5"])
def test_document_that_is_none_of_ours_is_refused(table: Any, document: str) -> None:
    with pytest.raises((msgspec.MsgspecError, ValueError)):
        table.from_text(document)


def test_people_are_found_by_their_address_however_it_is_written() -> None:
    people = next(table for table in TABLES if table.name == "people")
    assert people.keys["email"](FULL[Person]) == "p@example.org"

"""One record of each noun, and a listing of each status, with a mark wherever it is not public.

`keep_everything` and `keep_time_bank` put them into a directory that has `marked_listings()`.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.domain.listings.listing import Checked, Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.proposal import FieldChange, Revision
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.domain.time_bank.members import GroupAccount
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import add_group
from assetmap.services.time_bank.concerns import raise_concern
from assetmap.services.time_bank.posting import post_exchange
from assetmap.storage.tables import (
    AREA_SETS,
    CONCEPT_CHANGES,
    EMAILS,
    PROPOSALS,
    PUBLIC_CHANGES,
    PUBLIC_MARKS,
    REVISIONS,
    TABLES,
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    USABILITY_ROUNDS,
    USE_COUNTS,
)
from tests.factories import a_listing
from tests.marking import HIDDEN, NOW, marked, the_mark
from tests.time_bank import BY_BROKER, JOINED, confirmed, join, keep_exchange, keep_item

# What the public may read of a listing that is public. Every other field is marked.
PUBLIC = {
    *("id", "kind", "name", "summary", "description", "also_known_as", "categories", "audience"),
    *("min_age", "max_age", "where", "schedule", "cost", "join", "join_note", "access"),
    *("languages", "first_visit", "getting_there", "time_asked", "skills", "image_alts"),
    *("pictures", "notice", "public", "source", "source_id", "status", "paused_until"),
    *("created_at", "changed_at"),
    *(field.name for field in FOR_KINDS),
}
STAYS_EMPTY = {"merged_into": "", "archived_because": ""}  # of a listing that is public
NEVER_PUBLIC = (
    *(Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW, Status.CLOSED),
    Status.ARCHIVED,
)
SHOWN = (Status.PUBLISHED, Status.PLANNED, Status.PAUSED)


def shown(listing_id: str, **changes: Any) -> Listing:
    """A listing that is public, with a mark in every field that is not."""
    usual = a_listing(listing_id, **changes)
    open_fields = {name: getattr(usual, name) for name in PUBLIC}
    evidence = Evidence(Proof.INSURANCE, date(2026, 1, 5), by=f"{the_mark()} saw it")
    checked = replace(usual.checked, reported=(date(2026, 3, 9),), unanswered=(date(2026, 3, 8),))
    return marked(
        Listing, **{**open_fields, **STAYS_EMPTY, "evidence": (evidence,), "checked": checked}
    )


def hidden(status: Status) -> Listing:
    """A listing that is not public: nothing of it may be known, but what it was about."""
    return marked(
        Listing,
        id=f"hidden-{status}",
        source_id=f"{the_mark()} {status}",
        status=status,
        categories=("create/crafts",),
        merged_into="",
        archived_because="owner asked" if status is Status.ARCHIVED else "",
        where=marked(Where, precision=Precision.VENUE),
    )


def marked_listings() -> list[Listing]:
    """One of each status that is public, of each precision, and of each status that is not."""
    parts = ("venue", "address", "postcode")
    inner = {each: f"{the_mark()} {each}" for each in parts}
    return [
        *(shown(f"shown-{status}", status=status) for status in SHOWN),
        *(
            shown(f"shown-{each}", where=Where(each, **inner, point=HIDDEN, area_served="Grays"))
            for each in (Precision.AREA, Precision.WITHHELD)
        ),
        shown("shown-older", checked=Checked(date(2025, 5, 1), "Thurrock CVS", "visited")),
        *(hidden(status) for status in NEVER_PUBLIC),
    ]


_OF_THE_TIME_BANK = (
    TIME_BANK_MEMBERS,
    TIME_BANK_GROUPS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_ITEMS,
)


def _readable() -> dict[str, dict[str, Any]]:
    """What pages of staff could not be made of if it were a mark."""
    private = FieldChange("private_phone", "", f"{the_mark()} phone")
    return {
        USE_COUNTS.name: {"month": "2026-03"},
        USABILITY_ROUNDS.name: {"on": "2026-03-02"},
        PROPOSALS.name: {"private_changes": (private,), "merge_into": "", "archive_because": ""},
    }


def keep_everything(context: Context, *, is_for_pages: bool = False) -> None:
    """One marked record of each noun, about a listing that is public.

    Where it `is_for_pages`, what staff pages read is sound: the members and exchanges of the time
    bank are left to `keep_time_bank`.
    """
    about = marked_listings()[0]
    given: dict[str, dict[str, Any]] = {
        REVISIONS.name: {
            "listing": replace(about, private=Contact(), summary=f"{the_mark()} before")
        },
        PROPOSALS.name: {
            "listing_id": about.id,
            "changes": (FieldChange("summary", "Knitting and talk.", f"{the_mark()} proposed"),),
        },
        # What people say and what it means is everybody's; who of the staff wrote it is not.
        CONCEPT_CHANGES.name: {"concept_id": "lonely", "concept": Concept("lonely", ("alone",))},
        # A set of areas is open data: what it is called, whose it is and on which terms.
        AREA_SETS.name: {"id": "wards", "name": "Wards", "source": "ONS", "licence": "OGL"},
        # The feed of changes has each change's id, its type and the listing's.
        PUBLIC_CHANGES.name: {"id": "change", "listing_id": about.id},
        PUBLIC_MARKS.name: {"listing_id": about.id},
        EMAILS.name: {"id": "letter", "to": f"{the_mark()}@secret.example"},
    }
    tables = [each for each in TABLES if not (is_for_pages and each in _OF_THE_TIME_BANK)]
    with context.unit_of_work() as uow:
        for table in tables:
            own = given.get(table.name, {})
            own = {**own, **(_readable().get(table.name, {}) if is_for_pages else {})}
            if "listing_id" in table.keys:
                own = {"listing_id": about.id, **own}
            if table.holds is Revision:
                own = given[REVISIONS.name]
            uow.save(table, marked(table.holds, **own))
        happening = marked(AuditEvent, subject=f"listing:{about.id}", at=NOW)
        uow.audit(happening, [marked(AuditValue, field="private_phone")])


def keep_time_bank(context: Context) -> None:
    """Two members with all that is theirs, a group, an exchange, a gift and a request, marked."""
    details = {
        "name": f"{the_mark()} Name",
        "email": f"{the_mark()}@secret.example",
        "phone": "01632 960777",
        "address": f"17 {the_mark()} Lane",
        "postcode": "RM18 7QZ",
    }
    one, two = join(context, 180, **details), join(context, -60, **details)
    ends = {"ward": the_mark(), "until": context.clock.today()}
    keep_item(context, one.id, f"{the_mark()} want", kind=ItemKind.WANT, **ends)
    keep_item(context, two.id, f"{the_mark()} closed", state=ItemState.CLOSED, **ends)
    exchange = keep_exchange(context, one.id, two.id, items=(the_mark(),), ward=the_mark())
    with context.unit_of_work() as uow:
        group = GroupAccount("", f"{the_mark()} group", JOINED, signatories=(one.id,))
        add_group(context, uow, BY_BROKER, group)
        post_exchange(context, uow, BY_BROKER, confirmed(context, exchange))
    raise_concern(context, BY_BROKER, two.id)

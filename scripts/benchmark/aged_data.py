"""Five years of a directory's life, drawn by lot and written through the store as services do.

Afterwards its listings stand on every rung of the ladder, some have reports, an editor's queue is
full, and every listing has a history.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assetmap.clock import LONDON
from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.report import Report, Trouble
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked, Contact, Listing, Status
from assetmap.domain.listings.proposal import FieldChange, Proposal, Revision
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.services.context import Context
from assetmap.storage.tables import CHECKS, PROPOSALS, REPORTS, REVISIONS
from assetmap.storage.unit_of_work import UnitOfWork

DAYS = 5 * 365
VOLUNTEERS = tuple(f"volunteer-{number}" for number in range(12))
EDITORS = ("editor-1", "editor-2")
_OLDEST = 400  # days since the last check of the listing that waited longest
_RUNG_AGAIN = 300  # days after which somebody has rung twice, and nobody answered
_EACH = 3  # listings of one organiser
_BATCH = 500  # listings a transaction
_METHODS = (Method.PHONED, Method.PHONED, Method.VISITED, Method.ORGANISER_WROTE, Method.MET)


@dataclass(frozen=True)
class AgedData:
    """How much happened: to each listing, and what still waits in all."""

    checks: int = 10
    revisions: int = 10
    entries: int = 15
    proposals: int = 50
    reports: int = 30
    drafts: int = 20


def live_through(context: Context, years: AgedData, seed: int) -> float:
    """Write the years into the store and the index; gives the seconds that it took."""
    started = time.perf_counter()
    life = _Life(context, years, random.Random(seed))
    listings = [record.listing for record in context.store.all()]
    for first in range(0, len(listings), _BATCH):
        with context.unit_of_work() as uow:
            for count, listing in enumerate(listings[first : first + _BATCH], first):
                life.of(uow, listing, count)
    with context.unit_of_work() as uow:
        life.waiting(uow, listings)
    return time.perf_counter() - started


class _Life:
    """What happened, drawn by lot."""

    def __init__(self, context: Context, years: AgedData, dice: random.Random) -> None:
        self._today, self._body = context.clock.today(), context.borough.body
        self._years, self._dice = years, dice
        self._reported = 0

    def of(self, uow: UnitOfWork, listing: Listing, count: int) -> None:
        """One listing's checks, revisions and audit, and the listing as it is after them."""
        last = self._today - timedelta(days=self._dice.randrange(_OLDEST))
        reported = (self._today,) if self._reported < self._years.reports else ()
        self._reported += 1
        tried = (self._today - timedelta(days=20), self._today - timedelta(days=10))
        unanswered = tried if (self._today - last).days > _RUNG_AGAIN else ()
        checked = Checked(last, self._body, Method.PHONED.public_words, reported, unanswered)
        contact = Contact(email=f"organiser{count // _EACH}@example.org", name="The organiser")
        now = replace(listing, checked=checked, private=contact)
        uow.save_listing(now)
        for number, on in enumerate(self._days(self._years.checks, last)):
            uow.save(CHECKS, self._check(listing.id, number, on))
        for number, on in enumerate(self._days(self._years.revisions, last), 1):
            before = replace(listing, cost=Cost(f"£{number}"))
            kept = listing if number == self._years.revisions else before
            what = "approved a change" if number > 1 else "taken in"
            uow.save(REVISIONS, Revision(kept, number, self._at(on), self._editor(), what))
        for number, on in enumerate(self._days(self._years.entries, last)):
            self._note(uow, listing.id, number, on)

    def waiting(self, uow: UnitOfWork, listings: list[Listing]) -> None:
        """What nobody has decided on yet: proposals, reports, drafts in review."""
        for count, listing in enumerate(self._dice.sample(listings, self._years.proposals)):
            change = FieldChange("cost", listing.cost.text, f"£{count + 3}")
            at = self._at(self._today - timedelta(days=count % 20))
            base = self._years.revisions
            proposal = Proposal(f"p{count}", listing.id, self._volunteer(), at, base, (change,))
            uow.save(PROPOSALS, proposal)
        for count, listing in enumerate(listings[: self._years.reports]):
            trouble = self._dice.choice(tuple(Trouble))
            uow.save(REPORTS, Report(f"R-{count}", listing.id, trouble, self._at(self._today)))
        for count, model in enumerate(self._dice.sample(listings, self._years.drafts)):
            draft = replace(
                model,
                id=f"draft-{count}",
                name=f"{model.name} of our own",
                status=Status.IN_REVIEW,
                source="local",
                source_id=f"draft-{count}",
            )
            uow.save_listing(draft)
            at = self._at(self._today)
            started = Revision(draft, 1, at, self._volunteer(), "started a draft")
            uow.save(REVISIONS, started)

    def _check(self, listing_id: str, number: int, on: date) -> Check:
        return Check(
            id=f"{listing_id}-{number}",
            listing_id=listing_id,
            at=self._at(on),
            by=self._volunteer(),
            method=self._dice.choice(_METHODS),
            outcome=Outcome.NO_ANSWER if self._dice.random() < 0.2 else Outcome.ALL_CORRECT,
            body=self._body,
            spoke_to="the leader",
        )

    def _note(self, uow: UnitOfWork, listing_id: str, number: int, on: date) -> None:
        what = "checked" if number % 3 else "approved a change"
        by = self._volunteer() if number % 3 else self._editor()
        salt = f"{self._dice.getrandbits(128):032x}"
        value = AuditValue("cost", f"£{number}", f"£{number + 1}", salt)
        subject = f"listing:{listing_id}"
        uow.audit(AuditEvent(self._at(on), by, what, subject, "screen"), (value,))

    def _days(self, number: int, last: date) -> Iterator[date]:
        """So many days of the years, the oldest first, the newest on the day of the last check."""
        before = sorted(self._dice.randrange(1, DAYS) for _ in range(number - 1))
        yield from (last - timedelta(days=days) for days in reversed(before))
        yield last

    def _at(self, on: date) -> datetime:
        return datetime(on.year, on.month, on.day, 10, tzinfo=LONDON)

    def _volunteer(self) -> str:
        return self._dice.choice(VOLUNTEERS)

    def _editor(self) -> str:
        return self._dice.choice(EDITORS)

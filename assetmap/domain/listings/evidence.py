"""Proof that somebody of the staff has seen with their own eyes, and until when it holds."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Proof(StrEnum):
    """What was seen."""

    INSURANCE = "insurance"
    DBS = "dbs"
    CQC = "cqc"
    SAFEGUARDING = "safeguarding"
    FOOD_HYGIENE = "food-hygiene"

    @property
    def label(self) -> str:
        """The proof as the page names it."""
        return _LABELS[self]


_LABELS = {
    Proof.INSURANCE: "Insurance certificate",
    Proof.DBS: "DBS check",
    Proof.CQC: "Care Quality Commission registration",
    Proof.SAFEGUARDING: "Safeguarding policy",
    Proof.FOOD_HYGIENE: "Food hygiene certificate",
}
NOT_CHECKED = "Not checked by us"
DBS_LEVELS = ("basic", "standard", "enhanced", "enhanced with barred lists")
_CQC_NUMBER = re.compile(r"1-\d{6,12}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One proof seen on a day (never its number: only the CQC's, which is public, and DBS level).

    `detail` is the DBS level or the CQC provider number; `expires` the last day on which it holds,
    if it has one; `by` the id of the person who saw it, which is not shown.
    """

    proof: Proof
    seen_on: date
    expires: date | None = None
    detail: str = ""
    by: str = ""

    def holds(self, today: date) -> bool:
        """Whether it still counts on a day. One that has expired is not shown at all."""
        return self.seen_on <= today and (self.expires is None or today <= self.expires)

    @property
    def words(self) -> str:
        """`Insurance certificate seen 4 May 2025`: what was seen, and no judgement of it."""
        label = self.proof.label
        if self.detail and self.proof is Proof.DBS:
            label = f"{label} ({self.detail})"
        if self.detail and self.proof is Proof.CQC:
            label = f"{label} {self.detail}"
        return f"{label} seen {self.seen_on.day} {self.seen_on:%B %Y}"


def evidence_problem(evidence: Evidence, today: date) -> str:
    """What is wrong with a proof as typed, in plain words; empty when nothing is."""
    if evidence.seen_on > today:
        return "The day you saw it must be today or in the past."
    if evidence.expires and evidence.expires < evidence.seen_on:
        return "It must not have expired before the day you saw it."
    if evidence.expires and evidence.expires < today:
        return "It has expired already. Ask them for the new one."
    if evidence.proof is Proof.DBS:
        return "" if evidence.detail in DBS_LEVELS else "Choose the level of the DBS check."
    if evidence.proof is Proof.CQC:
        right = _CQC_NUMBER.fullmatch(evidence.detail)
        return "" if right else "Enter the CQC provider number, such as 1-123456789."
    return (
        "Leave the number of the certificate out: we must not keep it." if evidence.detail else ""
    )

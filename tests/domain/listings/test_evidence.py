"""Proof that somebody has seen: worded without judgement, and gone when it has run out."""

from datetime import date

import pytest

from assetmap.domain.listings.evidence import (
    DBS_LEVELS,
    NOT_CHECKED,
    Evidence,
    Proof,
    evidence_problem,
)

TODAY = date(2026, 3, 16)
SEEN = date(2025, 5, 4)


@pytest.mark.parametrize(
    ("proof", "detail", "words"),
    [
        (Proof.INSURANCE, "", "Insurance certificate seen 4 May 2025"),
        (Proof.DBS, "enhanced", "DBS check (enhanced) seen 4 May 2025"),
        (
            Proof.CQC,
            "1-123456789",
            "Care Quality Commission registration 1-123456789 seen 4 May 2025",
        ),
        (Proof.SAFEGUARDING, "", "Safeguarding policy seen 4 May 2025"),
        (Proof.FOOD_HYGIENE, "", "Food hygiene certificate seen 4 May 2025"),
        (Proof.INSURANCE, "POLICY-77", "Insurance certificate seen 4 May 2025"),
    ],
)
def test_words_say_what_was_seen_and_never_a_certificates_number(
    proof: Proof, detail: str, words: str
) -> None:
    assert Evidence(proof, SEEN, detail=detail).words == words


def test_words_judge_nothing() -> None:
    said = " ".join(Evidence(proof, SEEN).words for proof in Proof) + NOT_CHECKED
    for judgement in ("approved", "recommended", "safe ", "trusted", "verified"):
        assert judgement not in said.lower()


@pytest.mark.parametrize(
    ("expires", "on", "holds"),
    [
        (None, TODAY, True),
        (None, SEEN, True),
        (None, date(2025, 5, 3), False),
        (date(2026, 4, 1), date(2026, 4, 1), True),
        (date(2026, 4, 1), date(2026, 4, 2), False),
    ],
)
def test_proof_holds_from_the_day_it_was_seen_through_its_last_day(
    expires: date | None, on: date, holds: bool
) -> None:
    assert Evidence(Proof.INSURANCE, SEEN, expires).holds(on) is holds


@pytest.mark.parametrize(
    ("evidence", "problem"),
    [
        (Evidence(Proof.INSURANCE, TODAY), ""),
        (Evidence(Proof.INSURANCE, SEEN, TODAY), ""),
        (
            Evidence(Proof.INSURANCE, SEEN, date(2026, 3, 15)),
            "It has expired already. Ask them for the new one.",
        ),
        (
            Evidence(Proof.INSURANCE, date(2026, 3, 17)),
            "The day you saw it must be today or in the past.",
        ),
        (
            Evidence(Proof.INSURANCE, SEEN, date(2025, 5, 3)),
            "It must not have expired before the day you saw it.",
        ),
        (
            Evidence(Proof.INSURANCE, SEEN, detail="POLICY-77"),
            "Leave the number of the certificate out: we must not keep it.",
        ),
        *((Evidence(Proof.DBS, SEEN, detail=level), "") for level in DBS_LEVELS),
        (Evidence(Proof.DBS, SEEN), "Choose the level of the DBS check."),
        (Evidence(Proof.DBS, SEEN, detail="001234"), "Choose the level of the DBS check."),
        (Evidence(Proof.CQC, SEEN, detail="1-123456789"), ""),
        (
            Evidence(Proof.CQC, SEEN, detail="1-12345"),
            "Enter the CQC provider number, such as 1-123456789.",
        ),
        (
            Evidence(Proof.CQC, SEEN, detail="1-123456789 and more"),
            "Enter the CQC provider number, such as 1-123456789.",
        ),
    ],
)
def test_problem_says_what_to_mend(evidence: Evidence, problem: str) -> None:
    assert evidence_problem(evidence, TODAY) == problem

from datetime import date

from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.web.checks.evidence_page import TypedEvidence, place_of_problem, read_evidence

TODAY = date(2026, 3, 16)


def test_a_dbs_level_stands_apart_from_a_number() -> None:
    typed = TypedEvidence("dbs", "enhanced", "4711", ("4", "5", "2025"))
    evidence, problems = read_evidence(typed)
    assert (evidence, problems) == (*(Evidence(Proof.DBS, date(2025, 5, 4), None, "enhanced"), ()),)


def test_each_refusal_has_its_field() -> None:
    seen = date(2026, 3, 1)
    assert [
        place_of_problem(each, TODAY)
        for each in (
            Evidence(Proof.CQC, date(2026, 4, 1)),
            Evidence(Proof.CQC, seen, date(2026, 3, 2)),
            Evidence(Proof.CQC, seen),
            Evidence(Proof.DBS, seen),
        )
    ] == ["seen", "expires", "number", "level"]

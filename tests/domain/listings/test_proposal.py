from datetime import UTC, datetime

from assetmap.domain.listings.proposal import FieldChange, Proposal

COST, PHONE = FieldChange("cost", "£2", "Free"), FieldChange("private_phone", "", "1")


def test_all_changes_are_those_in_sight_and_then_the_private_ones() -> None:
    at = datetime(2026, 3, 16, tzinfo=UTC)
    proposal = Proposal("p", "knit-club", "vera", at, 1, (COST,), (PHONE,))
    assert proposal.all_changes == (COST, PHONE)

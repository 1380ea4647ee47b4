"""A lead holds nothing of a person, and its id can stand in an address."""

import dataclasses
import re

from assetmap.domain.imports.lead import Lead, lead_id


def test_a_lead_has_no_field_for_a_person_or_an_address() -> None:
    assert [field.name for field in dataclasses.fields(Lead)] == [
        *("id", "source", "key", "name", "what", "where", "website", "state", "seen_on"),
    ]


def test_ids_are_the_same_again_and_differ_by_source() -> None:
    assert lead_id("a", "1") == lead_id("a", "1")
    assert len({lead_id("a", "1"), lead_id("b", "1"), lead_id("a", "2")}) == 3
    assert re.fullmatch(r"[0-9a-f]{24}", lead_id("a/b", "https://x/1?y"))

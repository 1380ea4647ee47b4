"""Identifiers that stay."""

from uuid import NAMESPACE_URL, uuid5

from assetmap.exchange.open_referral.identifiers import Identifiers
from tests.open_referral_checks import is_uuid


def test_an_identifier_is_the_same_for_good() -> None:
    # Readers keep these: a change of how they are made would make every record a new one.
    made = Identifiers("E06000034").of("service", "riverside-hub")
    assert made == "6c3a47cb-438f-5df6-bd06-3ede9605642c"


def test_an_identifier_is_a_uuid_of_its_name() -> None:
    space = uuid5(NAMESPACE_URL, "http://statistics.data.gov.uk/id/statistical-geography/E06000034")
    names = [f"club-{n}" for n in range(200)]
    made = [Identifiers("E06000034").of("service", name) for name in names]
    assert made == [str(uuid5(space, f"service/{name}")) for name in names]


def test_identifiers_differ_by_sort_name_and_borough() -> None:
    ours, theirs = Identifiers("E06000034"), Identifiers("E07000066")
    made = [
        ours.of("service", "a"),
        ours.of("service", "b"),
        ours.of("location", "a"),
        ours.of("service", "a", "b"),
        ours.of("service", "a/b"),
        theirs.of("service", "a"),
    ]
    assert len(set(made)) == len(made)
    assert all(map(is_uuid, made))

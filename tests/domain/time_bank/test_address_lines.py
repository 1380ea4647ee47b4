from assetmap.domain.time_bank.address_lines import address_lines
from tests.time_bank import a_member


def test_addresses_stand_line_by_line() -> None:
    member = a_member(address="12 Sample Row,  Tilbury\nEssex, ")
    assert address_lines(member) == (
        "Ada Lovelock",
        "12 Sample Row",
        "Tilbury",
        "Essex",
        "RM18 8AB",
    )


def test_without_a_street_there_is_nowhere_to_post_to() -> None:
    assert address_lines(a_member(address=" ")) == ()

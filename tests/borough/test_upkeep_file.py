"""The rules of upkeep as a borough writes them."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.borough.upkeep_file import read_upkeep
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind
from assetmap.paths import BOROUGH

SHIPPED = (BOROUGH / "upkeep.toml").read_text(encoding="utf-8")


def with_line(before: str, after: str) -> dict[str, Any]:
    assert before in SHIPPED
    return tomllib.loads(SHIPPED.replace(before, after, 1))


def test_shipped_rules_are_those_of_the_product() -> None:
    assert read_upkeep(tomllib.loads(SHIPPED)) == UpkeepRules(
        months={
            Kind.HUB: 3,
            Kind.VOLUNTEERING_ROLE: 3,
            Kind.GROUP: 6,
            Kind.MICRO_ENTERPRISE: 6,
            Kind.SPACE: 12,
            Kind.SERVICE: 12,
        },
        usual_months=6,
        ask_before=30,
        overdue_after=30,
        unconfirmed_after=90,
        lapsed_after=180,
        second_failure=2,
        four_eyes=True,
        link_days=30,
        audit_months=24,
        report_months=6,
        submission_months=6,
        gap_months=24,
        session_days=14,
    )


def test_file_from_before_the_gap_log_keeps_its_notes_as_long_as_shipped() -> None:
    assert read_upkeep(with_line("gaps = 24\n", "")).gap_months == 24
    assert read_upkeep(with_line("gaps = 24", "gaps = 3")).gap_months == 3


def test_kind_without_a_number_holds_as_long_as_usual() -> None:
    rules = read_upkeep(with_line("hub = 3\n", ""))
    assert (rules.months_of(Kind.HUB), rules.months_of(Kind.TIME_BANK_OFFER)) == (6, 6)


@pytest.mark.parametrize(
    ("written", "holds"), [("false", False), ("true", True), ('"false"', True), ("0", True)]
)
def test_four_eyes_are_given_up_by_a_plain_false_only(written: str, holds: bool) -> None:
    rules = read_upkeep(with_line("four_eyes = true", f"four_eyes = {written}"))
    assert rules.four_eyes is holds


@pytest.mark.parametrize("value", ["0", "-1", "10000", "1.5", "true", '"6"', "[]"])
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("usual = 6", "months.usual"),
        ("hub = 3", "months.hub"),
        ("second_failure = 2", "second_failure"),
        ("ask_before = 30", "days.ask_before"),
        ("lapsed_after = 180", "days.lapsed_after"),
        ("session = 14", "days.session"),
        ("audit = 24", "keep_months.audit"),
    ],
)
def test_number_that_is_none_is_named(line: str, name: str, value: str) -> None:
    changed = f"{line.partition(' ')[0]} = {value}"
    with pytest.raises(ValueError, match=f"^{name} is .*: give a whole number from 1 to 9,999$"):
        read_upkeep(with_line(line, changed))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("overdue_after = 30", "overdue_after = 91"),
        ("unconfirmed_after = 90", "unconfirmed_after = 181"),
        ("lapsed_after = 180", "lapsed_after = 89"),
    ],
)
def test_rungs_out_of_order_are_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="must grow in this order"):
        read_upkeep(with_line(before, after))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("usual = 6", "", "'usual' is missing"),
        ("[months]", "[mouths]", "'months' is missing"),
        ("four_eyes = true", "", "'four_eyes' is missing"),
        ("audit = 24", "", "'audit' is missing"),
        (
            "hub = 3",
            "pub = 3",
            f"months.pub is no kind of listing: there are {', '.join(Kind)}",
        ),
        ("hub = 3", "hub = 0", "months.hub is 0: give a whole number from 1 to 9,999"),
    ],
)
def test_borough_with_wrong_rules_is_refused_by_the_files_name(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    file = tmp_path / "upkeep.toml"
    assert before in SHIPPED
    file.write_text(SHIPPED.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadBorough) as refusal:
        read_borough(BOROUGH, tmp_path)
    assert str(refusal.value) == f"{file} cannot be used: {message}"


def test_boroughs_own_rules_replace_the_shipped_ones(tmp_path: Path) -> None:
    shutil.copy(BOROUGH / "upkeep.toml", tmp_path)
    own = tmp_path / "upkeep.toml"
    own.write_text(own.read_text("utf-8").replace("group = 6", "group = 2"), encoding="utf-8")
    assert read_borough(BOROUGH, tmp_path).upkeep.months_of(Kind.GROUP) == 2
    assert read_borough(BOROUGH, tmp_path / "nowhere").upkeep.months_of(Kind.GROUP) == 6

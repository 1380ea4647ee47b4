"""Reads the rules of upkeep from their TOML file."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind


def read_upkeep(file: Mapping[str, Any]) -> UpkeepRules:
    """The rules in the file. Raises KeyError or ValueError when it cannot be used."""
    months, days, keep = dict(file["months"]), file["days"], file["keep_months"]
    usual = _count(months.pop("usual"), "months.usual")
    rules = UpkeepRules(
        months=MappingProxyType(
            {_kind(kind): _count(value, f"months.{kind}") for kind, value in months.items()}
        ),
        usual_months=usual,
        ask_before=_count(days["ask_before"], "days.ask_before"),
        overdue_after=_count(days["overdue_after"], "days.overdue_after"),
        unconfirmed_after=_count(days["unconfirmed_after"], "days.unconfirmed_after"),
        lapsed_after=_count(days["lapsed_after"], "days.lapsed_after"),
        second_failure=_count(file["second_failure"], "second_failure"),
        four_eyes=file["four_eyes"] is not False,
        link_days=_count(days["link"], "days.link"),
        session_days=_count(days["session"], "days.session"),
        audit_months=_count(keep["audit"], "keep_months.audit"),
        report_months=_count(keep["reports"], "keep_months.reports"),
        submission_months=_count(keep["submissions"], "keep_months.submissions"),
        gap_months=_count(keep.get("gaps", UpkeepRules.gap_months), "keep_months.gaps"),
    )
    if not rules.overdue_after <= rules.unconfirmed_after <= rules.lapsed_after:
        raise ValueError(
            "overdue_after, unconfirmed_after and lapsed_after must grow in this order"
        )
    return rules


def _kind(name: str) -> Kind:
    if name not in {str(kind) for kind in Kind}:
        raise ValueError(f"months.{name} is no kind of listing: there are {', '.join(Kind)}")
    return Kind(name)


def _count(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10_000:
        raise ValueError(f"{name} is {value!r}: give a whole number from 1 to 9,999")
    return value

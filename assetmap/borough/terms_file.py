"""Reads the dates of school terms from their TOML file."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from assetmap.borough.entries import read_each
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms


def read_terms(file: Mapping[str, Any]) -> SchoolTerms:
    """The terms in the file. Raises KeyError or ValueError when it cannot be used."""
    terms = read_each(file, "term", _term)
    for before, after in pairwise(terms):
        if after.first <= before.last:
            raise ValueError(f"the term from {after.first} begins before the one above it ends")
    checked = file.get("checked")
    return SchoolTerms(
        terms, str(file.get("source", "")), None if checked is None else _day(checked, "checked")
    )


def _term(entry: Mapping[str, Any]) -> SchoolTerm:
    term = SchoolTerm(
        str(entry["year"]),
        _day(entry["from"], "from"),
        _day(entry["to"], "to"),
        _half_term(entry["half_term"]) if "half_term" in entry else None,
    )
    if term.last < term.first:
        raise ValueError(f"the term from {term.first} ends on {term.last}, before it begins")
    if term.half_term and not term.first < term.half_term[0] <= term.half_term[1] < term.last:
        raise ValueError(f"half term must lie inside the term from {term.first} to {term.last}")
    return term


def _half_term(entry: Mapping[str, Any]) -> tuple[date, date]:
    return _day(entry["from"], "half_term.from"), _day(entry["to"], "half_term.to")


def _day(value: object, name: str) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{name} is {value!r}: give a day such as 2026-09-02, without quotes")
    return value

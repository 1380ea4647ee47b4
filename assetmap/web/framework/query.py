"""The question of this request, read once for every format, and addresses of questions."""

from urllib.parse import urlencode

from flask import request

from assetmap.domain.search.query import Search
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.text import one_line
from assetmap.domain.times.days_asked import PARAMETERS, DaysAsked, read_days
from assetmap.domain.validation import Problem
from assetmap.services.context import Context


def typed_of(parameters: list[tuple[str, str]]) -> dict[str, str]:
    """The first value typed for each field, without what HTML cannot hold."""
    typed: dict[str, str] = {}
    for name, value in parameters:
        typed.setdefault(name, one_line(value))
    return typed


def address(search: Search, path: str = "/find") -> str:
    """The address of a question, on the find page or as data."""
    query = search.query_string()
    return f"{path}?{query}" if query else path


def link_to(parameters: dict[str, str]) -> str:
    """An address of the find page with these parameters."""
    return f"/find?{urlencode(parameters)}"


def parameters(*but: str) -> list[tuple[str, str]]:
    """The request's parameters in order, without those named."""
    return [pair for pair in request.args.items(multi=True) if pair[0] not in but]


def asked(context: Context, *but: str) -> tuple[Search, list[Problem]]:
    """The question of this request, and what was wrong in it."""
    choices = context.directory_cache.current().snapshot.choices
    return read_search(parameters(*but), context.borough.words, choices)


def asked_days(context: Context) -> tuple[DaysAsked, list[Problem]]:
    """The days that this request asks about what is on, this week without a word of them."""
    given = {name: one_line(request.args.get(name, "")) for name in PARAMETERS}
    return read_days(given, context.clock.today())


def names_days() -> bool:
    """Whether this request says a word about days."""
    return any(request.args.get(name, "").strip() for name in PARAMETERS)

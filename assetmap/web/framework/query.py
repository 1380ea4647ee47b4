"""The question of this request, read once for every format."""

from flask import request

from assetmap.domain.search.query import Problem, Search
from assetmap.domain.search.query_reading import read_search
from assetmap.services.context import Desk


def parameters(*but: str) -> list[tuple[str, str]]:
    """The request's parameters in order, without those named."""
    return [pair for pair in request.args.items(multi=True) if pair[0] not in but]


def asked(desk: Desk, *but: str) -> tuple[Search, list[Problem]]:
    """The question of this request, and what was wrong in it."""
    choices = desk.memory.now().snapshot.choices
    return read_search(parameters(*but), desk.borough.words, choices)

"""Why a change of the borough is not kept: in words, beside its field, with what uses it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.borough.files import BadBorough
from assetmap.domain.validation import Problem
from assetmap.services.borough.borough_files import BadChange
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy
from assetmap.storage.store import Stale

Refused = BadBorough | BadChange | Stale
REFUSED = (BadBorough, BadChange, Stale)


@dataclass(frozen=True)
class Refusal:
    """What is wrong, and what uses what would go. `more` is how many others do."""

    problems: tuple[Problem, ...]
    users: tuple[UsedBy, ...] = ()
    more: int = 0


def refusal_of(error: Refused, fields: tuple[str, ...] = ()) -> Refusal:
    """The refusal in words; a problem of one of the form's `fields` leads to it."""
    if isinstance(error, BadChange):
        users = tuple(dict.fromkeys(user for each in error.problems for user in each.used_by))
        more = sum(each.more for each in error.problems)
        return Refusal(tuple(_problems(error.problems, fields)), users, more)
    reason = error.reason if isinstance(error, BadBorough) else str(error)
    return Refusal((Problem("", _sentence(reason)),))


def _problems(found: tuple[ChangeProblem, ...], fields: tuple[str, ...]) -> Iterator[Problem]:
    for each in found:
        name = each.place.replace(".", "-").replace("_", "-")
        own = name if name in fields else ""
        yield Problem(own or _colour_field(each, fields), _sentence(each.message))


def _colour_field(problem: ChangeProblem, fields: tuple[str, ...]) -> str:
    """The one colour of a form for a category, whose problem is told of its slug."""
    return "colour" if "colour" in fields and "to 1" in problem.message else ""


def _sentence(reason: str) -> str:
    whole = reason[:1].upper() + reason[1:]
    return whole if whole.endswith((".", "?", "!")) else f"{whole}."

"""The steps of a listing's history in words, as its history and its page for staff show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import (
    url_for,
)

from assetmap.services.context import Context
from assetmap.services.listings.history import (
    Step,
    person_name,
)
from assetmap.services.listings.stewards import with_name
from assetmap.web.formatting import moment_words
from assetmap.web.listings.change_page import ChangeLine, change_lines

LINES_A_PAGE = 50
_ORIGINS = {
    "link": "by the link in an email",
    "import": "from a file",
    "command line": "on the command line",
    "upkeep": "in the daily work of the directory",
}


@dataclass(frozen=True)
class StepLine:
    """One thing that was done: `Vera proposed a change`, when, why, and the fields it changed."""

    what: str
    who: str
    when: str
    origin: str  # empty when it was done on these pages
    why: str
    changes: tuple[ChangeLine, ...]
    url: str  # of the revision that came of it; empty when none did
    listing_id: str


def step_lines(context: Context, steps: Iterable[Step]) -> tuple[StepLine, ...]:
    """Some steps in words."""
    return tuple(_step(context, step) for step in steps)


def _step(context: Context, step: Step) -> StepLine:
    url = ""
    if step.revision:
        url = url_for("staff_history.revision", listing_id=step.listing_id, number=step.revision)
    return StepLine(
        what=step.what,
        who=person_name(context, step.by),
        when=moment_words(step.at),
        origin=_ORIGINS.get(step.origin, ""),
        why=step.why,
        changes=change_lines((with_name(context, x) for x in step.changes), context.borough),
        url=url,
        listing_id=step.listing_id,
    )

"""The steps of a listing's history in words, and the notes for staff on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import (
    url_for,
)

from assetmap.domain.people.people import Action, Person, may
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.attribution import WITH_EDITS
from assetmap.services.listings.history import (
    Step,
    notes_of,
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


def note_lines(context: Context, person: Person, listing_id: str) -> tuple[tuple[str, str], ...]:
    """The notes for staff on a listing, each with who wrote it and when; none for who may not."""
    if not may(person, Action.SEE_NOTES, listing_id):
        return ()
    return tuple(
        (note.words, f"{person_name(context, note.by)}, {moment_words(note.at)}")
        for note in notes_of(context, Actor(person), listing_id)
    )


def step_lines(context: Context, steps: Iterable[Step]) -> tuple[StepLine, ...]:
    """Some steps in words."""
    return tuple(_step(context, step) for step in steps)


def asked_words(context: Context, what: str, by: str, asked_by: str) -> str:
    """Whose words they are: `asked for by Vera, edited by Edna`; empty when all are one's own."""
    if not asked_by:
        return ""
    asked = f"asked for by {person_name(context, asked_by)}"
    return f"{asked}, edited by {person_name(context, by)}" if what in WITH_EDITS else asked


def _step(context: Context, step: Step) -> StepLine:
    url = ""
    if step.revision:
        url = url_for("staff_history.revision", listing_id=step.listing_id, number=step.revision)
    asked = asked_words(context, step.what, step.by, step.asked_by)
    return StepLine(
        what=step.what,
        who=person_name(context, step.by),
        when=moment_words(step.at),
        origin=_ORIGINS.get(step.origin, ""),
        why="; ".join(filter(None, (asked, step.why))),
        changes=change_lines((with_name(context, x) for x in step.changes), context.borough),
        url=url,
        listing_id=step.listing_id,
    )

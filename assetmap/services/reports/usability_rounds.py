"""Rounds of tests with people: how each task went, and what we changed after it."""

from collections.abc import Mapping
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.privacy.pii_filter import refusals
from assetmap.domain.reports.usability_tasks import UsabilityTask, tasks_for
from assetmap.domain.reports.use_counts import TaskResult, UsabilityRound
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.store import NotFound
from assetmap.storage.tables import USABILITY_ROUNDS

CHANGED_LONGEST = 1_000  # characters
_PEOPLE_MOST = 500
WAYS = ("alone", "helped", "not_done")


class BadRound(Exception):
    """A round that cannot be kept; `problems` name the field and give the reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def tasks(context: Context) -> tuple[UsabilityTask, ...]:
    """What people are asked to do."""
    return tasks_for(context.borough.example)


def rounds(context: Context) -> list[UsabilityRound]:
    """Every round, the newest first."""
    found = context.store.find(USABILITY_ROUNDS, newest_first=True)
    return sorted(found, key=lambda each: each.on, reverse=True)


def add_round(
    context: Context,
    actor: Actor,
    on: date | None,
    where: str,
    typed: Mapping[str, str],
    changed: str,
) -> UsabilityRound:
    """Keep a round as it was typed: `typed` has numbers of people by task and way
    (`company-alone`). Raises NotAllowed, or BadRound with the reasons.
    """
    require(actor.person, Action.KEEP_REPORTS)
    today = context.clock.today()
    results, problems = _results(context, typed)
    if on is None or on > today:
        problems.append(Problem("on", "Give the day of the test, such as 27 3 2026."))
    for name, words in (("where", where), ("changed", changed)):
        problems += [Problem(name, reason) for reason in refusals(words, today.year)]
    if len(changed) > CHANGED_LONGEST:
        problems.append(Problem("changed", f"Keep it to {CHANGED_LONGEST:,} characters."))
    if problems or on is None:
        raise BadRound(*problems)
    by = actor.person.id
    kept = UsabilityRound(new_id(), on.isoformat(), where, results, changed, by)
    with context.unit_of_work() as uow:
        uow.save(USABILITY_ROUNDS, kept)
        subject = f"usability-round:{kept.id}"
        uow.audit(AuditEvent(context.clock.now(), by, "added a test", subject, actor.origin))
    return kept


def take_out_round(context: Context, actor: Actor, round_id: str) -> None:
    """Take a round out. Raises NotAllowed, NotFound."""
    require(actor.person, Action.KEEP_REPORTS)
    with context.unit_of_work() as uow:
        if not uow.delete(USABILITY_ROUNDS, id=round_id):
            raise NotFound(f"there is no test {round_id!r}")
        subject, by = f"usability-round:{round_id}", actor.person.id
        uow.audit(AuditEvent(context.clock.now(), by, "took out a test", subject, actor.origin))


def _results(
    context: Context, typed: Mapping[str, str]
) -> tuple[tuple[TaskResult, ...], list[Problem]]:
    results, problems = [], []
    for task in tasks(context):
        numbers = []
        for way in WAYS:
            name = f"{task.key}-{way}"
            text = typed.get(name, "").strip() or "0"
            is_number = text.isascii() and text.isdigit() and len(text) < 4
            if not is_number or int(text) > _PEOPLE_MOST:
                problems.append(Problem(name, f"Give a number of people up to {_PEOPLE_MOST}."))
                continue
            numbers.append(int(text))
        if len(numbers) == len(WAYS):
            results.append(TaskResult(task.key, *numbers))
    if not problems and not any(x.alone + x.helped + x.not_done for x in results):
        first = f"{tasks(context)[0].key}-alone"
        problems.append(Problem(first, "Say how it went with at least one person."))
    return tuple(results), problems

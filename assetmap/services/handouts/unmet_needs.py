"""The gap log: what somebody looked for and could not find. Never who, and by nobody in person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.checks.freshness import months_after
from assetmap.domain.handouts.sheet import UnmetNeed
from assetmap.domain.people.people import STAFF, Action, Person, require
from assetmap.domain.place import parse_postcode
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.privacy.pii_filter import refusals
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.tables import UNMET_NEEDS
from assetmap.storage.unit_of_work import UnitOfWork

WORDS_LONGEST = 140
OTHER = "other"
OTHER_LABEL = "Something else"
COLUMNS = ("month", "area", "need", "words", "noted_by")


class BadGap(Exception):
    """A note that cannot be kept; `problems` name the field and give the reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class GapFilter:
    """Which notes are asked for; blanks ask for any."""

    month: str = ""
    area: str = ""
    need: str = ""


@dataclass(frozen=True)
class Counts:
    """How many notes there are of each month, area and need: the most first, months by date."""

    months: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    needs: tuple[tuple[str, int], ...]


def add_gap(context: Context, actor: Actor, need: str, area: str, words: str) -> UnmetNeed:
    """Keep a note of what is missing. Raises NotAllowed, or BadGap with the reason.

    Kept are the need, the area, the words, the day and the role of the person. Without an area, a
    place that the words name is taken. The audit has no line of it: that would tell whose
    visitor was looking.
    """
    require(actor.person, Action.ADD_GAP)
    words, area = " ".join(words.split()), " ".join(area.split())
    place, problems = _place(context, area, words)
    problems += [Problem("words", reason) for reason in refusals(words, context.clock.today().year)]
    if not words:
        problems.append(Problem("words", "Say in a few words what is missing."))
    if len(words) > WORDS_LONGEST:
        problems.append(Problem("words", f"Keep it to {WORDS_LONGEST} characters."))
    if need != OTHER and need not in context.borough.words.category:
        problems.append(Problem("need", "Choose what it is about, or “Something else”."))
    if problems:
        raise BadGap(*problems)
    gap = UnmetNeed(new_id(), need, place, words, _role(actor.person), context.clock.today())
    with context.unit_of_work() as uow:
        uow.save(UNMET_NEEDS, gap)
    return gap


def gaps(context: Context, actor: Actor, wanted: GapFilter) -> list[UnmetNeed]:
    """The notes that are asked for, the newest first. Raises NotAllowed."""
    require(actor.person, Action.READ_GAPS)
    found = context.store.find(UNMET_NEEDS, newest_first=True)
    return [
        gap
        for gap in found
        if wanted.month in ("", month_of(gap))
        and wanted.area in ("", gap.area)
        and wanted.need in ("", gap.need)
    ]


def counts(found: Iterable[UnmetNeed]) -> Counts:
    """How many of these notes there are of each month, area and need."""
    found = list(found)
    months = Counter(month_of(gap) for gap in found)
    return Counts(
        tuple(sorted(months.items(), reverse=True)),
        _most(gap.area for gap in found),
        _most(gap.need for gap in found),
    )


def gaps_csv(context: Context, found: Iterable[UnmetNeed]) -> Iterable[str]:
    """The notes as a CSV file, a row each; the day is left out, the month is enough."""
    return write_table(
        COLUMNS,
        (
            (month_of(gap), gap.area, need_label(context, gap.need), gap.words, gap.by)
            for gap in found
        ),
    )


def remove_gap(context: Context, actor: Actor, gap_id: str) -> None:
    """Take out a note that says too much. Raises NotAllowed, NotFound."""
    require(actor.person, Action.REVIEW)
    now = context.clock.now()
    with context.unit_of_work() as uow:
        gap = context.store.get(UNMET_NEEDS, gap_id)
        uow.delete(UNMET_NEEDS, id=gap.id)
        subject = f"gap:{gap.id}"
        uow.audit(AuditEvent(now, actor.person.id, "took out a gap", subject, actor.origin))


def drop_old_gaps(context: Context, uow: UnitOfWork) -> int:
    """Take out the notes that are older than the borough's rules allow; gives how many."""
    first = months_after(context.clock.today(), -context.borough.upkeep.gap_months)
    old = [gap for gap in context.store.find(UNMET_NEEDS) if gap.on < first]
    return sum(uow.delete(UNMET_NEEDS, id=gap.id) for gap in old)


def month_of(gap: UnmetNeed) -> str:
    """`2026-03`."""
    return gap.on.isoformat()[:7]


def need_label(context: Context, need: str) -> str:
    """A need as people read it; one whose subject is gone keeps its own name."""
    category = context.borough.words.category.get(need)
    return category.label if category else OTHER_LABEL if need == OTHER else need


def _place(context: Context, area: str, words: str) -> tuple[str, list[Problem]]:
    if not area:
        read = context.gazetteer.read_words(words) if words else None
        if read and read.found:
            return read.found.label, []
        return "", [Problem("area", "Enter a town or village, or the first part of a postcode.")]
    if reasons := refusals(area, context.clock.today().year):
        return "", [Problem("area", reason) for reason in reasons]
    found = context.gazetteer.find(area)
    if found is None or parse_postcode(found.label) is not None:
        just = context.borough.example.outward
        return "", [Problem("area", f"We do not know this place. Enter a town, or just {just}.")]
    return found.label, []


def _role(person: Person) -> str:
    """The first of their roles that staff have."""
    return next((str(role) for role in STAFF if role in person.roles), "")


def _most(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))

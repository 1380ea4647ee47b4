"""How often the directory was used for something, month by month, and how easy people found it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assetmap.domain.checks.freshness import months_after
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.reports.search_counts import month_of
from assetmap.domain.reports.use_counts import (
    Ease,
    UseChannel,
    UseCount,
    YearlyFigure,
    use_count_id,
)
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import USE_COUNTS, YEARLY_FIGURES
from assetmap.storage.unit_of_work import UnitOfWork

EASE = "ease:"  # before an answer, in the name of what is counted
LEAST = 5  # answers from which on a share of them is told
_ANSWERS_MOST = 10_000  # keyed in at once: more is a slip of the finger


class BadFeedback(Exception):
    """What was keyed in cannot be counted; `problems` name the field and give the reason."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class EaseShare:
    """The answers of some months, by the way they came. Fewer than LEAST of one sort are never
    told, nor what would let anybody work them out.
    """

    answers: Mapping[tuple[Ease, UseChannel], int]

    @property
    def total(self) -> int:
        """How many answered."""
        return sum(self.answers.values())

    @property
    def share(self) -> float | None:
        """The share of those who found it easy, as a part of 1; None while it would tell too much,
        because few found it easy, or few did not.
        """
        easy = sum(number for (ease, _), number in self.answers.items() if ease is Ease.EASY)
        return easy / self.total if self.total and _are_many(easy, self.total - easy) else None

    @property
    def by_channel(self) -> dict[UseChannel, dict[Ease, int]]:
        """The answers of each way; empty where one of them is small."""
        if not _are_many(*self.answers.values()):
            return {}
        found: dict[UseChannel, dict[Ease, int]] = {}
        for (ease, channel), number in self.answers.items():
            found.setdefault(channel, {})[ease] = number
        return found


def _are_many(*numbers: int) -> bool:
    """Whether none of some numbers of people is small; that there was nobody may be told."""
    return not any(0 < number < LEAST for number in numbers)


def add_uses(context: Context, whats: Iterable[str]) -> None:
    """Count what was done this month, all in one transaction."""
    month = month_of(context.clock.today())
    with context.unit_of_work() as uow:
        for what, number in Counter(whats).items():
            _add(context, uow, month, what, UseChannel.PAGE, number)


def add_ease(context: Context, ease: Ease) -> None:
    """Count an answer that was pressed on a page."""
    add_uses(context, [f"{EASE}{ease}"])


def key_in(
    context: Context, actor: Actor, month: str, channel: UseChannel, answers: Mapping[Ease, str]
) -> int:
    """Count answers that came on paper or by phone, as they were typed; gives how many.

    `month` is one of `months_to_key_in`. Raises NotAllowed, or BadFeedback with the reasons.
    """
    require(actor.person, Action.ADD_FEEDBACK)
    numbers = {ease: _number(answers.get(ease, "")) for ease in Ease}
    problems = [
        Problem(str(ease), f"“{ease.label}”: give a number from 0 to {_ANSWERS_MOST:,}.")
        for ease, number in numbers.items()
        if number is None
    ]
    if month not in months_to_key_in(context):
        problems.append(Problem("month", "Choose the month."))
    if channel is UseChannel.PAGE:
        problems.append(Problem("channel", "Choose how the answers came."))
    if not problems and not any(numbers.values()):
        problems.append(Problem(str(Ease.EASY), "Give at least one answer."))
    if problems:
        raise BadFeedback(*problems)
    with context.unit_of_work() as uow:
        for ease, number in numbers.items():
            _add(context, uow, month, f"{EASE}{ease}", channel, number or 0)
        event = ("keyed in answers", f"feedback:{month}", actor.origin)
        uow.audit(AuditEvent(context.clock.now(), actor.person.id, *event))
    return sum(number or 0 for number in numbers.values())


def months_to_key_in(context: Context) -> tuple[str, ...]:
    """The months for which answers are taken: this one and the three before, the newest first."""
    today = context.clock.today()
    return tuple(month_of(months_after(today, -back)) for back in range(4))


def ease_share(context: Context, *, months: int = 12) -> EaseShare:
    """The answers of the last months, this one among them."""
    found: Counter[tuple[Ease, UseChannel]] = Counter()
    for each in _since(context, months):
        if each.what.startswith(EASE):
            found[Ease(each.what.removeprefix(EASE)), each.channel] += each.count
    return EaseShare(found)


def uses(context: Context, *, months: int = 12) -> dict[str, Counter[str]]:
    """How often each thing was done in each of the last months, answers left out: by what, then
    by month.
    """
    found: dict[str, Counter[str]] = {}
    for each in _since(context, months):
        if not each.what.startswith(EASE):
            found.setdefault(each.what, Counter())[each.month] += each.count
    return dict(sorted(found.items()))


def yearly_figures(context: Context) -> list[YearlyFigure]:
    """The council's own figures, the newest year first."""
    return sorted(context.store.find(YEARLY_FIGURES), key=lambda each: each.id, reverse=True)


def keep_yearly_figure(
    context: Context, actor: Actor, year: str, percent: str, source: str
) -> YearlyFigure:
    """Keep a figure of the council's as it was typed. Raises NotAllowed, BadFeedback."""
    require(actor.person, Action.KEEP_REPORTS)
    problems = []
    if not _is_year(year):
        problems.append(Problem("year", "Write the year like 2025/26 or 2026."))
    number = _percent(percent)
    if number is None:
        problems.append(Problem("percent", "Give a number from 0 to 100, such as 85.8."))
    if problems or number is None:
        raise BadFeedback(*problems)
    figure = YearlyFigure(year, number, source)
    with context.unit_of_work() as uow:
        uow.save(YEARLY_FIGURES, figure)
        event = ("kept a yearly figure", f"yearly-figure:{year}", actor.origin)
        uow.audit(AuditEvent(context.clock.now(), actor.person.id, *event))
    return figure


def _add(
    context: Context, uow: UnitOfWork, month: str, what: str, channel: UseChannel, number: int
) -> None:
    id_ = use_count_id(month, what, channel)
    try:
        before = context.store.get(USE_COUNTS, id_)
    except NotFound:
        before = UseCount(id_, month, what, channel)
    uow.save(USE_COUNTS, replace(before, count=before.count + number))


def _since(context: Context, months: int) -> list[UseCount]:
    first = month_of(months_after(context.clock.today(), 1 - months))
    return [each for each in context.store.find(USE_COUNTS) if each.month >= first]


def _number(text: str) -> int | None:
    text = text.strip() or "0"
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return int(text) if is_number and int(text) <= _ANSWERS_MOST else None


def _percent(text: str) -> float | None:
    try:
        number = float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return None
    return round(number, 1) if 0 <= number <= 100 else None


def _is_year(text: str) -> bool:
    first, slash, second = text.partition("/")
    is_first = len(first) == 4 and first.isascii() and first.isdigit() and "1990" <= first <= "2199"
    is_next = second == f"{(int(first) + 1) % 100:02}" if is_first else False
    return is_first and (not slash or is_next)

"""What was asked and not found: wordings asked often enough to be read, and what there is of each.

A wording that was asked fewer than SHOWN_FROM times in its quarter is nowhere in clear, so it can
stand in no list. Counts of one place below that are not told either: few people live behind them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assetmap.domain.checks.freshness import months_after
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.reports.search_counts import MATCH_LABELS, SHOWN_FROM, SearchCount, month_of
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.exchange.csv_files import write_table
from assetmap.services.context import Context
from assetmap.services.handouts.unmet_needs import GapFilter, gaps
from assetmap.services.listing_repository import Actor
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SEARCH_COUNTS
from assetmap.storage.unit_of_work import UnitOfWork

MONTHS = 3  # as far back as the page looks unless it is asked for more
COLUMNS = ("words", "times", "mostly", "places", "months")


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One wording: how often it was asked, what mostly came of it, and where it was asked most.

    `in_vain` is how often nothing was found, or nothing that quite fits. `results` are empty where
    one of them is small, and a place has no count where what is left of the whole would be small:
    either could be had by subtraction.
    """

    words: str
    times: int
    in_vain: int
    mostly: Match
    results: Mapping[Match, int]
    places: tuple[tuple[str, int | None], ...]
    months: tuple[str, ...]  # in which it was asked, such as `2026-03`


def asked(
    context: Context, actor: Actor, *, months: int = MONTHS, place: str = ""
) -> list[AskedLine]:
    """The wordings asked in the last months, this one among them, the most often in vain first.

    With a `place` only those asked often enough there. Raises NotAllowed.
    """
    require(actor.person, Action.SEE_REPORTS)
    first = month_of(months_after(context.clock.today(), 1 - months))
    by_words: dict[str, list[SearchCount]] = defaultdict(list)
    for each in context.store.find(SEARCH_COUNTS):
        if each.words and each.month >= first:
            by_words[each.words].append(each)
    lines = [_line(words, counts) for words, counts in by_words.items()]
    shown = [
        line
        for line in lines
        if line.times >= SHOWN_FROM and (not place or place in dict(line.places))
    ]
    return sorted(shown, key=lambda line: (-line.in_vain, -line.times, line.words))


def asked_in_vain(context: Context, actor: Actor, *, months: int = MONTHS) -> list[AskedLine]:
    """Those that were asked in vain SHOWN_FROM times or more. Raises NotAllowed."""
    return [x for x in asked(context, actor, months=months) if x.in_vain >= SHOWN_FROM]


def asked_about(
    context: Context, actor: Actor, categories: Collection[str], *, months: int = MONTHS
) -> list[AskedLine]:
    """What was asked in vain about some categories, by what the words mean. Raises NotAllowed."""
    wanted = set(categories)
    return [
        line
        for line in asked_in_vain(context, actor, months=months)
        if wanted & categories_of(context, line.words)
    ]


def notes_about(
    context: Context, actor: Actor, categories: Collection[str], *, months: int = MONTHS
) -> int:
    """How often staff noted in the last months that something of these categories could not be
    found: the gap log. Raises NotAllowed.
    """
    first = month_of(months_after(context.clock.today(), 1 - months))
    every = gaps(context, actor, GapFilter())
    return sum(gap.need in categories and month_of(gap.on) >= first for gap in every)


def categories_of(context: Context, words: str) -> set[str]:
    """The categories that some words ask for, as the search reads them."""
    matches = select(context, Search(words=words)).query.understood.matches
    return {category for each in matches for category in each.concept.categories}


def forget_words(context: Context, actor: Actor, words: str) -> int:
    """Take a wording out for good, such as one that holds a name after all; gives how many counts.

    Raises NotAllowed, NotFound.
    """
    require(actor.person, Action.EDIT_WORDS)
    now = context.clock.now()
    with context.unit_of_work() as uow:
        gone = uow.delete(SEARCH_COUNTS, words=words) if words else 0
        if not gone:
            raise NotFound(f"there is no wording {words!r}")
        by, where = actor.person.id, actor.origin
        uow.audit(AuditEvent(now, by, "took out a wording that was asked", "asked", where))
    return gone


def forget_old_counts(context: Context, uow: UnitOfWork) -> int:
    """Take out the counts that are older than notes of gaps may be; gives how many."""
    today = context.clock.today()
    before = month_of(months_after(today, -context.borough.upkeep.gap_months))
    old = {each.month for each in context.store.find(SEARCH_COUNTS) if each.month < before}
    return sum(uow.delete(SEARCH_COUNTS, month=month) for month in sorted(old))


def asked_csv(lines: Iterable[AskedLine]) -> Iterator[str]:
    """The wordings as a file, a row each."""
    return write_table(
        COLUMNS,
        (
            (
                *(line.words, str(line.times), MATCH_LABELS[line.mostly]),
                "; ".join(_place_words(*each) for each in line.places),
                "; ".join(line.months),
            )
            for line in lines
        ),
    )


def _place_words(name: str, count: int | None) -> str:
    return name if count is None else f"{name} {count}"


def _line(words: str, counts: list[SearchCount]) -> AskedLine:
    results: Counter[Match] = Counter()
    places: Counter[str] = Counter()
    for each in counts:
        results[each.match] += each.count
        places[each.place] += each.count
    times = results.total()
    often = [(name, count) for name, count in places.most_common() if name and count >= SHOWN_FROM]
    is_safe = not 0 < times - sum(count for _, count in often) < SHOWN_FROM
    return AskedLine(
        words,
        times,
        results[Match.NONE] + results[Match.WEAK],
        results.most_common(1)[0][0],
        {} if any(0 < count < SHOWN_FROM for count in results.values()) else dict(results),
        tuple((name, count if is_safe else None) for name, count in often),
        tuple(sorted({each.month for each in counts})),
    )

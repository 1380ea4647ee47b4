"""The page on which slips are typed: every row as it stands, what it says, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assetmap.domain.text import clean
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.slip_reading import SlipProblem, TypedSlip
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.own_slips import OwnSlip
from assetmap.services.time_bank.slip_entry import CheckedSlip
from assetmap.services.time_bank.slip_facts import slip_categories
from assetmap.web.formatting import counted, day_words

ROWS = 20
# Name, label, and the hint for screen readers of each box of a row.
BOXES = (
    ("number", "Slip"),
    ("giver", "Giver"),
    ("receiver", "Receiver"),
    ("time", "How long"),
    ("category", "What"),
    ("day", "Day"),
    ("place", "Place"),
)
_LONGEST = 40  # characters of a box that are looked at


@dataclass(frozen=True)
class SlipRow:
    """One row: its place on the page, the boxes as typed, what it says, and what is wrong."""

    place: int
    typed: TypedSlip
    words: str = ""
    problems: tuple[SlipProblem, ...] = ()
    needs_tick: bool = False


@dataclass(frozen=True)
class OwnSlipLine:
    """A broker's own slip that another broker is to look at."""

    id: str
    words: str
    may_look: bool  # whoever entered it may not


@dataclass(frozen=True)
class SlipsPage:
    """`/work/time-bank/slips`: the rows, the total so far, and that of the paper as typed."""

    title: str
    rows: tuple[SlipRow, ...]
    boxes: tuple[tuple[str, str], ...]
    categories: tuple[tuple[int, str], ...]
    running: str
    count: str = ""
    total: str = ""
    problems: tuple[Problem, ...] = ()  # of the whole page, each leading to its row
    total_problems: tuple[Problem, ...] = ()
    own: tuple[OwnSlipLine, ...] = ()

    @property
    def every_problem(self) -> tuple[Problem, ...]:
        """All that the summary names."""
        return (*self.problems, *self.total_problems)


def typed_rows(form: Mapping[str, str]) -> tuple[TypedSlip, ...]:
    """The rows as they were sent, those that are left empty among them."""
    return tuple(typed_row(form, f"-{number}") for number in range(1, ROWS + 1))


def typed_row(form: Mapping[str, str], end: str = "") -> TypedSlip:
    """One row of a form or an address, whose boxes have names with this end."""
    number, giver, receiver, time, category, day, place = (
        clean(form.get(f"{name}{end}", ""))[:_LONGEST] for name, _ in BOXES
    )
    is_sure = form.get(f"sure{end}") == "yes"
    return TypedSlip(number, giver, receiver, time, category, day, place, is_sure)


def slips_page(
    context: Context,
    rows: Sequence[CheckedSlip],
    count: str = "",
    total: str = "",
    total_problems: Sequence[SlipProblem] = (),
    own: Sequence[OwnSlipLine] = (),
) -> SlipsPage:
    """The page with some rows; the rest of it is empty."""
    slips = [row.slip for row in rows if row.slip]
    numbers = {number for slip in slips for number in (slip.giver, slip.receiver)}
    titles = account_titles(context, numbers)
    shown = [slip_row(context, place, row, titles) for place, row in enumerate(rows, start=1)]
    shown += [SlipRow(place, TypedSlip()) for place in range(len(shown) + 1, ROWS + 1)]
    return SlipsPage(
        "Enter slips",
        tuple(shown),
        BOXES,
        tuple((place, label) for place, (_, label) in enumerate(slip_categories(context), start=1)),
        running_words(len(slips), sum(slip.minutes for slip in slips)),
        count,
        total,
        tuple(_summary(shown, rows)),
        tuple(Problem(each.field, each.message) for each in total_problems),
        tuple(own),
    )


def slip_row(context: Context, place: int, row: CheckedSlip, titles: Mapping[str, str]) -> SlipRow:
    """A row as the page shows it."""
    needs_tick = any(each.can_be_so for each in row.problems)
    return SlipRow(place, row.typed, slip_words(context, row, titles), row.problems, needs_tick)


def slip_words(context: Context, row: CheckedSlip, titles: Mapping[str, str]) -> str:
    """What a row says, with the names behind the numbers; empty when it cannot be read."""
    slip = row.slip
    if slip is None:
        return ""
    category = context.borough.words.category[slip.category].label
    names = (titles.get(each, f"Account {each}") for each in (slip.giver, slip.receiver))
    on = day_words(slip.on, context.clock.today())
    giver, receiver = names
    said = f"{giver} gave {receiver} {in_words(slip.minutes)}: {category}, {on}"
    return said if slip.place is PlaceKind.PUBLIC else f"{said}. {slip.place.label}."


def own_lines(context: Context, found: Sequence[OwnSlip], me: str) -> tuple[OwnSlipLine, ...]:
    """The brokers' own slips, in words; `me` is the id of who looks."""
    titles = account_titles(context)
    today = context.clock.today()
    return tuple(
        OwnSlipLine(
            each.transfer.id,
            f"{titles[each.transfer.givers[0]]} gave {titles[each.transfer.receivers[0]]} "
            f"{in_words(each.transfer.minutes)} on {day_words(each.transfer.done_on, today)}",
            each.by != me,
        )
        for each in found
    )


def running_words(count: int, minutes: int) -> str:
    """`3 slips, 4 h 30 min`."""
    return f"{counted(count, 'slip')}, {in_words(minutes)}"


def _summary(shown: Sequence[SlipRow], rows: Sequence[CheckedSlip]) -> list[Problem]:
    """What keeps the page from being saved, each leading to its box; ticked ones no more."""
    return [
        Problem(f"{each.field}-{row.place}", f"Row {row.place}: {each.message}")
        for row, checked in zip(shown, rows, strict=False)
        for each in row.problems
        if not (each.can_be_so and checked.typed.is_sure)
    ]

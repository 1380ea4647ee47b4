"""A statement as it stands on paper and on the screen: every figure and day in words."""

from dataclasses import dataclass

from assetmap.domain.time_bank.hours import in_words
from assetmap.services.context import Context
from assetmap.services.time_bank.statements import PrintedStatement, StatementEntry
from assetmap.web.formatting import long_date


@dataclass(frozen=True)
class PaperLine:
    """An entry: its number, the day, words, the time with its sign, and the balance after it."""

    number: int
    on: str
    words: str
    corrected: str
    time: str
    balance: str


@dataclass(frozen=True)
class StatementPaper:
    """All that stands on a statement."""

    bank: str
    phone: str
    name: str
    number: str
    address: tuple[str, ...]
    days: str
    made_on: str
    before: str  # the balance on the first day
    before_on: str
    lines: tuple[PaperLine, ...]
    balance: str
    balance_words: str
    is_large: bool


def statement_paper(
    context: Context, found: PrintedStatement, *, is_large: bool = False
) -> StatementPaper:
    """A statement in the words of the page."""
    borough, statement = context.borough, found.statement
    return StatementPaper(
        borough.time_bank_name,
        borough.time_bank.phone or borough.help.phone,
        found.title,
        found.number,
        found.address,
        f"{long_date(statement.first)} to {long_date(statement.last)}",
        long_date(context.clock.today()),
        in_words(statement.before),
        long_date(statement.first),
        tuple(_line(each) for each in found.entries),
        in_words(statement.balance),
        found.balance_words,
        is_large,
    )


def _line(entry: StatementEntry) -> PaperLine:
    return PaperLine(
        entry.number,
        long_date(entry.on),
        entry.words,
        entry.corrected,
        in_words(entry.minutes) if entry.minutes < 0 else f"+{in_words(entry.minutes)}",
        in_words(entry.balance),
    )

"""The days-and-times question: rows, times that no row can say, and lines in people's own words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from assetmap.domain.listings.proposal import Value
from assetmap.domain.text import clean
from assetmap.domain.times.schedule_text import notation, parse_rule, read_rule
from assetmap.domain.times.schedule_words import bank_holiday_words, rule_lines
from assetmap.domain.validation import Problem
from assetmap.web.forms.phrase_choices import PhraseChoice, phrase_choices
from assetmap.web.forms.questions import Choice
from assetmap.web.forms.schedule_rows import (
    MOST,
    TimeRow,
    beside_rows,
    read_row,
    rows_of,
    typed_rows,
    with_spare,
    words_of,
)
from assetmap.web.forms.values import read_lines

KEPT = "when-kept"
ALL_OTHERS = "all"  # the one box for all, where they are very many
_BOXES_MOST = 30
Form = MultiDict[str, str]


@dataclass(frozen=True)
class TimesRead:
    """What the question's answers say; `bank_holidays` where words said it among the times."""

    value: tuple[str, ...]
    bank_holidays: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class DrawnTimes:
    """The question as a page draws it. `kept` are the times that no row can say, each to untick."""

    rows: tuple[TimeRow, ...]
    words: str
    kept: tuple[Choice, ...] = ()
    ticked: tuple[str, ...] = ()
    phrases: tuple[PhraseChoice, ...] = ()


def is_answered(form: Form) -> bool:
    """Whether a form has the question at all."""
    return "when-words" in form or "when-day" in form


def read_times(form: Form, before: Value, today: date) -> TimesRead:
    """The days and times of a form, as far as they can be read, and what is wrong with the rest.

    `before` is what the listing says: what no row can show stays unless its box was unticked.
    """
    rows, wrong = _read_rows(form, today)
    words, told = _read_words(form, before)
    chosen: list[str] = []
    kept_words = [line for line in words if parse_rule(line)]
    holidays, asks = "", []
    phrases = {each.text: each for each in phrase_choices(form, _new(words, before), today)}
    for line in (line for line in words if parse_rule(line) is None):
        phrase = phrases.get(line)
        if phrase is None:
            kept_words.append(line)
        elif not phrase.was_asked:
            asks.append(Problem(phrase.name, _ask(phrase)))
        elif schedule := phrase.schedule:
            chosen += [notation(rule) for rule in schedule.rules]
            kept_words += schedule.words
            holidays = holidays or schedule.bank_holidays
        else:
            kept_words.append(line)
    value = tuple(dict.fromkeys((*rows, *_kept(form, before), *chosen, *kept_words)))
    problems = (*(Problem("when", message) for message in wrong), *told, *asks)
    return TimesRead(value, holidays, problems)


def _read_rows(form: Form, today: date) -> tuple[list[str], list[str]]:
    read, wrong = [], []
    rows = typed_rows(form)
    for row in rows[:MOST]:
        try:
            read.append(read_row(row, today))
        except ValueError as error:
            wrong.append(str(error))
    if len(rows) > MOST:
        wrong.append(f"Fill in at most {MOST} rows. Write the other times in words.")
    return read, list(dict.fromkeys(wrong))


def _read_words(form: Form, before: Value) -> tuple[list[str], list[Problem]]:
    """The lines, and a problem for each that is in our notation and cannot be."""
    lines = read_lines(clean(form.get("when-words", "")))
    read, wrong = [], []
    for line in dict.fromkeys(lines):
        try:
            read_rule(line)
        except ValueError as error:
            if line not in before:
                wrong.append(Problem("when-words", f"{error} Look at “{line[:80]}”."))
                continue
        read.append(line)
    return read, wrong


def _new(lines: Iterable[str], before: Value) -> list[str]:
    """The lines that the listing does not have as they stand."""
    return [line for line in lines if line not in before]


def _ask(phrase: PhraseChoice) -> str:
    if len(phrase.choices) > 2:
        return f"Choose what you mean by “{phrase.text[:80]}”."
    return f"Look at how we read “{phrase.text[:80]}”, and go on."


def _kept(form: Form, before: Value) -> list[str]:
    """The times that no row can say and whose boxes are ticked; all of them in a form without."""
    others = beside_rows(before)
    ticked = form.getlist(KEPT)
    if not ticked or ALL_OTHERS in ticked:
        return others
    return [
        each for each in dict.fromkeys((*others, *ticked)) if each in ticked and parse_rule(each)
    ]


def draw_times(value: Value, form: Form | None, today: date) -> DrawnTimes:
    """The question with the answers of a form that was sent, or else of the listing."""
    kept = _boxes(value)
    every = tuple(choice[0] for choice in kept)
    if form is None or not is_answered(form):
        return DrawnTimes(with_spare(rows_of(value)), "\n".join(words_of(value)), kept, every)
    lines = [line for line in _read_words(form, value)[0] if line not in value]
    return DrawnTimes(
        with_spare(typed_rows(form)[: MOST + 1], more=form.get("more") == "when"),
        clean(form.get("when-words", "")),
        kept,
        tuple(form.getlist(KEPT)) if KEPT in form else every,
        phrase_choices(form, lines, today),
    )


def _boxes(value: Value) -> tuple[Choice, ...]:
    others = beside_rows(value)
    if len(others) > _BOXES_MOST:
        return ((ALL_OTHERS, f"Keep its {len(others)} other dates", ""),)
    rules = ((each, parse_rule(each)) for each in others)
    return tuple((each, "".join(rule_lines([rule])), "") for each, rule in rules if rule)


def bank_holidays_as_words(said: str) -> str:
    """What words said of bank holidays, as words again: for a form that does not ask about them."""
    return f"Bank holidays: {bank_holiday_words(said).lower()}"

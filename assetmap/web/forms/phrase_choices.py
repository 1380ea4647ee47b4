"""What somebody wrote of days and times in words, given back as a choice before it is kept.

A phrase with one meaning is shown as it was understood, one with several with the next dates of
each, and only what was chosen is kept. What is plainly no time (`Ring for times`) needs no answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from assetmap.domain.times.rules import EveryWeeks, Rule
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import notation, parse_rule
from assetmap.domain.times.schedule_words import DAY_NAMES, bank_holiday_words, schedule_lines
from assetmap.exchange.time_phrases import Certain, Either, Reading, read_phrase
from assetmap.web.formatting import day_words
from assetmap.web.forms.questions import Choice

AS_WRITTEN = "words"
CHECK = "check-"  # before the name of a question about an answer
_DATES_SHOWN = 3
_AHEAD = 400  # days in which the next dates are looked for
_LOOKS_LIKE_A_TIME = re.compile(rf"\d|noon|\b(?:{'|'.join(DAY_NAMES)}|month|week)", re.IGNORECASE)
_AS_WRITTEN: Choice = (AS_WRITTEN, "Keep my words", "People read them, but see no next date.")


@dataclass(frozen=True)
class PhraseChoice:
    """One phrase: what it can mean, as a question with the name `name`."""

    name: str
    text: str
    legend: str
    choices: tuple[Choice, ...]
    chosen: str
    readings: tuple[tuple[str, Schedule], ...] = ()  # by the value of their choice
    was_asked: bool = False  # and this is the answer to it

    @property
    def schedule(self) -> Schedule | None:
        """What was chosen; None where the words stay."""
        return dict(self.readings).get(self.chosen)


def phrase_choices(
    form: MultiDict[str, str], lines: Sequence[str], today: date
) -> tuple[PhraseChoice, ...]:
    """The phrases among some lines about which somebody is asked, with the answers so far."""
    answers = _answers(form)
    found = [line for line in lines if parse_rule(line) is None]
    asked = ((line, reading) for line in found if (reading := _worth_asking(line, today)))
    return tuple(
        _choice(f"{CHECK}when-{number}", line, reading, answers.get(line), today)
        for number, (line, reading) in enumerate(asked, start=1)
    )


def question_of(parameter: str) -> str:
    """The question that a problem belongs to: that about an answer in words belongs to `when`."""
    return "when" if parameter.startswith((CHECK, "when-")) else parameter


def _answers(form: MultiDict[str, str]) -> dict[str, str]:
    """What was answered, by the phrase that it was about."""
    found: dict[str, str] = {}
    for name, text in form.items():
        if name.startswith(f"{CHECK}when-") and name.endswith("-of"):
            found[text] = form.get(name.removesuffix("-of"), "")
    return found


def _worth_asking(line: str, today: date) -> Reading | None:
    reading = read_phrase(line, today)
    if isinstance(reading, (Certain, Either)) or reading.hint:
        return reading
    return reading if _LOOKS_LIKE_A_TIME.search(line) else None


def _choice(
    name: str, line: str, reading: Reading, answer: str | None, today: date
) -> PhraseChoice:
    several = _readings(reading)
    readings = tuple((_value(each.schedule), each.schedule) for each in several)
    choices = tuple(_shown(each, today) for each in several)
    values = {AS_WRITTEN, *(value for value, _ in readings)}
    first = "" if len(choices) > 1 else choices[0][0] if choices else AS_WRITTEN
    return PhraseChoice(
        name,
        line,
        _legend(line, len(choices)),
        (*choices, _kept(reading) if not choices else _AS_WRITTEN),
        answer if answer in values else first,
        readings,
        was_asked=answer in values,
    )


def _readings(reading: Reading) -> tuple[Certain, ...]:
    if isinstance(reading, Either):
        return reading.readings
    return (reading,) if isinstance(reading, Certain) else ()


def _legend(line: str, meanings: int) -> str:
    if meanings > 1:
        return f"“{line}” can mean more than one thing. Which is it?"
    if meanings:
        return f"Is this what you mean by “{line}”?"
    return f"We keep “{line}” as words"


def _kept(reading: Reading) -> Choice:
    hint = "" if isinstance(reading, (Certain, Either)) else reading.hint
    more = hint or "We could not read it as days and times."
    return (AS_WRITTEN, "Keep my words", f"{more} You can also change them above.")


def _value(schedule: Schedule) -> str:
    said = " + ".join(notation(rule) for rule in schedule.rules)
    return f"{said} + bank holidays {schedule.bank_holidays}" if schedule.bank_holidays else said


def _shown(reading: Certain, today: date) -> Choice:
    schedule = reading.schedule
    label = "; ".join(schedule_lines(schedule)) + _since(schedule, today)
    if schedule.bank_holidays:
        label += f"; bank holidays: {bank_holiday_words(schedule.bank_holidays).lower()}"
    dates = next_dates(schedule.rules, today)
    said = ", ".join(day_words(on, today) for on in dates)
    hint = f"Next dates: {said}." if said else "It has no date to come."
    return (_value(schedule), label, " ".join((hint, *reading.assumed)))


def _since(schedule: Schedule, today: date) -> str:
    """From when the weeks are counted, which the words of a rule leave out."""
    firsts = [rule.first_date for rule in schedule.rules if isinstance(rule, EveryWeeks)]
    return f", from {day_words(min(firsts), today)}" if firsts else ""


def next_dates(rules: Sequence[Rule], today: date, most: int = _DATES_SHOWN) -> list[date]:
    """The next dates of some rules, from today."""
    return sorted(set(_dates(rules, today, most)))[:most]


def _dates(rules: Sequence[Rule], today: date, most: int) -> Iterator[date]:
    last = today + timedelta(days=_AHEAD)
    for rule in rules:
        yield from list(rule.dates(today, last))[:most]

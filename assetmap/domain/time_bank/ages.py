"""Who is old enough, and when the young turn 18 (TB9): no birth date is kept of anybody."""

from datetime import date

ADULT = 18  # years


def birthday(born: date, years: int) -> date:
    """The day on which somebody reaches an age; who was born on 29 February does on 1 March where
    the year has no such day, so that the rules for the young hold for a day longer.
    """
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def is_old_enough(born: date, today: date, youngest: int) -> bool:
    """Whether somebody may join who must be `youngest` years old."""
    return birthday(born, youngest) <= today


def turns_18_on(born: date, today: date) -> date | None:
    """The day that is kept of somebody young; None of an adult, of whom nothing is."""
    day = birthday(born, ADULT)
    return day if today < day else None

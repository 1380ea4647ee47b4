"""The pages on which one date of a series is cancelled, moved or put back, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.changing_dates import ComingDate
from assetmap.domain.times.rules import Rule, Weekly
from assetmap.domain.times.schedule_words import full_date, rule_lines, time_words
from assetmap.domain.validation import Problem
from assetmap.services.listings.date_changes import shows_place, usual_place
from assetmap.web.forms.date_change_form import TypedMove
from assetmap.web.forms.values import boxes_of

SHOWN, SHOWN_MORE = 8, 60  # dates of a series


@dataclass(frozen=True)
class Frame:
    """What all of these pages need: where they are, what leads out of them, and what guards them.

    `form_token` stands in the forms of an organiser's pages; those of staff carry the session's.
    """

    listing: Listing
    address: str  # of the list of dates; the others begin with it
    back: str
    today: date
    form_token: str = ""


@dataclass(frozen=True)
class DateLine:
    """One date: how it stands, and where it is cancelled, moved or put back (empty: it cannot)."""

    id: str  # `2026-03-17-1200`
    when: str
    says: str  # `Cancelled: no hall`, `Moved from Tuesday 17 March`; empty when it is on as always
    is_off: bool
    cancel_url: str
    move_url: str
    put_back_url: str


@dataclass(frozen=True)
class SeriesDates:
    """The coming dates of series that are said in one breath, and whether there are more."""

    title: str
    dates: tuple[DateLine, ...]
    has_more: bool


@dataclass(frozen=True)
class DatesPage:
    """The coming dates of a listing; `done` says what was changed just now."""

    title: str
    frame: Frame
    series: tuple[SeriesDates, ...]
    more_url: str
    done: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class DatePage:
    """The page that cancels or moves one date, with what was typed."""

    title: str
    frame: Frame
    when: str
    action: str
    problems: tuple[Problem, ...] = ()
    why: str = ""
    typed: TypedMove | None = None  # of a move
    has_place: bool = False


def dates_page(
    frame: Frame,
    coming: Sequence[ComingDate],
    *,
    more: bool = False,
    done: str = "",
    problems: tuple[Problem, ...] = (),
) -> DatesPage:
    """The page of all coming dates, some of each series, or many with `more`."""
    most = SHOWN_MORE if more else SHOWN
    groups = tuple(
        _series(frame, rules, numbers, coming, most) for rules, numbers in _groups(frame, coming)
    )
    has_more = not more and any(group.has_more for group in groups)
    return DatesPage(
        title="Cancel or move a date",
        frame=frame,
        series=groups,
        more_url=f"{frame.address}?more=yes" if has_more else "",
        done=_done_words(coming, done),
        problems=problems,
    )


def cancel_page(
    frame: Frame, coming: ComingDate, problems: tuple[Problem, ...] = (), why: str = ""
) -> DatePage:
    """The page that asks whether a date is really cancelled."""
    return DatePage(
        title=f"Cancel {full_date(coming.session.start.date())}?",
        frame=frame,
        when=_times(coming),
        action=f"{frame.address}/{date_id(coming)}/cancel",
        problems=problems,
        why=why,
    )


def move_page(
    frame: Frame,
    coming: ComingDate,
    problems: tuple[Problem, ...] = (),
    typed: TypedMove | None = None,
) -> DatePage:
    """The page of the new date, times and place, filled in with how it stands."""
    return DatePage(
        title=f"Move {full_date(coming.session.start.date())}",
        frame=frame,
        when=_times(coming),
        action=f"{frame.address}/{date_id(coming)}/move",
        problems=problems,
        typed=typed or _as_it_stands(frame.listing, coming),
        has_place=shows_place(frame.listing),
    )


def date_id(coming: ComingDate) -> str:
    """A date as addresses name it: `2026-03-17-1200`."""
    return f"{coming.on.isoformat()}-{coming.start // 60:02}{coming.start % 60:02}"


def read_date_id(text: str) -> tuple[date, int] | None:
    """The day and minute of an address, or None."""
    on, _, clock = text.rpartition("-")
    if len(clock) != len("1200") or not (clock.isascii() and clock.isdigit()):
        return None
    try:
        return date.fromisoformat(on), int(clock[:2]) * 60 + int(clock[2:])
    except ValueError:
        return None


def _as_it_stands(listing: Listing, coming: ComingDate) -> TypedMove:
    session = coming.session
    return TypedMove(
        boxes_of(session.start.date()),
        f"{session.start:%H:%M}",
        f"{session.end:%H:%M}",
        session.at or usual_place(listing, coming),
    )


def _groups(
    frame: Frame, coming: Sequence[ComingDate]
) -> list[tuple[tuple[Rule, ...], frozenset[int]]]:
    """The series in the order of the listing, those of every week at the same hours together."""
    found: dict[object, list[int]] = {}
    rules = frame.listing.schedule.rules
    for number in sorted({each.rule for each in coming}):
        rule = rules[number]
        key = (rule.hours, rule.details) if isinstance(rule, Weekly) else number
        found.setdefault(key, []).append(number)
    return [(tuple(rules[n] for n in numbers), frozenset(numbers)) for numbers in found.values()]


def _series(
    frame: Frame,
    rules: tuple[Rule, ...],
    numbers: frozenset[int],
    coming: Iterable[ComingDate],
    most: int,
) -> SeriesDates:
    dates = [each for each in coming if each.rule in numbers]
    lines = tuple(_line(frame, each) for each in dates[:most])
    return SeriesDates("; ".join(rule_lines(rules)), lines, len(dates) > most)


def _line(frame: Frame, coming: ComingDate) -> DateLine:
    at = f"{frame.address}/{date_id(coming)}"
    is_changed = coming.is_cancelled or coming.is_moved
    has_passed = coming.on < frame.today
    return DateLine(
        id=date_id(coming),
        when=f"{full_date(coming.session.start.date())}, {_times(coming)}",
        says=_says(coming),
        is_off=coming.is_cancelled,
        cancel_url="" if coming.is_cancelled else f"{at}/cancel",
        move_url="" if coming.is_cancelled else f"{at}/move",
        put_back_url=f"{at}/put-back" if is_changed and not has_passed else "",
    )


def _says(coming: ComingDate) -> str:
    why = coming.change.why if coming.change else ""
    if coming.is_cancelled:
        return f"Cancelled: {why}" if why else "Cancelled"
    if coming.is_moved:
        return f"Moved from {was}" if (was := _moved_from(coming)) else "Moved to another place"
    if coming.session.unsure:
        return f"{coming.session.unsure}: is it on? We tell people to check."
    return ""


def _moved_from(coming: ComingDate) -> str:
    """The day it was on, or the time on the same day; nothing when only its place is another."""
    at = coming.session.start
    if coming.on != at.date():
        return full_date(coming.on)
    return "" if at.hour * 60 + at.minute == coming.start else time_words(coming.start)


def _times(coming: ComingDate) -> str:
    start, end = (at.hour * 60 + at.minute for at in (coming.session.start, coming.session.end))
    place = f", at {coming.session.at}" if coming.session.at else ""
    return f"{time_words(start)} to {time_words(end)}{place}"


def _done_words(coming: Iterable[ComingDate], done: str) -> str:
    """What became of the date that was changed just now, as it stands."""
    for each in coming:
        if date_id(each) == done:
            day = full_date(each.session.start.date())
            if each.is_cancelled:
                return f"{day} is cancelled. Everyone can see it now."
            if each.is_moved:
                return f"It is moved to {day}, {_times(each)}. Everyone can see it now."
            return f"{day} is on as always. Everyone can see it now."
    return ""

"""One row's texts as a listing, or the reason why it cannot be taken in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assetmap.domain.dates import read_date
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.fields import COLUMNS, FIELDS, with_fields
from assetmap.domain.listings.listing import (
    JOIN_WORDS,
    SUMMARY_LONGEST,
    Checked,
    Kind,
    Listing,
    Precision,
    Status,
    problems,
)
from assetmap.domain.listings.location import lacks_place
from assetmap.domain.listings.safety import speaks_of_refuge
from assetmap.domain.place import Point
from assetmap.domain.text import slug
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.exchange.classification import Classification, Classifier, type_sentence
from assetmap.exchange.contact_details import read_contact, read_private
from assetmap.exchange.conversions import converted
from assetmap.exchange.hours_and_changes import with_hours_and_changes
from assetmap.exchange.incoming import Incoming, Refused
from assetmap.exchange.kind_columns import keep_to_kind
from assetmap.exchange.location import RowLocation, can_be_found, read_where
from assetmap.exchange.schedule_reading import read_schedule, readings_note
from assetmap.exchange.status_words import read_status
from assetmap.exchange.values import (
    AGE_MOST,
    CannotTake,
    read_age,
    read_moment,
    read_proofs,
    short,
    split_list,
)

NAME_LONGEST = 200
DESCRIPTION_LONGEST = 20_000
TEXT_LONGEST = 2_000  # any other cell
NO_PLACE = (
    "It has no place, so it is a draft: give a postcode, lat and lon, or a place name, or the area "
    "that it covers, or say that it is online or by phone."
)
ONLY_ADDRESS = (
    "It has only an address without a postcode, so it is a draft: give a postcode, or put it on "
    "the map with a pin."
)
_ID = re.compile(r"[\w.-]{1,100}")
# Read together with other columns, or in words of ours.
_READ_HERE = {"name", "summary", "description", "categories", "audience", "join", "access"}
_READ_BY_FIELD = ("needs_until", "closes_on", "opens_on", "capacity")
_BLANK = Listing("", Kind.GROUP, "")
_AS_WRITTEN = tuple(
    (column, field, isinstance(field.read(_BLANK), tuple))
    for column, field in COLUMNS.values()
    if field.attribute and column.name not in _READ_HERE
)


def read_row(
    texts: Mapping[str, str],
    sorter: Classifier,
    *,
    row: int,
    notes: Iterable[str] = (),
    own: bool = False,
    only_address: bool = False,
) -> Incoming | Refused:
    """A listing from clean texts by field (as `headings.row_texts` gives them).

    `own` is for rows that this program wrote: their ids and source are restored, and their words
    are kept as they stand. `notes` go in front of the notes of this row. `only_address` is as in
    `Row`.
    """
    said = list(notes)
    try:
        texts = dict(texts) if own else converted(dict(texts), said)
        _check_lengths(texts)
        sorting = sorter.sort(texts, said)
        texts = texts if own else keep_to_kind(texts, sorting.kind, said)
        found = read_where(texts, sorting.kind, said, own)
        listing = _listing(texts, sorting, found, said, own)
        if not found.precision_given:
            listing = _kept_safe(_as_area(listing) if only_address else listing, said)
        if reasons := _problems(listing):
            raise CannotTake("; ".join(reasons))
    except CannotTake as reason:
        return Refused(row, short(texts.get("name", "")), str(reason))
    return Incoming(
        *(row, listing, found.precision_given, tuple(dict.fromkeys(said))),
        status_word=texts.get("status", ""),
        kept_as_draft=() if own else _reasons_to_wait(listing, only_address),
        only_address=only_address and listing.where.point is None,
    )


def _reasons_to_wait(listing: Listing, only_address: bool) -> tuple[str, ...]:
    """Why a new row stays a draft, whatever is asked for, until a person has looked at it."""
    if not lacks_place(listing):
        return ()
    return (ONLY_ADDRESS,) if only_address and listing.where.address else (NO_PLACE,)


def _as_area(listing: Listing) -> Listing:
    """A thing on a map that nothing but its address may place: no point is ever guessed for it."""
    if can_be_found(listing.where):
        return listing
    return replace(listing, where=replace(listing.where, precision=Precision.AREA))


def _kept_safe(listing: Listing, notes: list[str]) -> Listing:
    """A refuge's address is not shown because a file says nothing of how much may be."""
    where = listing.where
    is_open = where.precision in (Precision.VENUE, Precision.APPROXIMATE)
    if not is_open or not speaks_of_refuge(listing.name, listing.categories):
        return listing
    notes.append(
        "This sounds like a refuge or a place of safety, so we do not show where it is. If "
        "everyone may know, give “venue” under precision."
    )
    return replace(listing, where=replace(where, precision=Precision.WITHHELD))


def _check_lengths(texts: Mapping[str, str]) -> None:
    longest = {"name": NAME_LONGEST, "description": DESCRIPTION_LONGEST}
    for field, text in texts.items():
        most = longest.get(field, TEXT_LONGEST)
        if len(text) > most:
            raise CannotTake(
                f"its {field.replace('_', ' ')} is {len(text):,} characters, and the most is "
                f"{most:,}"
            )


def _listing(
    texts: Mapping[str, str],
    sorting: Classification,
    found: RowLocation,
    notes: list[str],
    own: bool,
) -> Listing:
    summary, description = _summary_and_description(texts, sorting.type, notes, own)
    listing = Listing(
        id=_own_id(texts.get("id", "")) if own else "",
        kind=sorting.kind,
        name=" ".join(texts.get("name", "").split()),
        summary=summary,
        description=description,
        categories=sorting.categories,
        audience=sorting.audience,
        min_age=_age(texts, "min_age", notes),
        max_age=_age(texts, "max_age", notes),
        where=found.where,
        schedule=_schedule(texts, notes, own),
        cost=Cost(texts.get("cost", "")),
        join=_join(texts.get("join", "")),
        access=sorting.access,
        image_alts=tuple(split_list(texts.get("image_alts", ""))),
        public=read_contact(texts, notes),
        private=read_private(texts, notes),
        **_as_written(texts, own),
    )
    timed = with_hours_and_changes(listing, texts, notes, own=own)
    return _with_record(_with_days_and_numbers(timed, texts, notes), texts, notes, own)


def _with_days_and_numbers(listing: Listing, texts: Mapping[str, str], notes: list[str]) -> Listing:
    """The listing with what only its field can read; the rest is left out with a note."""
    for name in _READ_BY_FIELD:
        if text := texts.get(name, ""):
            try:
                listing = with_fields(listing, {name: text})
            except ValueError as problem:
                label = FIELDS[name].label[0].lower() + FIELDS[name].label[1:]
                notes.append(f"{problem} We left out {label}.")
    return listing


def _with_record(
    listing: Listing, texts: Mapping[str, str], notes: list[str], own: bool
) -> Listing:
    """The listing with what is said about the record rather than about the thing."""
    return replace(
        listing,
        source=texts.get("source", "") if own else "",
        source_id=texts.get("source_id" if own else "id", ""),
        status=read_status(texts.get("status", "")) or Status.DRAFT,
        merged_into=texts.get("merged_into", ""),
        checked=Checked(
            _date(texts.get("checked_on", ""), "date of the last check", notes),
            texts.get("checked_by", ""),
            texts.get("checked_how", ""),
        ),
        evidence=read_proofs(texts.get("evidence", ""), notes),
        paused_until=_date(texts.get("paused_until", ""), "end of the pause", notes)
        if own
        else None,
        created_at=_moment(texts.get("created_at", ""), notes),
        changed_at=_moment(texts.get("changed_at", ""), notes),
    )


def _as_written(texts: Mapping[str, str], own: bool) -> dict[str, Any]:
    """The attributes that a column says as they are: a text, or several."""
    return {
        field.attribute: tuple(split_list(text)) if is_several else text
        for column, field, is_several in _AS_WRITTEN
        if (text := texts.get(column.name, "")) and (own or not column.own_only)
    }


def _own_id(text: str) -> str:
    if text and not _ID.fullmatch(text):
        raise CannotTake(f"its id “{short(text)}” is not one of ours")
    return text


def _problems(listing: Listing) -> list[str]:
    """What stops it. A point still to be looked up is no problem, so one is lent for the check."""
    where = listing.where
    if where.point is None and can_be_found(where):
        return problems(replace(listing, where=replace(where, point=Point(0, 0))))
    return problems(listing)


def _summary_and_description(
    texts: Mapping[str, str], type_: str, notes: list[str], own: bool
) -> tuple[str, str]:
    summary, parts = texts.get("summary", ""), [texts.get("description", "")]
    if len(summary) > SUMMARY_LONGEST and not own:
        notes.append(
            f"The summary is longer than {SUMMARY_LONGEST} characters, so we put it into the "
            "description."
        )
        summary, parts = "", [summary, *parts]
    parts.append(type_sentence(type_))
    return summary, "\n\n".join(part for part in parts if part)


def _schedule(texts: Mapping[str, str], notes: list[str], own: bool) -> Schedule:
    text = texts.get("when", "")
    schedule = parse_schedule(split_list(text)) if own else read_schedule(text)
    if schedule.words and not own:
        kept = short("; ".join(schedule.words), 300)
        meanings = readings_note(schedule.words)
        notes.append(f"We kept the times as words: “{kept}”. {meanings}".rstrip())
    closed = (
        _date(entry, "closed date", notes) for entry in split_list(texts.get("closed_dates", ""))
    )
    return replace(
        schedule,
        terms=texts.get("terms", "") or schedule.terms,
        closed=frozenset(day for day in closed if day),
    )


def _join(text: str) -> str:
    """One of the contract's ways in however it is spelled, or the words as they are."""
    return slug(text) if slug(text) in JOIN_WORDS else text


def _age(texts: Mapping[str, str], field: str, notes: list[str]) -> int | None:
    text = texts.get(field, "")
    age = read_age(text)
    if text and age is None:
        notes.append(
            f"“{short(text)}” is not an age from 0 to {AGE_MOST}, so we left out "
            f"{field.replace('_', ' ')}."
        )
    return age


def _date(text: str, what: str, notes: list[str]) -> date | None:
    day = read_date(text) if text else None
    if text and day is None:
        notes.append(f"“{short(text)}” is not a date, so we left out the {what}.")
    return day


def _moment(text: str, notes: list[str]) -> datetime | None:
    moment = read_moment(text) if text else None
    if text and moment is None:
        notes.append(f"“{short(text)}” is not a date and time, so we left it out.")
    return moment

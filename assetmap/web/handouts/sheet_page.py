"""The pages of a sheet: put together, kept, found by a code, expired."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.handouts.sheet import KEPT_DAYS, Format, Sheet
from assetmap.domain.handouts.text_message import plain, short_dates, short_message
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.services.handouts.sheets import SheetItem
from assetmap.web.formatting import long_date
from assetmap.web.handouts.sheet_line import SheetLine, sheet_line

MY_LIST = "My list"  # what residents call a sheet, here and in the menu
FORMATS = {
    Format.A4: ("A4 page", "Everything, on as few pages as it takes"),
    Format.LARGE: ("Large print", "Letters of 18 points and more"),
    Format.EASY: ("Easy read", "A picture and a short line for each thing"),
    Format.NOTICEBOARD: ("Noticeboard", "Big letters, for a wall"),
}


@dataclass(frozen=True)
class SheetPage:
    """`/sheet/new` and `/sheet/<code>`: the items, and what can be done with them.

    `code` and the ways to take it away are empty until the sheet is kept.
    """

    title: str
    format: Format
    lines: tuple[SheetLine, ...]
    formats: tuple[tuple[str, str, str, bool], ...]  # label, hint, address, whether it is this one
    printed_on: str
    code: str = ""
    address: str = ""  # the whole address
    typed_address: str = ""  # the same as somebody types it
    until: str = ""
    square: str = ""  # SVG
    pdf_url: str = ""
    calendar_url: str = ""
    text_url: str = ""
    mail_url: str = ""
    change_url: str = ""
    token: str = ""
    near: str = ""  # as typed
    problems: tuple[Problem, ...] = ()
    kept_days: int = KEPT_DAYS
    covers: str = ""  # whom to ask about the place, in one line


@dataclass(frozen=True)
class FindSheetPage:
    """`/sheet`: where a code is typed."""

    title: str
    typed: str = ""
    problems: tuple[Problem, ...] = ()
    kept_days: int = KEPT_DAYS


@dataclass(frozen=True)
class ExpiredSheetPage:
    """A sheet whose last day has passed (410)."""

    title: str
    kept_days: int = KEPT_DAYS


@dataclass(frozen=True)
class BusyPage:
    """Too many PDFs are being made at once (503)."""

    title: str


def new_page(
    items: tuple[SheetItem, ...],
    format_: Format,
    borough: Borough,
    now: datetime,
    token: str,
    near: str = "",
    place: PlaceMatch | None = None,
    problems: tuple[Problem, ...] = (),
) -> SheetPage:
    """The page on which a sheet is put together."""
    ids = [item.id for item in items]

    def at(ids: list[str], format_: Format = format_) -> str:
        return url_for("sheet.new", id=ids, format=format_, near=near or None)

    lines = []
    for number, item in enumerate(items):
        rest = ids[:number] + ids[number + 1 :]
        up = [*rest[: number - 1], item.id, *rest[number - 1 :]] if number else []
        down = [*rest[: number + 1], item.id, *rest[number + 1 :]] if rest[number:] else []
        moves = (at(up) if up else "", at(down) if down else "", at(rest))
        lines.append(sheet_line(item, borough, now, place, moves))
    return SheetPage(
        title=MY_LIST,
        format=format_,
        lines=tuple(lines),
        formats=_formats(format_, lambda each: at(ids, each)),
        printed_on=long_date(now.date()),
        token=token,
        near=near,
        problems=problems,
    )


def kept_page(
    sheet: Sheet,
    items: tuple[SheetItem, ...],
    format_: Format,
    borough: Borough,
    now: datetime,
    site: str,
    place: PlaceMatch | None = None,
) -> SheetPage:
    """The page of a kept sheet, without the ways to take it away (see `sheet_ways`)."""
    near = place.label if place else None

    def at(each: Format) -> str:
        return url_for("sheet.kept_sheet", name=sheet.id, format=each, near=near)

    return SheetPage(
        title="What is on near here" if format_ is Format.NOTICEBOARD else MY_LIST,
        format=format_,
        lines=tuple(sheet_line(item, borough, now, place) for item in items),
        formats=_formats(format_, at),
        printed_on=long_date(now.date()),
        code=sheet.id,
        address=(address := f"{site}/sheet/{sheet.id}"),
        typed_address=address.partition("://")[2],
        until=long_date(sheet.until),
        change_url=url_for("sheet.new", id=sheet.listing_ids, format=format_, near=near),
        near=near or "",
    )


def _formats(chosen: Format, at: Callable[[Format], str]) -> tuple[tuple[str, str, str, bool], ...]:
    return tuple((label, hint, at(each), each is chosen) for each, (label, hint) in FORMATS.items())


_LONGEST_MAIL = 1_900  # characters of the link: Windows hands no more than 2,048 to a mail program


def text_address(page: SheetPage) -> str:
    """The `sms:` link with the short text, two parts at most.

    `sms:?&body=` and not `sms:?body=`: Android reads what stands after the question mark, older
    iPhones only what stands after an `&`. Spaces as `%20`, since a `+` would be shown as it is.
    """
    items = [_short_item(line) for line in page.lines if not line.is_gone]
    return f"sms:?&body={quote(short_message(items, page.address), safe='')}"


def mail_address(page: SheetPage) -> str:
    """The `mailto:` link with the sheet as text: all of it, else in short, else what fits."""
    short = ["" if line.is_gone else _short_item(line) for line in page.lines]
    link = _mail(page, [_whole_item(line) for line in page.lines])
    for count in range(len(short), -1, -1):
        if len(link) <= _LONGEST_MAIL:
            break
        rest = len(short) - count
        more = [f"+ {rest} more on the list"] if rest else []
        link = _mail(page, [*filter(None, short[:count]), *more])
    return link


def _mail(page: SheetPage, parts: list[str]) -> str:
    end = f"See it again: {page.address}\nIt can be found until {page.until}."
    body = "\n\n".join([*parts, end]).replace("\n", "\r\n")
    subject = f"{MY_LIST} {page.code}"
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _short_item(line: SheetLine) -> str:
    """Its name, when, where and the number; what the text's alphabet lacks is named by kind."""
    name = line.name if any(map(str.isalpha, plain(line.name))) else line.category
    when = line.shut or line.when.replace(" to ", "-") or line.usual.partition(";")[0]
    return ", ".join(filter(None, (name, short_dates(when), line.place, line.phone)))


def _whole_item(line: SheetLine) -> str:
    if line.is_gone:
        return "One listing that stood here is no longer listed."
    phone = f"Ring {line.phone}" + (f" ({line.whose})" if line.whose else "")
    said = (*line.notices, line.when or line.usual, line.where, *line.travel, line.cost, phone)
    return "\n".join(filter(None, (line.name, *said, line.first_visit, line.checked)))

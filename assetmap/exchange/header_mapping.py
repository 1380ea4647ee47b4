"""Which heading of a file is which of our fields, in any case, spacing and punctuation."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assetmap.domain.listings.field_type import FIRST_FORM, Column, ListingField
from assetmap.domain.listings.fields import COLUMNS
from assetmap.domain.text import clean
from assetmap.exchange.address_visibility import (
    ADDRESS_HIDDEN,
    ADDRESS_SHOWN,
    UNANSWERED,
    visibility_heading,
)
from assetmap.exchange.heading_fields import field_of, key
from assetmap.exchange.heading_names import GATHERED, INTERNAL, MAY_BE_SHOWN, TYPE
from assetmap.exchange.own_csv import MARK
from assetmap.exchange.plain_text import plain_cell
from assetmap.exchange.time_headings import WEEK, read_week_heading
from assetmap.exchange.values import says_nothing, short

# The columns of the contract, in its order.
CONTRACT = (
    *("id", "name", "kind", "summary", "description", "categories", "audience", "place"),
    *("postcode", "lat", "lon", "precision", "area_served", "when", "cost", "join", "access"),
    *("min_age", "max_age", "phone", "email", "website", "steward", "checked_on"),
)
# The columns that came after those in the form in which files were first marked, in its order.
_BESIDE = (
    *("also_known_as", "venue", "address", "terms", "closed_dates", "join_note", "languages"),
    *("first_visit", "getting_there", "time_asked", "skills", "image_alts", "checked_by"),
    *("checked_how", "evidence", "status", "merged_into", "created_at", "changed_at"),
    *("contact_name", "source", "source_id", "notice", "paused_until"),
)
_ADDED = sorted(
    (column for column, _ in COLUMNS.values() if column.since > FIRST_FORM),
    key=lambda column: column.since,
)
FIRST = (*CONTRACT, *_BESIDE)
ADDED = tuple(column.name for column in _ADDED)  # since then: they follow the mark
# Believed only in a file that this program wrote: elsewhere they mean other things, and a
# contact's name may not be for the public.
OWN = (
    *("source", "source_id"),
    *(column.name for column, _ in COLUMNS.values() if column.own_only),
)
# What other files may hold as well, beside the contract.
EXTRA = tuple(name for name in (*_BESIDE, *ADDED) if name not in OWN)
PRIVATE = ("private_phone", "private_email", "private_name")

_EXACT = {key(name): name for name in (*CONTRACT, *EXTRA, *PRIVATE)}
_OWN = {key(name): name for name in (*OWN, MARK)}


def _gathered(name: str) -> tuple[str, ...]:
    return ("when",) if name.startswith(WEEK) else GATHERED.get(name, ())


def _column(name: str) -> tuple[tuple[Column, ListingField], ...]:
    return (COLUMNS[name],) if name in COLUMNS else ()


def _shown_as(name: str) -> str:
    """How a report names what a heading was read as: `phone, email or website`."""
    if name in COLUMNS:
        return name
    if name in MAY_BE_SHOWN:
        return "what may be shown"
    *others, last = _gathered(name) or (name,)
    return f"{', '.join(others)} or {last}" if others else last


@dataclass(frozen=True)
class FileColumn:
    """One column of a file: where it stands, its heading, and our field for it."""

    position: int
    heading: str
    field: str


@dataclass(frozen=True)
class HeaderMapping:
    """The headings of a file, understood. `columns` are in the order in which they are asked."""

    all: tuple[str, ...]
    columns: tuple[FileColumn, ...]
    keys: tuple[str, ...] = ()  # the headings exactly as the file has them
    guessed_name: str = ""  # the heading taken for the name because of what its cells look like
    name_also: FileColumn | None = None  # stands behind it in the name: `Beech Road, Rivenhall`
    type_of_all: str = ""  # what the heading of the names says that each is: `Pharmacy`
    used: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what is said of every row
    own: bool = False  # whether this program wrote the file
    known_by_cells: tuple[int, ...] = ()  # positions of columns whose headings say nothing

    @property
    def guessed_by_cells(self) -> tuple[FileColumn, ...]:
        """The columns that are used because of what stands in their cells."""
        return tuple(each for each in self.columns if each.position in self.known_by_cells)

    @property
    def has_name(self) -> bool:
        """Whether any column gives the name."""
        return any(column.field == "name" for column in self.columns)

    @property
    def fields(self) -> frozenset[str]:
        """The names of FIELDS of which the file says something: of all others it says nothing."""
        found = set(GATHERED[TYPE] if self.type_of_all else ())
        for column in self.columns:
            found.update(_gathered(column.field))
            found.update(field.name for _, field in _column(column.field))
            if column.field in PRIVATE:
                found.add(column.field)
        if "when" in found and not self.own:  # in loose words they stand among the times
            found.add("bank_holidays")
        return frozenset(found)

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that we have no field for, in the file's order."""
        taken = {column.position for column in self.columns if column.field != INTERNAL}
        return tuple(heading for at, heading in enumerate(self.all) if heading and at not in taken)

    def with_column(self, position: int, name: str) -> "HeaderMapping":
        """The same, with the column at `position` read as the field `name`, after all others."""
        columns = (*self.columns, FileColumn(position, self.all[position], name))
        return replace(self, columns=columns, used=_used(columns))

    def by_content(self, position: int, name: str) -> "HeaderMapping":
        """The same with a column read as a field because of what stands in its cells."""
        known = (*self.known_by_cells, position)
        return replace(self.with_column(position, name), known_by_cells=known)

    def exchanged(self, one: str, other: str, note: str) -> "HeaderMapping":
        """The same with the columns of two fields in each other's place, which `note` says."""
        turned = {one: other, other: one}
        columns = tuple(
            replace(column, field=turned.get(column.field, column.field)) for column in self.columns
        )
        return replace(self, columns=columns, used=_used(columns), notes=(*self.notes, note))

    @property
    def kept_back(self) -> tuple[str, ...]:
        """The headings of columns that may not be meant for everyone."""
        return tuple(column.heading for column in self.columns if column.field == INTERNAL)

    def with_name(
        self, position: int, also: int | None = None, bodies: Container[int] = ()
    ) -> "HeaderMapping":
        """The same with one column as the name and, on request, another that stands behind it.

        Of the columns that were the name before, `bodies` hold who does it; the others fill gaps.
        """
        heading = self.all[position]
        others = (
            replace(each, field="organisation")
            if each.field == "name" and each.position in bodies
            else each
            for each in self.columns
            if each.position != position
        )
        columns = (FileColumn(position, heading, "name"), *others)
        return replace(
            self,
            columns=columns,
            guessed_name=heading,
            name_also=None if also is None else FileColumn(also, self.all[also], "name"),
            used=_used(columns),
        )

    def with_people(self, positions: Iterable[int]) -> "HeaderMapping":
        """The same with some columns as names of people, which only staff see."""
        gone = frozenset(positions)
        if not gone:
            return self
        people = (FileColumn(at, self.all[at], "private_name") for at in sorted(gone))
        columns = (*(each for each in self.columns if each.position not in gone), *people)
        return replace(self, columns=columns, used=_used(columns))

    def chosen(self, fields: Mapping[int, str]) -> "HeaderMapping":
        """The same with some columns as the fields that a person chose; not used when empty.

        They are asked before all others, so that no guessed column stands in their way.
        """
        if not fields:
            return self
        picked = [FileColumn(at, self.all[at], name) for at, name in fields.items() if name]
        rest = [each for each in self.columns if each.position not in fields]
        is_named = any(each.field == "name" for each in picked)
        columns = (*picked, *(each for each in rest if not is_named or each.field != "name"))
        known = tuple(at for at in self.known_by_cells if at not in fields)
        found = replace(self, columns=columns, used=_used(columns), known_by_cells=known)
        return replace(found, guessed_name="", name_also=None) if is_named else found

    def without(self, positions: Iterable[int]) -> "HeaderMapping":
        """The same with some columns not used."""
        gone = frozenset(positions)
        columns = tuple(each for each in self.columns if each.position not in gone)
        return replace(self, columns=columns, used=_used(columns)) if gone else self


def match_headings(headings: Iterable[str], own: bool = False) -> HeaderMapping:
    """The fields of `headings`; those of the contract come first, then other names for them.

    `own` is for files that this program wrote, where a few more names are believed.
    """
    keys = tuple(headings)
    every = tuple(short(clean(heading), 100) for heading in keys)
    exact = {**_EXACT, **_OWN} if own else _EXACT
    found = [(_field_of(heading, exact, own), at) for at, heading in enumerate(every)]
    columns = tuple(
        FileColumn(at, every[at], name)
        for (_, name), at in sorted(found, key=lambda each: (each[0][0], each[1]))
        if name
    )
    return HeaderMapping(every, columns, keys, used=_used(columns), own=own)


def _field_of(heading: str, exact: Mapping[str, str], own: bool) -> tuple[int, str]:
    """As `field_of`, with the columns of other people that are read by the words they have."""
    if not own and key(heading) not in exact and (name := visibility_heading(heading)):
        return 1, name
    found = field_of(heading, exact, own)
    if not own and not found[1] and read_week_heading(heading):
        return 3, f"{WEEK}{heading}"
    return found


def _used(columns: Iterable[FileColumn]) -> dict[str, str]:
    return {
        column.heading or f"Column {column.position + 1}": _shown_as(column.field)
        for column in columns
        if column.field != INTERNAL
    }


def row_texts(
    headings: HeaderMapping, cells: Sequence[str], notes: list[str], own: bool
) -> dict[str, str]:
    """One row's clean texts by field, from its cells in order; empty ones are left out.

    Of two columns for one field the first with a value wins, and the other is noted. In our own
    files a word such as `none` is a value like any other.
    """
    notes += headings.notes
    texts: dict[str, str] = {}
    for column in headings.columns:
        text = _cell(column, cells, notes, own)
        if not text and column.field in (ADDRESS_SHOWN, ADDRESS_HIDDEN):
            text = UNANSWERED
        if not text:
            continue
        if column.field == INTERNAL:
            texts[INTERNAL] = "\n".join(filter(None, (texts.get(INTERNAL, ""), text)))
        elif column.field not in texts:
            texts[column.field] = text
        elif text != texts[column.field]:
            notes.append(_second(column, text))
    if headings.type_of_all and texts:
        texts.setdefault(TYPE, headings.type_of_all)
    if headings.name_also and "name" in texts:
        text = _cell(headings.name_also, cells, notes, own)
        texts["name"] += f", {text}" if text and text not in texts["name"] else ""
    return texts


def _cell(column: FileColumn, cells: Sequence[str], notes: list[str], own: bool) -> str:
    if own:
        return clean(cells[column.position])
    text = plain_cell(column.field, cells[column.position], notes)
    return "" if says_nothing(text) else text


def _second(column: FileColumn, text: str) -> str:
    """The note on a second column for one field; what is private is not said in it."""
    begins = f"“{column.heading}” was not used, because another column gives the same thing"
    is_private = column.field in PRIVATE
    return f"{begins}." if is_private else f"{begins}: “{short(text)}”."

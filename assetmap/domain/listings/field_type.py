"""What is declared of one field of a listing: each thing once, for everything that reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from assetmap.domain.listings.listing import Kind, Listing
from assetmap.domain.listings.proposal import Value

FIRST_FORM = 2  # the version in which files of ours were first marked with one


@dataclass(frozen=True)
class Question:
    """How a form asks for a field: the control, its label, and what helps to answer.

    `control` is line, tel, email, url, age, text, lines, words, dates, radios, boxes, categories,
    times, hours, bank-holidays, changes (dates that differ), point or person (one of the staff).
    A hint may name the borough's own places: see `ExamplePlace.written_in`.
    """

    control: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Column:
    """A column of our CSV, and the property of that name in our GeoJSON.

    `since` is the version of the form that first has it: a new one counts one up, and its column
    comes after those that others know. `own_only` ones are believed in our own files alone:
    elsewhere they mean other things.
    """

    name: str
    since: int = FIRST_FORM
    own_only: bool = False


@dataclass(frozen=True)
class Fact:
    """A field among the facts of a listing's page: its label, and its place in their order."""

    label: str
    position: float


@dataclass(frozen=True, kw_only=True)
class ListingField:
    """One field. `label` is how staff read it; `write` reads a value back.

    `attribute` is set where a listing holds the value as it is, a text or several.
    `kinds` are those that are asked for it, all when empty. `searched_in` names the field of the
    index that its words go into. `is_free` marks what is typed freely, in which anybody may be
    named: it is looked through for a person. `personal` values can be erased; `private` ones are
    never public. `low_risk` ones may be changed at once by some roles; the rest go to review.
    """

    name: str
    label: str
    read: Callable[[Listing], Value]
    write: Callable[[Listing, Value], Listing] | None = None
    attribute: str = ""
    question: Question | None = None
    kinds: tuple[Kind, ...] = ()
    columns: tuple[Column, ...] = ()
    searched_in: str = ""
    fact: Fact | None = None
    is_free: bool = False
    personal: bool = False
    private: bool = False
    low_risk: bool = False


class Declared(TypedDict, total=False):
    """What any field may declare, however its value is held."""

    question: Question
    kinds: tuple[Kind, ...]
    columns: tuple[Column, ...]
    searched_in: str
    fact: Fact
    is_free: bool
    low_risk: bool

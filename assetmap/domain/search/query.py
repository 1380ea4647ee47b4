"""The one question that the page, JSON, GeoJSON, CSV and the command line all ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, make_dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from assetmap.domain.place import Box
from assetmap.domain.search.facets import FACETS

# A choice is a set of alternatives; a facet's choices must all hold. `category=a,b&category=c`
# is ((a, b), (c,)): either a or b, and also c.
Choices = tuple[tuple[str, ...], ...]

SORTS = ("best", "near", "name")
VIEWS = ("list", "map")
PER_PAGE = 20
PER_PAGE_MOST = 100
WORDS_LONGEST = 300  # characters: a long sentence; past that nobody is asking a question


if TYPE_CHECKING:

    @dataclass(frozen=True, kw_only=True)
    class _Chosen:
        """For the type checker: the facets that code names one by one."""

        category: Choices = ()
        kind: Choices = ()
        day: Choices = ()
        time: Choices = ()
        open: Choices = ()

else:
    _Chosen = make_dataclass(
        "_Chosen", [(name, Choices, ()) for name in FACETS], frozen=True, kw_only=True
    )


@dataclass(frozen=True)
class Search(_Chosen):
    """A question. `near` and `words` are as typed; `within` is miles; `age` is years.

    The choices of each of FACETS are attributes too: `Search(words="tea", day=(("tue",),))`.
    """

    words: str = ""
    near: str = ""
    within: float | None = None
    need: str = ""
    age: int | None = None
    bbox: Box | None = None
    ward: str = ""  # the code of one of today's wards
    sort: str = "best"
    view: str = "list"  # how the page shows the answer, which stays the same
    page: int = 1
    per_page: int = PER_PAGE
    older: bool = False  # also those that nobody has confirmed for a long time
    ignore: tuple[str, ...] = ()  # sorts of wishes, or concepts, that are to stay plain words
    exact: bool = False  # take the words as typed: no spelling is corrected, no place is read

    def choices(self, facet: str) -> Choices:
        """The choices of one of FACETS."""
        choices: Choices = getattr(self, facet)
        return choices

    def without_choice(self, facet: str, value: str) -> "Search":
        """The question without a value of a facet, from its first page."""
        kept = (tuple(v for v in group if v != value) for group in self.choices(facet))
        changed: dict[str, Any] = {facet: tuple(group for group in kept if group)}
        return replace(self, page=1, **changed)

    def without(self, parameter: str) -> "Search":
        """The question without one of its other parts (`words`, `near`, `bbox`...)."""
        blank: dict[str, Any] = {parameter: getattr(Search(), parameter)}
        return replace(self, page=1, **blank)

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The question as address parameters, in one fixed order; defaults are left out."""
        words = (("q", self.words), ("near", self.near), ("need", self.need))
        plain = (*words, ("ward", self.ward))
        yield from ((name, value) for name, value in plain if value)
        if self.within is not None:
            yield "within", str(self.within).removesuffix(".0")
        if self.age is not None:
            yield "age", str(self.age)
        for facet in FACETS:
            yield from ((facet, ",".join(group)) for group in self.choices(facet))
        if self.bbox is not None:
            yield "bbox", str(self.bbox)
        if self.sort != "best":
            yield "sort", self.sort
        if self.view != "list":
            yield "view", self.view
        if self.ignore:
            yield "ignore", ",".join(self.ignore)
        flags = (("older", self.older), ("exact", self.exact))
        yield from ((name, "yes") for name, is_set in flags if is_set)
        if self.page != 1:
            yield "page", str(self.page)
        if self.per_page != PER_PAGE:
            yield "per_page", str(self.per_page)

    def query_string(self) -> str:
        """The question as the part of an address behind the `?`."""
        return urlencode(list(self.parameters()))


def all_choices(choices: Choices) -> Iterable[str]:
    """Every value named in a facet's choices, once each, in order."""
    return dict.fromkeys(value for group in choices for value in group)

"""The words a borough sorts its listings by: categories, audiences, access features, needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True)
class Term:
    """A word to sort by: `slug` for addresses and files, `label` and `hint` for people."""

    slug: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Audience(Term):
    """Who a listing is for. `named` people (men, veterans) are told from everybody else of an age.

    They are spoken of by choosing one of `categories`, by the words in `say`, and by whom
    something is for (`for my husband`) where that is one of `kin`. `ages` are the least and the
    greatest in years of those who are of an age; it is empty for people of any.
    """

    named: bool = False
    categories: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()

    def is_of_age(self, years: int) -> bool:
        """Whether somebody of that age is one of them for it."""
        return bool(self.ages) and self.ages[0] <= years <= self.ages[1]


@dataclass(frozen=True)
class Category:
    """What a listing is about. Level 1 has an icon and a colour; level 2 stands `within` it.

    A `named` one is for named people, such as those of a faith. A `sensitive` one is of health,
    grief or danger: it is never given as the reason why a listing is shown to somebody.
    """

    slug: str
    label: str
    hint: str = ""
    icon: str = "map-pin"
    colour: str = "#37474f"
    within: tuple["Category", ...] = ()
    named: bool = False
    sensitive: bool = False


@dataclass(frozen=True)
class Need:
    """A picture tile: `I would like to find out about...`, answered by any of its categories.

    `picture` says what the picture shows. `advice_url` leads to more advice elsewhere, in the words
    of `advice_text`; without one the borough's own link stands in for it.
    """

    slug: str
    label: str
    hint: str
    icon: str
    categories: tuple[str, ...]
    picture: str = ""
    advice_url: str = ""
    advice_text: str = ""


@dataclass(frozen=True)
class Liking:
    """Something that a person would like: `I'd like to...`, met by any of its categories."""

    slug: str
    label: str
    icon: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All the words of one borough, each findable by its slug."""

    categories: tuple[Category, ...] = ()
    audiences: tuple[Audience, ...] = ()
    access: tuple[Term, ...] = ()
    needs: tuple[Need, ...] = field(default=())
    likings: tuple[Liking, ...] = field(default=())

    def every_category(self) -> Iterator[Category]:
        """Both levels, each parent before its children."""
        for top in self.categories:
            yield top
            yield from top.within

    @cached_property
    def category(self) -> Mapping[str, Category]:
        """Categories of both levels by slug."""
        return MappingProxyType({category.slug: category for category in self.every_category()})

    @cached_property
    def audience(self) -> Mapping[str, Audience]:
        """Audiences by slug."""
        return MappingProxyType({term.slug: term for term in self.audiences})

    @cached_property
    def access_feature(self) -> Mapping[str, Term]:
        """Access features by slug."""
        return MappingProxyType({term.slug: term for term in self.access})

    @cached_property
    def need(self) -> Mapping[str, Need]:
        """Needs by slug."""
        return MappingProxyType({need.slug: need for need in self.needs})

    @cached_property
    def liking(self) -> Mapping[str, Liking]:
        """What people would like, by slug."""
        return MappingProxyType({liking.slug: liking for liking in self.likings})

    def top(self, slug: str) -> Category:
        """The level 1 category that a slug of either level stands in. Raises KeyError."""
        return self.category[slug.partition("/")[0]]

"""One borough: its name, help lines, colours, places and words. Data, never code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.school_terms import SchoolTerms
from assetmap.domain.people.second_factor import SecondFactorRules


@dataclass(frozen=True)
class HelpLine:
    """A number people can ring, what it is for and when it is answered."""

    text: str
    phone: str
    hours: str = ""
    email: str = ""
    emergency: str = ""


@dataclass(frozen=True)
class Link:
    """An address elsewhere and the words that name it."""

    text: str
    url: str


@dataclass(frozen=True)
class AccessibilityStatement:
    """What the accessibility statement must say of itself: dates, and days until an answer."""

    written: date
    tested: date
    reply_days: int


@dataclass(frozen=True)
class NamedPlace:
    """A town, village or estate, anchored to a live postcode; aliases are other names for it."""

    name: str
    postcode: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Borough:
    """Everything that belongs to one council rather than to the program.

    `embed_hosts` are the sites that may show the result box in their own pages.
    """

    name: str
    title: str
    strapline: str
    authority_code: str
    body: str
    help: HelpLine
    worried: HelpLine
    advice: Link
    statement: AccessibilityStatement
    postcode_areas: tuple[str, ...] = ()
    whole_area_names: tuple[str, ...] = ()
    embed_hosts: tuple[str, ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    places: tuple[NamedPlace, ...] = ()
    words: Vocabulary = field(default_factory=Vocabulary)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    upkeep: UpkeepRules = field(default_factory=UpkeepRules)
    school_terms: SchoolTerms = field(default_factory=SchoolTerms)
    second_factor: SecondFactorRules = field(default_factory=SecondFactorRules)
    urgent: tuple[HelpLine, ...] = ()

    @property
    def urgent_lines(self) -> tuple[HelpLine, ...]:
        """Every number for somebody in danger, the borough's own first."""
        return (self.worried, *self.urgent)

"""One borough: its name, help lines, colours, places and words. Data, never code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assetmap.domain.borough.council import Council
from assetmap.domain.borough.danger import Danger
from assetmap.domain.borough.drawn_map import DrawnMap
from assetmap.domain.borough.example_place import ExamplePlace, example_of
from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.practices import Practice
from assetmap.domain.borough.refused_things import RefusedThings
from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.people.second_factor import SecondFactorRules
from assetmap.domain.phone import all_figures
from assetmap.domain.time_bank.rules import TimeBankRules
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.school_terms import SchoolTerms


@dataclass(frozen=True)
class Link:
    """An address elsewhere and the words that name it."""

    text: str
    url: str


@dataclass(frozen=True)
class Licence:
    """On which terms anybody may use the directory's data. `attribution` is the line to put beside
    it; empty for the usual one, which names the directory and the body.
    """

    name: str = "Open Government Licence v3.0"
    url: str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    attribution: str = ""


@dataclass(frozen=True)
class TransferPolicy:
    """How groups may take on land and buildings of the council: where it is told, whom to ask."""

    text: str
    url: str
    contact: str = ""


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

    `embed_hosts` are the sites that may show the result box in their own pages; `visits` the words
    of a session's name that tell that somebody visits a hub, such as `surgery`.
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
    landmarks: tuple[NamedPlace, ...] = ()  # stations, hospitals, schools: named to say where
    words: Vocabulary = field(default_factory=Vocabulary)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    upkeep: UpkeepRules = field(default_factory=UpkeepRules)
    short_forms: ShortForms = field(default_factory=ShortForms)
    signposts: tuple[Signpost, ...] = ()
    practices: tuple[Practice, ...] = ()
    refusals: RefusedThings = field(default_factory=RefusedThings)
    school_terms: SchoolTerms = field(default_factory=SchoolTerms)
    bank_holidays: BankHolidays = field(default_factory=BankHolidays)
    second_factor: SecondFactorRules = field(default_factory=SecondFactorRules)
    urgent: tuple[HelpLine, ...] = ()
    council: Council = field(default_factory=Council)
    buses: Link | None = None  # where buses are looked up
    visits: tuple[str, ...] = ()
    transfer_policy: TransferPolicy | None = None
    licence: Licence = field(default_factory=Licence)

    danger: Danger = field(default_factory=Danger)
    drawn_map: DrawnMap = field(default_factory=DrawnMap)
    giving: Giving = field(default_factory=Giving)
    time_bank: TimeBankRules = field(default_factory=TimeBankRules)
    # The number of each category in the LGA's list of service types, where it is in it.
    service_types: Mapping[str, int] = field(default_factory=dict)
    # Of all the files that it was read from: what was made of another is made again.
    mark: str = field(default="", compare=False)

    @property
    def calendar(self) -> BoroughCalendar:
        """Its school terms and bank holidays, without the closings of hubs."""
        return BoroughCalendar(self.school_terms, self.bank_holidays)

    @property
    def example(self) -> ExamplePlace:
        """The places that hints name as an example."""
        return example_of(self.places)

    @property
    def attribution(self) -> str:
        """The line that whoever uses the data puts beside it."""
        usual = f"{self.title}, {self.body}, licensed under the {self.licence.name}"
        return self.licence.attribution or usual

    @property
    def time_bank_name(self) -> str:
        """What its time bank is called."""
        return self.time_bank.name or f"{self.name} Time Bank"

    @property
    def pot_name(self) -> str:
        """What the time bank's pot is called."""
        return self.time_bank.pot_name or f"{self.name} Community Pot"

    def urgent_lines(self, kinds: Collection[str]) -> tuple[HelpLine, ...]:
        """Whom to ring in some kinds of danger, the fitting number first, each number once.

        The borough's own numbers come after those of the kinds, and whoever takes calls about
        somebody in trouble last; first when no kind is known.
        """
        fitting = [line for kind in self.danger.of(kinds) for line in kind.lines]
        own = [each for each in self.urgent if not each.kinds or set(each.kinds) & {*kinds}]
        if not fitting:
            return (self.worried, *own)
        numbers = {all_figures(line.phone) for line in fitting}
        # The numbers say already what to ring in an emergency.
        worried = replace(self.worried, emergency="") if "999" in numbers else self.worried
        return _each_once((*fitting, *own, worried))

    def leave_url(self, kinds: Collection[str]) -> str:
        """Where the way to leave a page about some kinds of danger leads; usually empty."""
        return (
            self.danger.leave_url if any(kind.can_leave for kind in self.danger.of(kinds)) else ""
        )


def _each_once(lines: tuple[HelpLine, ...]) -> tuple[HelpLine, ...]:
    """The lines without those whose number stands further up."""
    first: dict[str, HelpLine] = {}
    for line in lines:
        first.setdefault(all_figures(line.phone), line)
    return tuple(first.values())

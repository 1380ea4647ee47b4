"""What a question at the installation's own site leads to: an authority, a choice, or the index."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from assetmap.borough.authorities import Authority
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.search.query import WORDS_LONGEST
from assetmap.domain.search.query_reading import NEAR_LONGEST
from assetmap.domain.validation import Problem
from assetmap.search_index.schema import terms_of
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.danger import NationalDanger
from assetmap.services.installation.places import AllPlaces, PlaceHeard

MOST = 50  # listings of a question without a place


@dataclass(frozen=True)
class FoundListing:
    """A listing of some authority, with the address of its page."""

    id: str
    name: str
    summary: str
    place: str
    label: str
    authority: Authority

    @property
    def url(self) -> str:
        """The listing on its authority's own site."""
        return f"{self.authority.public_url}/listing/{quote(self.id, safe='')}"


@dataclass(frozen=True)
class FrontAnswer:
    """What a question leads to.

    `place` is the one that was named, and `urgent` whom to ring when the words tell of danger; no
    listings are shown then. `found` is None when the index was not looked in; `is_capped` when
    there are more than it gives.
    """

    words: str
    near: str
    place: PlaceHeard | None = None
    problems: tuple[Problem, ...] = ()
    urgent: tuple[HelpLine, ...] = ()
    leave_url: str = ""
    found: tuple[FoundListing, ...] | None = None
    is_capped: bool = False
    areas: int = 0  # how many were looked in

    @property
    def leads_to(self) -> Authority | None:
        """The one authority whose site has the answer."""
        whose = self.place.authorities if self.place else ()
        return whose[0] if len(whose) == 1 else None

    def address_at(self, authority: Authority, path: str = "/find") -> str:
        """Where the same question is answered at an authority's site."""
        given = {"q": self.words, "near": self.near}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{authority.public_url}{path}{'?' if query else ''}{query}"


class Front:
    """The installation's own site: every authority, the places of all, and the index of all, where
    there is one. Safe to share among threads.
    """

    def __init__(
        self,
        authorities: Mapping[str, Authority],
        places: AllPlaces,
        shipped: Borough,
        listings: AllListings | None,
    ) -> None:
        self.authorities = tuple(
            sorted(authorities.values(), key=lambda each: each.name.casefold())
        )
        self.places, self.shipped = places, shipped
        self._by_code = authorities
        self._danger = NationalDanger(shipped)
        self._listings = listings
        # Asks anything of the records, and raises StoreError when it cannot.
        self.ask_records: Callable[[], object] = lambda: None

    @property
    def has_index(self) -> bool:
        """Whether questions without a place are answered."""
        return self._listings is not None

    def prepare(self) -> None:
        """Read and open ahead of whoever asks first: a second or two where there are many."""
        self.places.read()
        if self._listings is not None:
            self._listings.index().marks()

    def answer(self, words: str, near: str) -> FrontAnswer:
        """What a question leads to: words, and a town or postcode."""
        problems = _too_long(words, near)
        words, near = words[:WORDS_LONGEST].strip(), near[:NEAR_LONGEST].strip()
        urgent, leave_url = self._danger.lines(words) if words else ((), "")
        place = self.places.named(near) if near else self.places.heard_in(words) if words else None
        if near and place is None:
            problems.append(Problem("near", _UNKNOWN_PLACE.format(near)))
        elif place and not place.is_known:
            where = "near" if near else "q"
            problems.append(Problem(where, _UNKNOWN_POSTCODE.format(place.label)))
        answer = FrontAnswer(words, near, place, tuple(problems), urgent, leave_url)
        if not words or urgent or near or place or problems:
            return answer
        return self._looked_up(answer)

    def _looked_up(self, answer: FrontAnswer) -> FrontAnswer:
        """The answer with what the index of all has."""
        if self._listings is None:
            return answer
        found = self._listings.index().search(terms_of(answer.words), MOST)
        if not found.areas:  # none has been made yet
            return answer
        hits = tuple(
            FoundListing(
                *(hit.id, hit.name, hit.summary, hit.place, next(iter(hit.labels), "")),
                self._by_code[hit.authority],
            )
            for hit in found.hits
            if hit.authority in self._by_code
        )
        return FrontAnswer(
            answer.words, answer.near, found=hits, is_capped=found.is_capped, areas=found.areas
        )


_UNKNOWN_PLACE = "We do not know a place called “{}”. Check the spelling, or give a postcode."
_UNKNOWN_POSTCODE = "There is no postcode {}. Check it, or give a town or village."


def _too_long(words: str, near: str) -> list[Problem]:
    problems = []
    if len(words) > WORDS_LONGEST:
        problems.append(Problem("q", f"Use at most {WORDS_LONGEST} characters."))
    if len(near) > NEAR_LONGEST:
        problems.append(Problem("near", f"Use at most {NEAR_LONGEST} characters."))
    return problems

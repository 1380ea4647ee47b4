"""A conversation: what somebody would like, what they must have, and where. Nothing of who."""

from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.search.facets import choices_of

MOST = 12  # cards: as many as two people can look at together, and as a sheet holds
MOST_OF_A_KIND = 6
SOON_DAYS = 7
FAR_MILES = 3.0  # an hour's walk: past that others of a kind that is nearby suit better


@dataclass(frozen=True)
class MustHave:
    """Something without which it is no use: a filter, since the person said so.

    `facet` and `values` are those of a search, and any of the values will do; or `bus`, which is
    read from the listing's words. `unsaid` ends the sentence "these do not say ...".
    """

    slug: str
    label: str
    facet: str
    values: tuple[str, ...]
    unsaid: str


MUST_HAVES = (
    MustHave("step-free", "Step-free", "access", ("step-free",), "whether they are step-free"),
    MustHave("daytime", "In the daytime", "time", ("morning", "afternoon"), "when they are on"),
    MustHave("free", "Free", "cost", ("free",), "what they cost"),
    MustHave("bus", "Near a bus", "bus", (), "whether a bus goes there"),
    MustHave("quiet", "Quiet or small group", "access", ("quiet",), "whether they are quiet"),
    MustHave(
        "dementia-friendly",
        "Dementia friendly",
        "access",
        ("dementia-friendly",),
        "whether they are dementia friendly",
    ),
    MustHave("women", "For women", "audience", ("women",), ""),
    MustHave("men", "For men", "audience", ("men",), ""),
)
MUST_HAVE = {must.slug: must for must in MUST_HAVES}


def must_haves_of(words: Vocabulary) -> tuple[MustHave, ...]:
    """Those that a borough can be asked for: its own words may be without some."""
    choices = choices_of(words)
    return tuple(
        must
        for must in MUST_HAVES
        if must.facet not in choices or set(must.values) & set(choices[must.facet])
    )


@dataclass(frozen=True)
class Conversation:
    """What was said. `near` and `words` are as typed; the rest are slugs, and a language.

    `ignore` and `exact` take the words as typed, as they do in a search.
    """

    near: str = ""
    words: str = ""
    likings: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    language: str = ""
    ignore: tuple[str, ...] = ()
    exact: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to go by."""
        return bool(self.near or self.words or self.likings or self.musts or self.language)

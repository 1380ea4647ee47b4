"""The question of a conversation in its address, and its parts as chips to take off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.handouts.conversation import MUST_HAVE, Conversation
from assetmap.domain.search.results import Understood
from assetmap.domain.validation import Problem
from assetmap.web.presenters.chips import concept_meanings
from assetmap.web.presenters.pages import Chip

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """The question of a request: what was said, what was picked, and what was wrong.

    `typed` are the fields as they were typed, also where that could not be used.
    """

    said: Conversation
    picks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_sent: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)

    def pairs(self, *, picks: tuple[str, ...] | None = None) -> Pairs:
        """The question as parameters of an address."""
        said = self.said
        chosen = self.picks if picks is None else picks
        return (
            *((name, value) for name, value in (("near", said.near), ("q", said.words)) if value),
            *self.as_typed,
            *(("like", slug) for slug in said.likings),
            *(("must", slug) for slug in said.musts),
            *((("language", said.language),) if said.language else ()),
            *((("show", "cards"),) if self.is_sent else ()),
            *(("pick", listing_id) for listing_id in chosen),
        )

    @property
    def as_typed(self) -> Pairs:
        """What takes the words, or some of them, as they were typed."""
        ignored = (("ignore", ",".join(self.said.ignore)),) if self.said.ignore else ()
        return (*ignored, *((("exact", "yes"),) if self.said.exact else ()))


def url(path: str, pairs: Pairs) -> str:
    """An address with its parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def chips_of(
    path: str, asked: Asked, words: Vocabulary, understood: Understood
) -> tuple[Chip, ...]:
    """What was said, each part with the address of the page without it."""
    return tuple(
        Chip(label, url(path, replace(asked, said=without).pairs()))
        for label, without in (
            *_typed(asked.said, understood),
            *_chosen(asked.said, words),
        )
    )


def ruled_out(path: str, asked: Asked, counts: tuple[tuple[str, int], ...]) -> tuple[Chip, ...]:
    """How many more there would be without each must-have, with the address of that page."""
    found = []
    for slug, count in counts:
        said = asked.said
        label, without = (
            (MUST_HAVE[slug].label, replace(said, musts=_but(said.musts, slug)))
            if slug in MUST_HAVE
            else (f"In {said.language}", replace(said, language=""))
        )
        words = f"{count} more if you take off “{label}”"
        found.append(Chip(words, url(path, replace(asked, said=without).pairs())))
    return tuple(found)


def meant_of(path: str, asked: Asked, understood: Understood) -> tuple[Chip, ...]:
    """What was read out of the words, each with the address of the page that takes it as typed."""
    return tuple(
        Chip(label, url(path, _ignoring(asked, names).pairs()))
        for label, names in concept_meanings(understood)
    )


def exact_url(path: str, asked: Asked) -> str:
    """The page for the words in the very spelling that was typed."""
    return url(path, replace(asked, said=replace(asked.said, exact=True)).pairs())


def _typed(said: Conversation, understood: Understood) -> Iterator[tuple[str, Conversation]]:
    """The place and the words: a place that stands in the words has a chip of its own."""
    place = understood.place
    if said.near:
        yield f"Near {place.label if place else said.near}", replace(said, near="")
    elif place:
        yield f"Near {place.label}", replace(said, words=understood.said)
    if understood.place_in_words and place:
        if understood.said:
            yield f"“{understood.said}”", replace(said, words=understood.place_in_words)
    elif said.words:
        yield f"“{said.words}”", replace(said, words="", ignore=(), exact=False)
    if said.ignore:
        yield "Some words just as typed", replace(said, ignore=())


def _chosen(said: Conversation, words: Vocabulary) -> Iterator[tuple[str, Conversation]]:
    for slug in said.likings:
        yield words.liking[slug].label, replace(said, likings=_but(said.likings, slug))
    for slug in said.musts:
        yield MUST_HAVE[slug].label, replace(said, musts=_but(said.musts, slug))
    if said.language:
        yield f"In {said.language}", replace(said, language="")


def _but(slugs: tuple[str, ...], taken_off: str) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug != taken_off)


def _ignoring(asked: Asked, names: tuple[str, ...]) -> Asked:
    ignore = tuple(dict.fromkeys((*asked.said.ignore, *names)))
    return replace(asked, said=replace(asked.said, ignore=ignore))

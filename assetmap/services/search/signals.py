"""What speaks for and against every listing, once a question is read: by words and meaning, by
name, by whom it is for, by when it is on, and by what is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.results import Match
from assetmap.search_index.name_index import never
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search import roles
from assetmap.services.search.audience import for_others
from assetmap.services.search.boosts import boosts
from assetmap.services.search.matching import Matched, match
from assetmap.services.search.name_matching import NameMatch, match_names
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.refusable import thing_book
from assetmap.services.search.refused import PUSHED_DOWN, loss_of_likely, lying_in, refused
from assetmap.services.search.subjects import only_besides
from assetmap.services.search.timing import Timing, timing_of
from assetmap.services.search.urgent import helping

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Signals:
    """Of every listing of the snapshot, in its order.

    `unwanted` are refused. `wanted` are roles for who wants to give, `left_out` roles that nobody
    asked for. `besides` are mainly about something other than what was chosen without words.
    `for_others` is what each loses by being for named people that nobody spoke of. `relevance` is
    by words and meaning alone, `scores` all together. `soonest` orders the answer to a question for
    a time and nothing else.
    """

    matched: Matched
    names: NameMatch
    unwanted: Mask
    wanted: Mask
    left_out: Mask
    besides: Mask
    for_others: Numbers
    relevance: Numbers
    scores: Numbers
    timing: Timing | None
    soonest: NDArray[np.int32] | None

    @property
    def found(self) -> Mask:
        """The listings that answer at all."""
        return self.matched.mask | self.names.answers | self.wanted

    def named(self, query: ParsedQuery) -> Mask:
        """The listings asked for by their name; without a place, by words of it: `Saturday`."""
        return self.names.asked_for if query.place else self.names.answers

    def judged(self, query: ParsedQuery, selected: Mask) -> Match:
        """How well the selected listings answer; roles are what who wants to give asks for."""
        has_words = bool(query.search.words.strip()) and not query.is_browsing
        # In danger what helps is an answer, however it was said.
        return self.matched.evidence.judged(
            *(selected, self.names.answers | self.wanted),
            has_words=has_words and not query.is_urgent,
        )


def _slips(book: PhraseBook, cached: CacheState) -> Callable[[str], bool]:
    """Tells of a word whether no listing and no everyday phrase uses it: `choir` is no `chair`."""
    known = book.words

    def may_be_slip(word: str) -> bool:
        return word not in known and not any(map(cached.text.has, terms_of(word)))

    return may_be_slip


def signals_of(
    context: Context, cached: CacheState, query: ParsedQuery, book: PhraseBook
) -> Signals:
    """How every listing fits what was understood of a question's words."""
    search, snapshot, borough = query.search, cached.snapshot, context.borough
    meaning = None if search.exact else context.embeddings
    matched = match(cached, query.understood, book, meaning)
    names = match_names(
        *(snapshot, query.named, query.words),
        has_place=query.place is not None,
        may_be_slip=never if search.exact else _slips(book, cached),
    )
    things = thing_book(borough.refusals, snapshot.words)
    unwanted = refused(cached, query, things) | lying_in(cached, query, context.gazetteer.places)
    unwanted &= ~names.whole
    every = roles.roles_of(snapshot)
    wanted = every & query.wants_to_give
    relevance = matched.scores + roles.WANTED * wanted
    loss = for_others(
        *(snapshot, search, query.understood, names.asked_for), by_meaning=matched.is_by_meaning
    )
    scores = relevance + boosts(snapshot, query.preferences) + names.bonus - loss
    scores = scores + helping(snapshot, borough, query.understood)
    scores = scores - loss_of_likely(cached, query, meaning)
    now = context.clock.now()
    timing = timing_of(snapshot, query.preferences, now)
    soonest = None
    if timing and query.is_browsing and query.place is None:
        # `Saturday` asks for what is on then, and for Saturday Dads before it.
        soonest = np.where(names.answers, -1, timing.soonest(snapshot, now))
    return Signals(
        *(matched, names, unwanted, wanted),
        left_out=every & ~wanted & ~roles.asked_for(snapshot, query, borough.giving, names),
        besides=only_besides(snapshot, search, has_words=not query.is_browsing),
        for_others=loss,
        relevance=relevance,
        scores=roles.behind_namesakes(scores, every & ~wanted, names) - PUSHED_DOWN * unwanted,
        timing=timing,
        soonest=soonest,
    )

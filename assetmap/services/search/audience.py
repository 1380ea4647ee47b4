"""Whom listings are for: what is for named people stands below what is for everybody.

A question that speaks of nobody in particular is answered by what anybody may come to first. A
group for men, for those who served, for a faith, for people with a condition fits such a question
less, by how much of what it says of whom it is for names them: all of it for `men`, half for
`LGBTQ+, adults`, nothing where `everyone` is among it. Once somebody has spoken of the people, in
words, by a filter, by an age or by whom it is for, their groups fit as well as any.

The share counts squared: a list of people beside an age is often a list of who is welcome (`older,
disabled`), and only somebody named alone is sure to be meant alone.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.vocabulary import Audience, Vocabulary
from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.results import Understood
from assetmap.domain.text import fold
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Mask, Snapshot

Numbers = NDArray[np.float64]

# What a listing for named people alone loses: about as much as a word or a check and some of the
# way to go are worth, and less than a subject that was heard, so it stays above what fits worse.
NAMED = 0.4
NAMED_BY_MEANING = 0.8  # with a model, whose own signals are further apart
EVERYONE = "everyone"


def for_others(
    snapshot: Snapshot,
    search: Search,
    understood: Understood,
    asked_for: Mask,
    *,
    by_meaning: bool = False,
) -> Numbers:
    """What each listing's score loses by being for named people that nobody spoke of.

    Those `asked_for` by their name lose nothing.
    """
    spoken = frozenset(x.slug for x in _spoken_of(snapshot, search, understood) if x.named)
    named = _named_categories(snapshot, search, understood)
    share = _share(snapshot, spoken, named)
    worth = NAMED_BY_MEANING if by_meaning else NAMED
    everybody = snapshot.column("audience").having(EVERYONE)
    losses: Numbers = worth * np.where(everybody | asked_for, 0.0, share)
    return losses


_SHARES_KEPT = 8
_Key = tuple[frozenset[str], tuple[str, ...]]


@per_generation
def _shares_kept(_: Snapshot) -> dict[_Key, Numbers]:
    """Shares by whom is spoken of: of most questions nobody, so that they share one."""
    return {}


def _share(snapshot: Snapshot, spoken: frozenset[str], named: tuple[str, ...]) -> Numbers:
    """How far each listing is for named people alone: some are `spoken` of, and some categories
    for named people are what the question is not about.
    """
    kept = _shares_kept(snapshot)
    found = kept.get((spoken, named))
    if found is None:
        if len(kept) >= _SHARES_KEPT:
            kept.clear()
        found = kept[spoken, named] = _worked_out(snapshot, spoken, named)
    return found


def _worked_out(snapshot: Snapshot, spoken: frozenset[str], categories: Iterable[str]) -> Numbers:
    column = snapshot.column("audience")
    named = [
        slug
        for slug, audience in snapshot.words.audience.items()
        if audience.named and slug not in spoken and slug in column.values
    ]
    unspoken = column.has[:, [column.index(slug) for slug in named]].sum(axis=1)
    share = (unspoken / np.maximum(column.has.sum(axis=1), 1)) ** 2
    # Who is of a faith or a culture is spoken of too where others whom the listing names are.
    spoken_columns = [column.index(slug) for slug in spoken if slug in column.values]
    is_spoken_of = column.has[:, spoken_columns].any(axis=1)
    mask = np.zeros(len(snapshot), bool)
    for slug in categories:
        mask |= snapshot.column("category").having(slug)
    shares: Numbers = np.maximum(share, ~is_spoken_of & mask)
    return shares


def _named_categories(
    snapshot: Snapshot, search: Search, understood: Understood
) -> tuple[str, ...]:
    """The categories for named people that the question is not about."""
    about = {*_categories(snapshot, search, understood)}
    return tuple(
        category.slug
        for category in snapshot.words.every_category()
        if category.named and about.isdisjoint((category.slug, category.slug.partition("/")[0]))
    )


def _spoken_of(snapshot: Snapshot, search: Search, understood: Understood) -> Iterator[Audience]:
    """The audiences that a question speaks of."""
    words = set(fold(understood.words).split())
    kin = {each for phrase in _kin_phrases(understood) for each in fold(phrase).split()}
    heard = {slug for match in understood.matches for slug in match.concept.audience}
    chosen = {*all_choices(search.choices("audience")), *heard}
    about = tuple(_categories(snapshot, search, understood))
    ages = _ages(understood)
    for audience in snapshot.words.audiences:
        if (
            audience.slug in chosen
            or not words.isdisjoint(audience.say)
            or not kin.isdisjoint(audience.kin)
            or any(_is_about(slug, audience.categories) for slug in about)
            or any(map(audience.is_of_age, ages))
        ):
            yield audience


def _categories(snapshot: Snapshot, search: Search, understood: Understood) -> Iterator[str]:
    """The categories that a question is about: heard, chosen, or of its tile."""
    yield from (slug for match in understood.matches for slug in match.concept.categories)
    yield from all_choices(search.category)
    need = snapshot.words.need.get(search.need)
    yield from need.categories if need else ()


def _is_about(category: str, those: Iterable[str]) -> bool:
    return any(category == each or category.startswith(f"{each}/") for each in those)


def _kin_phrases(understood: Understood) -> Iterator[str]:
    return (each.phrase for each in understood.preferences if each.sort is PreferenceKind.KIN)


def _ages(understood: Understood) -> tuple[int, ...]:
    said = (each for each in understood.preferences if each.sort is PreferenceKind.AGE)
    return tuple(int(each.values[0]) for each in said)


def rules(words: Vocabulary) -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to put groups for named people below."""
    return {
        "worth": NAMED,
        "everyone": EVERYONE,
        "named": {
            each.slug: [list(each.categories), list(each.say), list(each.kin)]
            for each in words.audiences
            if each.named
        },
        "ages": {each.slug: list(each.ages) for each in words.audiences if each.ages},
        "categories": [each.slug for each in words.every_category() if each.named],
    }

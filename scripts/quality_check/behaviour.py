"""What the search does beside ranking: says that nothing fits, hears danger, keeps good words,
leaves out what is refused, knows who comes to a town, and gives no roles to askers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer, Match, Reach, Understood
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from scripts.quality_check.own_sets import Item, items

_FRONT = 3


@dataclass(frozen=True)
class Count:
    """Of how many questions so many went wrong, and which."""

    what: str
    wrong: tuple[str, ...]
    of: int


def counts(context: Context, split: str) -> list[Count]:
    """Every figure, on the questions of one split."""

    def ask(item: Item) -> Answer:
        return answer(context, Search(words=item.text))

    def is_urgent(item: Item) -> bool:
        return ask(item).understood.is_urgent

    in_danger, others = _parted(context, _sentences(split))
    ordinary = (*others, *items("ordinary", split))
    return [
        *_of_match(split, ask),
        _elsewhere(context, items("towns", split)),
        _count("danger missed", (*items("danger", split), *in_danger), lambda x: not is_urgent(x)),
        _count("danger heard in harmless words", items("harmless", split), is_urgent),
        _count("danger heard in ordinary sentences", ordinary, is_urgent),
        _count(
            "good words bent",
            items("unbent_words", split),
            lambda x: bool(ask(x).understood.correction),
        ),
        *_of_refusals(split, ask),
        _count(
            "a role given to who asks for help", items("askers", split), lambda x: _role(ask(x))
        ),
        _count(
            "no role for who wants to give", items("givers", split), lambda x: not _role(ask(x))
        ),
    ]


def _sentences(split: str) -> tuple[Item, ...]:
    """The sentences in which danger is listened for: those of `test` have been read for it."""
    if split == "test":
        return ()
    return items("sentences", "test" if split == "dev3" else split)


def _parted(
    context: Context, sentences: Sequence[Item]
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The sentences that tell of danger, and the others.

    One whose best answer is a listing with which the numbers stand in any case (see `listed` in
    danger.toml) was written by somebody in danger: to hear it is right, and not to hear it a miss.
    """
    rows = context.directory_cache.current().snapshot.rows
    listed = {slug for kind in context.borough.danger.kinds for slug in kind.listed}
    dangerous = {
        row.listing.shown.id for row in rows if not listed.isdisjoint(row.listing.shown.categories)
    }
    told = [not dangerous.isdisjoint(each.best) for each in sentences]
    pairs = tuple(zip(sentences, told, strict=True))
    return tuple(x for x, is_told in pairs if is_told), tuple(
        x for x, is_told in pairs if not is_told
    )


def _of_match(split: str, ask: Callable[[Item], Answer]) -> list[Count]:
    no_fit, answerable = items("no_fit", split), items("answerable", split)
    return [
        _count("nothing fits, and it is not told", no_fit, lambda x: ask(x).match is Match.GOOD),
        _count(
            "nothing fits, and only doubt is told", no_fit, lambda x: ask(x).match is Match.WEAK
        ),
        _count(
            *("answerable, and called weak or none", answerable),
            lambda x: ask(x).match is not Match.GOOD,
        ),
    ]


def _of_refusals(split: str, ask: Callable[[Item], Answer]) -> list[Count]:
    return [
        _count(
            "what is refused in the first three",
            items("refusals", split),
            lambda x: not set(_front(ask(x))).isdisjoint(x.refused),
        ),
        _count(
            "said in a roundabout way, and in the first three",
            items("roundabout_refusals", split),
            lambda x: not set(_front(ask(x))).isdisjoint(x.refused),
        ),
        _count(
            "a refusal that is not heard",
            items("heard_refusals", split),
            lambda x: not _is_told_of_refusing(ask(x).understood),
        ),
        _count(
            "a refusal read where there is none",
            items("refusal_guards", split),
            lambda x: bool(ask(x).understood.refusals),
        ),
    ]


def _count(what: str, asked: Sequence[Item], is_wrong: Callable[[Item], bool]) -> Count:
    return Count(what, tuple(item.text for item in asked if is_wrong(item)), len(asked))


def _is_told_of_refusing(understood: Understood) -> bool:
    """Whether a chip says what is refused: a thing, or a day (`Not at the weekend`)."""
    days = (each.label.startswith("Not ") for each in understood.preferences)
    return bool(understood.refusals) or any(days)


def _elsewhere(context: Context, asked: Iterable[Item]) -> Count:
    """Of the first two results of each question with a town, those that do not come there."""
    total, wrong = 0, []
    for item in asked:
        for hit in answer(context, Search(words=item.text)).hits[:2]:
            total += 1
            if hit.reach is Reach.ELSEWHERE:
                wrong.append(f"{item.text}: {hit.listing.shown.name}")
    return Count("of the first two, those that do not come to the town", tuple(wrong), total)


def _front(found: Answer) -> list[str]:
    return [hit.listing.shown.id for hit in found.hits[:_FRONT]]


def _role(found: Answer) -> bool:
    kinds: Iterable[Kind] = (hit.listing.shown.kind for hit in found.hits[:_FRONT])
    return Kind.VOLUNTEERING_ROLE in kinds

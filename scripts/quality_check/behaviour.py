"""What the search does beside ranking: says that nothing fits, hears danger, leaves out what is
refused, keeps good words, knows who comes to a town, and gives no roles to who asks for help.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer, Match, Reach
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from scripts.quality_check.own_sets import Item, items

_FRONT = 3


@dataclass(frozen=True)
class Count:
    """One figure: of how many questions so many did it, and which ones did not behave."""

    what: str
    count: int
    of: int
    wrong: tuple[str, ...]


def counts(context: Context, split: str) -> list[Count]:
    """Every figure, on the questions of one split."""

    def ask(item: Item) -> Answer:
        return answer(context, Search(words=item.text))

    found = [
        _told("no fit told", items("no_fit", split), lambda x: ask(x).match is Match.NONE),
        _fault(
            "answerable called weak or none",
            items("answerable", split),
            lambda x: ask(x).match is not Match.GOOD,
        ),
        _fault(
            "danger missed",
            items("danger", split),
            lambda x: not ask(x).understood.is_urgent,
        ),
        _fault("false danger", items("harmless", split), lambda x: ask(x).understood.is_urgent),
        _fault(
            "false danger, ordinary sentences",
            items("sentences", split),
            lambda x: ask(x).understood.is_urgent,
        ),
        _fault("refused in front", items("refusals", split), lambda x: _refused(ask(x), x)),
        _fault("guards misread", items("refusal_guards", split), lambda x: _misread(ask(x), x)),
        _fault(
            "good words bent",
            items("unbent_words", split),
            lambda x: bool(ask(x).understood.correction),
        ),
        _fault(
            "roles given to askers",
            items("askers", split),
            lambda x: _has_role(_front(ask(x))),
        ),
        _fault(
            "givers without a role",
            items("givers", split),
            lambda x: not _has_role(_front(ask(x))),
        ),
    ]
    return [*found, _elsewhere(context, items("towns", split))]


def _told(what: str, asked: Sequence[Item], did: Callable[[Item], bool]) -> Count:
    wrong = tuple(item.text for item in asked if not did(item))
    return Count(what, len(asked) - len(wrong), len(asked), wrong)


def _fault(what: str, asked: Sequence[Item], did: Callable[[Item], bool]) -> Count:
    wrong = tuple(item.text for item in asked if did(item))
    return Count(what, len(wrong), len(asked), wrong)


def _elsewhere(context: Context, asked: Iterable[Item]) -> Count:
    """Of the first two results of each question with a town, those that do not come there."""
    total, wrong = 0, []
    for item in asked:
        for hit in answer(context, Search(words=item.text)).hits[:2]:
            total += 1
            if hit.reach is Reach.ELSEWHERE:
                wrong.append(f"{item.text}: {hit.listing.shown.name}")
    return Count("first two that do not come", len(wrong), total, tuple(wrong))


def _front(found: Answer) -> list[str]:
    return [hit.listing.shown.id for hit in found.hits[:_FRONT]]


def _refused(found: Answer, item: Item) -> bool:
    return not set(_front(found)).isdisjoint(item.refused)


def _misread(found: Answer, item: Item) -> bool:
    """A guard phrase that was read as a refusal, or that finds nothing that helps."""
    first = {hit.listing.shown.id for hit in found.hits[:5]}
    return bool(found.understood.refusals) or first.isdisjoint(item.relevant)


def _has_role(ids: Iterable[str]) -> bool:
    return any(each in _ROLES for each in ids)


_ROLES: set[str] = set()


def know_roles(ids: Iterable[str]) -> None:
    """Which listings are volunteering roles."""
    _ROLES.update(ids)

"""The filters beside the results, each with the values that lead somewhere."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.facets import FACETS, Facet
from assetmap.domain.search.query import all_choices
from assetmap.domain.search.results import Answer, FacetValue
from assetmap.web.presenters.filter_groups import Choice, Filter

_ON_THE_PAGE = sorted(FACETS.values(), key=lambda facet: facet.place)


def filters_of(answer: Answer, borough: Borough) -> tuple[Filter, ...]:
    """Every filter with the values that lead somewhere; one that offers nothing is left out."""
    return tuple(
        Filter(
            facet.name,
            facet.label,
            facet.is_many,
            _many_of(facet, answer) if facet.is_many else _one_of(facet, answer, borough),
        )
        for facet in _ON_THE_PAGE
        if answer.facets[facet.name] and _is_asked(facet, answer)
    )


def _is_asked(facet: Facet, answer: Answer) -> bool:
    """Whether the page offers a filter: one of ways to give where those are sought, one of other
    kinds alone where they are most of the list.
    """
    if not facet.of_kinds or answer.search.choices(facet.name):
        return True
    if not _worth(answer.facets[facet.name]):
        return False
    kinds = set(map(str, facet.of_kinds))
    chosen = set(all_choices(answer.search.kind))
    if chosen:
        return chosen <= kinds
    if all(kind.rules.gives_time for kind in facet.of_kinds):
        return answer.asks_to_give
    found = sum(value.count for value in answer.facets["kind"] if value.value in kinds)
    return found * 2 > sum(value.count for value in answer.facets["kind"])


def _many_of(facet: Facet, answer: Answer) -> tuple[Choice, ...]:
    return tuple(_choice(value) for value in _worth(answer.facets[facet.name]))


def _one_of(facet: Facet, answer: Answer, borough: Borough) -> tuple[Choice, ...]:
    """`Any`, then the values; a question from elsewhere that chose several keeps them as one."""
    groups = answer.search.choices(facet.name)
    values = tuple(
        _choice(value, borough.words.top(value.value).label if facet.has_levels else "")
        for value in _worth(answer.facets[facet.name])
    )
    anything = Choice("", "Any", None, not groups)
    if len(groups) <= 1 and all(len(group) == 1 for group in groups):
        return (anything, *values)
    chosen = [value for value in answer.facets[facet.name] if value.selected]
    several = Choice(
        ",".join(value.value for value in chosen),
        " or ".join(value.label for value in chosen),
        None,
        selected=True,
    )
    return (anything, *(replace(value, selected=False) for value in values), several)


def _worth(values: tuple[FacetValue, ...]) -> list[FacetValue]:
    """Values that lead somewhere; a chosen one is always shown."""
    return [value for value in values if value.count or value.selected]


def _choice(value: FacetValue, group: str = "") -> Choice:
    return Choice(value.value, value.label, value.count, value.selected, group)

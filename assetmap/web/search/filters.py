"""The form's filters: each value with its count."""

from dataclasses import replace

from assetmap.domain.answer import Answer, FacetValue
from assetmap.domain.borough import Borough
from assetmap.web.pages import Choice, Filter

_ONE = (
    ("category", "What it is about"),
    ("day", "Day"),
    ("time", "Time of day"),
    ("cost", "Cost"),
    ("kind", "Kind of listing"),
)
_MANY = (("access", "Access"), ("audience", "Who it is for"))


def filters_of(answer: Answer, borough: Borough) -> tuple[Filter, ...]:
    """Every filter with the values that lead somewhere."""
    one = [Filter(name, label, False, _one_of(name, answer, borough)) for name, label in _ONE]
    many = [
        Filter(name, label, True, tuple(_choice(value) for value in _worth(answer.facets[name])))
        for name, label in _MANY
    ]
    return (*one, *many)


def _one_of(name: str, answer: Answer, borough: Borough) -> tuple[Choice, ...]:
    """`Any`, then the values; a question from elsewhere that chose several keeps them as one."""
    groups = answer.search.choices(name)
    values = tuple(
        _choice(value, borough.words.top(value.value).label if name == "category" else "")
        for value in _worth(answer.facets[name])
    )
    anything = Choice("", "Any", None, not groups)
    if len(groups) <= 1 and all(len(group) == 1 for group in groups):
        return (anything, *values)
    chosen = [value for value in answer.facets[name] if value.selected]
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

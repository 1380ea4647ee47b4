"""A new entry of a list in the borough's file, made of the answers of its form."""

from collections.abc import Mapping
from typing import Any

from assetmap.borough.editing import Path, value_at
from assetmap.domain.text import slug
from assetmap.web.borough.questions import Entries


def new_entry(
    entries: Entries, values: Mapping[Path, Any], content: Mapping[str, Any], at: Path
) -> dict[str, Any]:
    """A new entry, its slug made of what it is called."""
    entry: dict[str, Any] = {}
    if entries.slug:
        named = values.get((entries.title,)) or next(iter(values.values()))
        taken = {each.get(entries.slug) for each in value_at(content, at) or ()}
        above = value_at(content, at[:-1]) if len(at) > 1 else {}
        made = slug(str(named), 32) or slug(entries.one)  # of other letters than ours none is left
        entry[entries.slug] = _free_slug(made, above.get(entries.slug, ""), taken)
    for path, value in values.items():
        table = entry
        for step in path[:-1]:
            table = table.setdefault(str(step), {}) if value is not None else table
        if value is not None:
            table[str(path[-1])] = value
    return entry


def _free_slug(own: str, above: str, taken: set[str]) -> str:
    made = f"{above}/{own}" if above else own
    numbers = (f"{made}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (made, *numbers) if each not in taken)

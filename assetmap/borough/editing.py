"""Changes what one of the borough's files says, and keeps its comments where that can be done.

A place in a file is a path: names of tables and keys, and numbers in lists, such as
`("need", 2, "label")`.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tomli
import tomlkit

Path = tuple[str | int, ...]


def content_of(text: str) -> dict[str, Any]:
    """What the file says, as plain values. Raises ValueError when it is no TOML."""
    return tomli.loads(text)


def value_at(content: Any, path: Path) -> Any:
    """The value at a path; None when there is none."""
    for step in path:
        if isinstance(step, int):
            if not isinstance(content, Sequence) or not 0 <= step < len(content):
                return None
        elif not isinstance(content, Mapping) or step not in content:
            return None
        content = content[step]
    return content


def with_values(text: str, at: Path, values: Mapping[Path, Any]) -> str:
    """The file with other values beneath `at`; a None takes the key out, and a table left empty.

    Raises LookupError when there is nothing at `at`, ValueError when the file is no TOML.
    """

    def change(content: Any) -> None:
        for path, value in values.items():
            _put(_stepped(content, at), path, value)

    return _changed(text, change)


def with_entry(text: str, at: Path, entry: Mapping[str, Any]) -> str:
    """The file with one more entry at the end of the list at `at`."""

    def change(content: Any) -> None:
        above, name = _stepped(content, at[:-1]), at[-1]
        entries = value_at(content, at)
        if entries:
            entries.append(entry)
        elif isinstance(above, tomlkit.items.Table | tomlkit.TOMLDocument):
            above.pop(str(name), None)
            tables = tomlkit.aot()
            tables.append(tomlkit.item(dict(entry)))
            above.append(str(name), tables)
        else:
            above[name] = [entry]

    return _changed(text, change)


def without_entry(text: str, at: Path) -> str:
    """The file without the entry at `at`, whose last step is its number."""
    return _changed(text, lambda content: _stepped(content, at[:-1]).__delitem__(at[-1]))


def moved_entry(text: str, at: Path, by: int) -> str:
    """The file with the entry at `at` so many places further down; at an end it stays."""

    def change(content: Any) -> None:
        entries, number = _stepped(content, at[:-1]), int(at[-1])
        to = min(max(number + by, 0), len(entries) - 1)
        order = list(range(len(entries)))
        order.insert(to, order.pop(number))
        whole = [copy.deepcopy(entries[each]) for each in order]
        for place, entry in enumerate(whole):
            entries[place] = entry

    return _changed(text, change)


def _changed(text: str, change: Callable[[Any], None]) -> str:
    """The text after `change`, with its comments unless the library gets a list of tables wrong."""
    wanted = content_of(text)
    change(wanted)
    try:
        document = tomlkit.parse(text)
        change(document)
        kept = tomlkit.dumps(document)
        if content_of(kept) == wanted:
            return kept
    except Exception:  # noqa: S110 - of the library, in an edit that the plain one has passed
        pass
    return _head(text) + tomlkit.dumps(wanted)


def _head(text: str) -> str:
    """The comments that a file begins with."""
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join((*lines[:end], "\n")) if end else ""


def _stepped(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


def _put(table: Any, path: Path, value: Any) -> None:
    *above, name = path
    if value is not None:
        for step in above:
            if step not in table:
                table[step] = {}
            table = table[step]
        table[name] = value
        return
    holder = value_at(table, tuple(above))
    if holder is None or name not in holder:
        return
    del holder[name]
    if above and not holder:
        _put(table, tuple(above), None)

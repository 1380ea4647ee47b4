import ast
import re
from pathlib import Path

from assetmap.paths import PACKAGE
from tests.rules.source import SCRIPTS, TESTS, Function, definitions, modules, name_of, written

MODULE_LONGEST = 300
FUNCTION_LONGEST = 40
DRAWERS = {"util", "utils", "utility", "utilities", "common", "helper", "helpers", "misc", "shared"}
# The store's methods are told once, on the Store and UnitOfWork protocols that it carries out.
TOLD_ON_THE_PROTOCOL = {
    *("SqlStore", "SqlUnitOfWork", "SqlLedger"),
    *("SqliteStore", "SqliteConnection", "SqliteDialect"),
    *("PostgresStore", "PostgresConnection", "PostgresDialect"),
}


def test_modules_are_short() -> None:
    lengths = {
        name_of(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules(PACKAGE, SCRIPTS)
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > MODULE_LONGEST} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{name_of(path)} {name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules(PACKAGE, SCRIPTS)
        for name, node in definitions(path)
        if isinstance(node, Function)
    }
    assert lengths
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LONGEST} == {}


def test_names_are_not_those_of_junk_drawers() -> None:
    names = [name_of(path) for path in modules(PACKAGE, SCRIPTS, TESTS)]
    assert [name for name in names if DRAWERS & set(re.split(r"[/_.]", name))] == []


def test_modules_say_what_they_are_for() -> None:
    silent = [
        name_of(path)
        for path in modules(PACKAGE)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_public_classes_functions_and_methods_say_what_they_give() -> None:
    silent = [
        f"{name_of(path)} {name}"
        for path in modules(PACKAGE)
        for name, node in definitions(path)
        if is_public(name) and name.split(".")[0] not in TOLD_ON_THE_PROTOCOL
        if not ast.get_docstring(node) and not is_nested(path, name)
    ]
    assert silent == []


def is_public(name: str) -> bool:
    """Whether nothing on the way to a name is private; `__len__` and its like are Python's own."""
    return not any(part.startswith("_") for part in name.split("."))


def is_nested(path: Path, name: str) -> bool:
    """Whether a definition stands inside a function, where only that function sees it."""
    functions = {other for other, node in definitions(path) if isinstance(node, Function)}
    return name.rpartition(".")[0] in functions


def test_nothing_is_left_to_be_done_later() -> None:
    mark = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
    found = [
        f"{name_of(path)}:{number}"
        for path in written()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mark.search(line)
    ]
    assert found == []


def test_all_csv_goes_out_through_one_door_that_guards_formulas() -> None:
    """`csv_files` puts an apostrophe before what a spreadsheet would run; nothing goes past it."""
    writers = {
        name_of(path)
        for path in modules(PACKAGE)
        if re.search(r"\bcsv\.(?:writer|DictWriter)\b", path.read_text(encoding="utf-8"))
    }
    assert writers == {"assetmap/exchange/csv_files.py"}
    doors = {
        name_of(path): path.read_text(encoding="utf-8")
        for path in modules(PACKAGE)
        if re.search(r"""["']text/csv|\.csv["']""", path.read_text(encoding="utf-8"))
    }
    assert len(doors) > 5
    by_hand = re.compile(r"""["'],["']\.join|f["'][^"']*\},\{""")
    assert [name for name, text in doors.items() if by_hand.search(text)] == []

"""docs/roles.md against the table of permissions. `python -m tests.docs.test_roles` prints it."""

from pathlib import Path

from assetmap.domain.people.people import STAFF, Action, Person, Role, may

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def reach(role: Role, action: Action) -> str:
    """How far a role's permission goes, in one word."""
    person = Person("x", roles=(role,), own=("mine",))
    if may(person, action, "another"):
        return "yes"
    return "own" if may(person, action, "mine") else "-"


def table() -> str:
    """A row for each action, a column for each role of staff."""
    rows = [
        ["action", *(str(role) for role in STAFF)],
        ["---"] * (len(STAFF) + 1),
        *([str(action), *(reach(role, action) for role in STAFF)] for action in Action),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def test_page_has_the_table_of_permissions() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert "\n".join(line for line in lines if line.startswith("|")) == table()


if __name__ == "__main__":
    import sys

    sys.stdout.write(table() + "\n")

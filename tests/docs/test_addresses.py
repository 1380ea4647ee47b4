"""docs/addresses.md against the app. `python -m tests.docs.test_addresses` prints it."""

import re
from pathlib import Path

from flask import Flask

from assetmap.app import create_app
from assetmap.domain.people.people import STAFF, Action, Person, may
from assetmap.services.context import Context
from assetmap.web.framework.access import MARK, Access

PAGE = Path(__file__).parents[2] / "docs" / "addresses.md"
STAFF_PATHS = ("/work", "/account", "/reports")
# Views of the sign-in library, whose docstrings speak to its own developers.
LIBRARY = {
    "/account/reset/<token>": "A new password, by the link of an email",
    "/account/sign-out": "Sign out; the sheet kept on this device is cleared",
}


def who_may(access: Access) -> str:
    """Those who may use a view, in words."""
    if access.action is None:
        return {"all": "everybody"}.get(access.who, "all staff")
    return ", ".join(roles_that_may(access.action))


def roles_that_may(action: Action) -> list[str]:
    """The roles that may do something to at least one listing."""
    return [str(role) for role in STAFF if may(Person("x", roles=(role,), own=("a",)), action)]


def staff_rows(app: Flask) -> list[str]:
    """A row for each address that staff use: what it answers to, who may, and what it does."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions.get(rule.endpoint)
        if view is None or not rule.rule.startswith(STAFF_PATHS):
            continue  # without a view it is only a name that the sign-in library asks for
        address = re.sub(r"<(?:[^<>:]+:)?(\w+)>", r"<\1>", rule.rule).replace(
            "<listing_id>", "<id>"
        )
        methods = " ".join(sorted((rule.methods or set()) & {"GET", "POST"}))
        told = (view.__doc__ or "").strip().splitlines()[0].removesuffix(".")
        does = LIBRARY.get(address, told)
        found.append(f"| `{address}` | {methods} | {who_may(getattr(view, MARK))} | {does} |")
    return sorted(found)


def test_page_names_every_address_of_staff(sample_context: Context) -> None:
    written = re.findall(r"^\| `.*$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert written == staff_rows(create_app(sample_context))


if __name__ == "__main__":
    import sys
    import tempfile

    from assetmap.bootstrap import open_context
    from assetmap.config import Config

    with tempfile.TemporaryDirectory() as home:
        context = open_context(Config(home=Path(home)))
        sys.stdout.write("\n".join(staff_rows(create_app(context))) + "\n")
        context.close()

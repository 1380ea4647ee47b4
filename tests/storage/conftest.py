"""Every store, so that all are put through the same tests."""

from pathlib import Path

import pytest

from tests.postgres import MakeDatabase
from tests.storage.openers import OPENERS, name_database


@pytest.fixture(params=sorted(OPENERS))
def which(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a store, which can be opened in the test's folder and in two beside."""
    if request.param == "sqlite":
        return "sqlite"
    make: MakeDatabase = request.getfixturevalue("postgres_database")
    url = make()
    for place in (tmp_path, tmp_path / "elsewhere", tmp_path / "new"):
        # Authorities are in one database, where none may see anything of another.
        name_database(place, url if request.param == "authority" else make())
    return str(request.param)

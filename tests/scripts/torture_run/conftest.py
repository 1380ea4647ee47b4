"""A small directory to be tortured, and one in which every sort of write was acknowledged."""

from pathlib import Path

import pytest

from scripts.torture_run.client import Staff
from scripts.torture_run.homes import (
    COLLEAGUE,
    DAY,
    EDITOR,
    Home,
    cookies,
    copied,
    new_home,
)
from scripts.torture_run.ledger import Ledger
from scripts.torture_run.servers import serving
from scripts.torture_run.writers import Forms


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory, postcode_cache: Path) -> Home:
    """The sample, with editors. Copy it to change it."""
    path = tmp_path_factory.mktemp("torture") / "base"
    path.mkdir()
    (path / "cache").symlink_to(postcode_cache)
    return new_home(path)


@pytest.fixture(scope="session")
def written(base: Home, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Ledger]:
    """A directory to which each form was sent once, and the ledger of that."""
    folder = tmp_path_factory.mktemp("written")
    home, ledger = copied(base, folder / "home"), Ledger()
    editor, colleague = cookies(home, EDITOR, COLLEAGUE)
    with serving(home, folder / "log", workers=1) as server:
        listings = [each["id"] for each in server.client().data("/find.json")["results"]]
        forms = Forms(ledger, listings, DAY, seed=1)
        for act in (
            *forms.editors(Staff(server.client(), editor)),
            *forms.colleagues(Staff(server.client(), colleague)),
            *forms.residents(server.port),
        ):
            act()
    assert len(ledger.acknowledged()) == len(ledger.writes) == 8
    return home, ledger

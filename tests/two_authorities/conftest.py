"""Two authorities on each store, made once for all tests that only read them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.installations import installation_config
from tests.two_authorities.two import Two

MakeTwo = Callable[[], Two]


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def make_two(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    postcode_cache: Path,
) -> Iterator[MakeTwo]:
    """Opens two authorities with nothing in them, on one of the stores."""
    opened: list[Two] = []

    def make() -> Two:
        home = tmp_path_factory.mktemp("two") / "home"
        url = ""
        if request.param == "postgres":
            url = request.getfixturevalue("postgres_database")()
        opened.append(Two(installation_config(home, postcode_cache, database_url=url)))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def both(make_two: MakeTwo) -> Two:
    """Two authorities with everything in both: for reading only."""
    two = make_two()
    two.fill()
    return two


@pytest.fixture(scope="module")
def own_two(make_two: MakeTwo) -> Two:
    """The same, for tests that change something in Thurrock."""
    two = make_two()
    two.fill()
    return two

"""An installation of three authorities that meet: Thurrock, Basildon and Castle Point."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from assetmap.config import Config
from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer
from assetmap.installation import Installation, config_of
from assetmap.paths import BOROUGH
from assetmap.services import neighbours
from assetmap.services.search.finding import answer
from assetmap.services.search.neighbours import with_neighbours
from tests.conftest import config_at
from tests.empty_store import EmptyStore
from tests.factories import a_listing

CODES = {"thurrock": "E06000034", "basildon": "E07000066", "castle-point": "E07000069"}
NAMES = {"thurrock": "Thurrock", "basildon": "Basildon", "castle-point": "Castle Point"}
CORYTON = "SS17 9LN"  # in Thurrock, 2 km from Canvey Island, which is Castle Point's
FOBBING = "SS17 9EZ"  # in Thurrock, 400 m from Basildon
WHERE = {
    "thurrock": Where(
        *(Precision.VENUE, "Coryton Hall", "", "Corringham", "SS17 9LN"),
        point=Point(51.5125, 0.5110),
        authority="E06000034",
    ),
    "basildon": Where(
        *(Precision.VENUE, "Vange Hall", "", "Vange", "SS16 4QP"),
        point=Point(51.5584, 0.4798),
        authority="E07000066",
    ),
    "castle-point": Where(
        *(Precision.VENUE, "Canvey Hall", "", "Canvey Island", "SS8 0PY"),
        point=Point(51.5190, 0.5340),
        authority="E07000069",
    ),
}


def at_the_border(code: str, listing_id: str = "lunch", **changes: Any) -> Listing:
    """A lunch club of an authority, near the border."""
    parts: dict[str, Any] = {
        "name": f"{NAMES[code]} lunch club",
        "summary": "A hot meal and company.",
        "description": "Lunch together.",
        "categories": ("meet/lunch-clubs",),
        "where": WHERE[code],
    }
    return a_listing(listing_id, **{**parts, **changes})


@dataclass
class Border:
    """The installation, and the settings of it."""

    config: Config

    @cached_property
    def installation(self) -> Installation:
        """The installation, opened when it is first asked for."""
        return Installation(self.config)

    def keep(self, code: str, *listings: Listing) -> None:
        """Have an authority list something."""
        with self.installation.lent(code) as context, context.unit_of_work() as uow:
            for listing in listings:
                uow.save_listing(listing)

    def ask(self, search: Search, code: str = "thurrock") -> Answer:
        """The answer at the site of an authority."""
        with self.installation.lent(code) as context:
            return with_neighbours(context, answer(context, search))

    def over(self, search: Search, code: str = "thurrock") -> dict[str, list[str]]:
        """The ids of what neighbours add to an answer, by their codes."""
        found = self.ask(search, code).neighbours
        assert found is not None
        return {each.code: [hit.listing.id for hit in each.hits] for each in found}


# What one of them has in its borough's files beside what is shipped.
ADDED = {
    "thurrock": {"access": '[[access]]\nslug = "hoist"\nlabel = "Hoist"\nhint = "A hoist"\n'},
    "castle-point": {
        "thesaurus": '[[concept]]\nid = "winkles"\nsay = ["winkling"]\n'
        'categories = ["meet/lunch-clubs"]\nwords = ["lunch"]\n'
    },
}


def borough_files(folder: Path, code: str) -> None:
    """The shipped borough under another name and another council's code, and what is added."""
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    text = text.replace('name = "Thurrock"', f'name = "{NAMES[code]}"', 1)
    text = text.replace('"Thurrock Community Directory"', f'"{NAMES[code]} Directory"')
    text = text.replace(CODES["thurrock"], CODES[code])
    folder.mkdir(parents=True)
    (folder / "borough.toml").write_text(text, encoding="utf-8")
    for name, words in ADDED.get(code, {}).items():
        shipped = (BOROUGH / f"{name}.toml").read_text(encoding="utf-8")
        (folder / f"{name}.toml").write_text(f"{shipped}\n{words}", encoding="utf-8")


@contextmanager
def _opened(home: Path, postcode_cache: Path, empty_store: EmptyStore) -> Iterator[Border]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "WAIT_S", 120.0)  # however busy the machine
        made = Border(config_at(home, postcode_cache))
        for code in CODES:
            borough_files(made.config.boroughs / code, code)
        for authority in made.installation.authorities.values():
            config = config_of(made.config, authority)
            config.home.mkdir(parents=True)
            empty_store.copy_whole_to(config)
        yield made
        made.installation.close()


@pytest.fixture
def border(tmp_path: Path, postcode_cache: Path, empty_store: EmptyStore) -> Iterator[Border]:
    """The three authorities, which have nothing listed yet."""
    with _opened(tmp_path / "several", postcode_cache, empty_store) as made:
        yield made


@pytest.fixture(scope="module")
def lunches(
    tmp_path_factory: pytest.TempPathFactory, postcode_cache: Path, empty_store: EmptyStore
) -> Iterator[Border]:
    """The three with a lunch club each, called by the code of its authority: for all questions of a
    module, which change nothing.
    """
    home = tmp_path_factory.mktemp("several")
    with _opened(home, postcode_cache, empty_store) as made:
        for code in CODES:
            made.keep(code, at_the_border(code, code))
        yield made

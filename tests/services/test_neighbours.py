"""Which authorities of an installation are near a place, and how they are asked."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assetmap.borough.authorities import Authority
from assetmap.domain.place import Point
from assetmap.places.council_cells import CouncilCells
from assetmap.services import neighbours
from assetmap.services.neighbours import NEAR_BORDER_M, NO_NEIGHBOURS, CouncilNeighbours

CORYTON = Point(51.512598, 0.511151)
THURROCK = Authority("thurrock", "Thurrock", "E06000034", "https://thurrock.example.org")
BASILDON = Authority("basildon", "Basildon", "E07000066", "https://basildon.example.org")
CANVEY = Authority("castle-point", "Castle Point", "E07000069", "https://point.example.org")
ALL = (THURROCK, BASILDON, CANVEY)


class LateCells(CouncilCells):
    """Cells that are read once they may be."""

    def __init__(self, cache: Path) -> None:
        super().__init__(cache)
        self.may_be_read = threading.Event()

    def ready(self) -> None:
        self.may_be_read.wait()
        super().ready()


@contextmanager
def lent(code: str) -> Iterator[str]:
    """For these tests the context of an authority is its code."""
    if code == "basildon":
        raise OSError("gone")
    yield code


@pytest.fixture
def installation(
    postcode_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CouncilNeighbours[str]]:
    monkeypatch.setattr(neighbours, "WAIT_S", 120.0)
    with closing(CouncilNeighbours(ALL, CouncilCells(postcode_cache), lent)) as made:
        yield made


def test_the_others_that_are_near_come_the_nearest_first(
    installation: CouncilNeighbours[str],
) -> None:
    of_thurrock = installation.of("thurrock")
    near = of_thurrock.near(CORYTON, NEAR_BORDER_M)
    assert [(each.code, each.name, each.public_url) for each in near] == [
        ("castle-point", "Castle Point", "https://point.example.org"),
        ("basildon", "Basildon", "https://basildon.example.org"),
    ]
    assert [each.code for each in of_thurrock.near(CORYTON, 2_000)] == ["castle-point"]
    assert of_thurrock.near(CORYTON, 500) == []
    with near[0].lent() as context:
        assert context == "castle-point"


def test_nobody_is_near_a_place_that_is_far_from_the_authority(
    installation: CouncilNeighbours[str],
) -> None:
    southend = Point(51.5380, 0.7140)
    assert installation.of("thurrock").near(southend, NEAR_BORDER_M) == ()
    assert installation.of("castle-point").near(southend, NEAR_BORDER_M) == ()


def test_an_authority_alone_has_no_neighbours(postcode_cache: Path) -> None:
    with closing(CouncilNeighbours([THURROCK], CouncilCells(postcode_cache), lent)) as made:
        alone = made.of("thurrock")
        assert (alone.are_any, alone.near(CORYTON, NEAR_BORDER_M)) == (False, ())
    assert (NO_NEIGHBOURS.are_any, NO_NEIGHBOURS.near(CORYTON, NEAR_BORDER_M)) == (False, ())
    assert list(NO_NEIGHBOURS.asked([], str)) == []


def test_each_answers_in_their_order_but_one_that_fails(
    installation: CouncilNeighbours[str], caplog: pytest.LogCaptureFixture
) -> None:
    of_thurrock = installation.of("thurrock")
    near = of_thurrock.near(CORYTON, NEAR_BORDER_M)
    for _ in range(2):  # the second time the one that failed is left alone
        assert [(each.code, said) for each, said in of_thurrock.asked(near, str.upper)] == [
            ("castle-point", "CASTLE-POINT")
        ]
    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["basildon could not answer its neighbour: gone"]


def test_nobody_waits_for_one_that_is_still_at_what_it_was_asked(
    installation: CouncilNeighbours[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(code: str) -> str:
        begun.set()
        may_go_on.wait()
        return code

    of_thurrock = installation.of("thurrock")
    near = of_thurrock.near(CORYTON, 2_000)
    monkeypatch.setattr(neighbours, "WAIT_S", 0.0)
    while not begun.is_set():  # whoever waits no longer takes back what was not begun
        assert list(of_thurrock.asked(near, slow)) == []
    monkeypatch.setattr(neighbours, "WAIT_S", 120.0)
    assert list(of_thurrock.asked(near, str.upper)) == []
    may_go_on.set()
    wait(installation._late.values())
    assert [said for _, said in of_thurrock.asked(near, str.upper)] == ["CASTLE-POINT"]


def test_nobody_waits_long_for_the_councils_postcodes(
    postcode_cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(neighbours, "WAIT_S", 0.0)
    cells = LateCells(postcode_cache)
    with closing(CouncilNeighbours(ALL, cells, lent)) as made:
        of_thurrock = made.of("thurrock")
        with caplog.at_level(logging.WARNING):
            for _ in range(3):
                assert of_thurrock.near(CORYTON, NEAR_BORDER_M) == ()
        assert len(caplog.records) == 1
        cells.may_be_read.set()
    assert [each.code for each in of_thurrock.near(CORYTON, 2_000)] == ["castle-point"]


def test_postcodes_that_cannot_be_read_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: CouncilCells) -> None:
        raise ModuleNotFoundError("no postcodes")

    monkeypatch.setattr(CouncilCells, "ready", fails)
    with closing(CouncilNeighbours(ALL, CouncilCells(tmp_path), lent)) as made:
        for _ in range(2):
            assert made.of("thurrock").near(CORYTON, NEAR_BORDER_M) == ()
    assert [record.getMessage() for record in caplog.records] == ["the neighbours cannot be known"]

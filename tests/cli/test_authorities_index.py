"""`authorities index` makes what all sites are found by, and tells what it could not make."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from assetmap.cli.main import cli
from assetmap.config import Config
from assetmap.installation import Installation
from tests.conftest import config_at
from tests.factories import a_listing
from tests.postgres import MakeDatabase
from tests.several_authorities import add_authority

NO_INDEX = (
    "There is no index of all: it needs PostgreSQL and pip install 'assetmap[tantivy]'. Until then"
    " the installation's own site asks for a place."
)


@dataclass
class Ran:
    """How a command ended."""

    status: int
    lines: list[str]


def run(config: Config, *arguments: str) -> Ran:
    """Run the command in an environment of its own."""
    environ = {"ASSETMAP_HOME": str(config.home), "ASSETMAP_DATABASE_URL": config.database_url}
    result = CliRunner().invoke(cli, ["authorities", "index", *arguments], env=environ)
    return Ran(result.exit_code, result.output.splitlines())


def keep_a_listing(config: Config) -> None:
    """Have Thurrock keep one."""
    installation = Installation(config)
    with installation.lent("thurrock") as context, context.unit_of_work() as uow:
        uow.save_listing(a_listing())
    installation.close()


@pytest.fixture
def config(tmp_path: Path, postcode_cache: Path) -> Config:
    """Two authorities, in SQLite."""
    # The key is that of each authority, kept in its folder.
    made = replace(config_at(tmp_path / "home", postcode_cache), secret_key="")
    for code in ("thurrock", "castle-point"):
        add_authority(made, code)
    return made


def test_without_postgresql_each_has_its_own_and_it_says_that_there_is_no_other(
    config: Config,
) -> None:
    keep_a_listing(config)
    assert run(config) == Ran(
        0,
        [
            "1 of 2: castle-point, ready",
            "2 of 2: thurrock, ready",
            NO_INDEX,
        ],
    )
    assert (config.home / "authorities" / "thurrock" / "index").is_dir()


@pytest.mark.postgres_database
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_with_postgresql_all_are_in_the_index_of_all(
    config: Config, postgres_database: MakeDatabase, jobs: str
) -> None:
    config = replace(config, database_url=postgres_database())
    keep_a_listing(config)
    said = [
        "1 of 2: castle-point, ready, 0 listings in the index of all",
        "2 of 2: thurrock, ready, 1 listing in the index of all",
    ]
    assert run(config, "--jobs", jobs) == Ran(0, said)
    meta = config.home / "index-of-all" / "thurrock" / "meta.json"
    before = meta.read_bytes()
    assert run(config) == Ran(0, said)
    assert meta.read_bytes() == before


def test_one_that_cannot_be_made_is_told_and_the_others_are_made(config: Config) -> None:
    (config.boroughs / "castle-point" / "places.toml").write_text("[[", encoding="utf-8")
    ran = run(config)
    assert ran.status == 1
    assert ran.lines[0].startswith("1 of 2: castle-point, not made: ")
    assert ran.lines[1] == "2 of 2: thurrock, ready"
    assert ran.lines[-1] == "Error: 1 of 2 could not be made: see above"


def test_a_single_directory_is_told_its_own_command(tmp_path: Path, postcode_cache: Path) -> None:
    ran = run(config_at(tmp_path / "home", postcode_cache))
    assert ran.status == 1
    assert "assetmap index rebuild makes the index" in ran.lines[0]

"""What people outside rely on is still there: it may grow, and never shrink."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click
import pytest

from assetmap.cli.main import cli
from assetmap.config import read_config
from assetmap.domain.search.query_reading import read_search
from assetmap.exchange.csv_files import read_csv
from assetmap.paths import BOROUGH
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.docs.test_commands import commands
from tests.rules import promises
from tests.storage.home_0_1 import KNIT
from tests.web.conftest import Client, client_of

COMMANDS = dict(commands(cli))


@pytest.fixture(scope="module")
def client(sample_context: Context) -> Client:
    return client_of(sample_context)


def keep(promised: Iterable[str], there: Iterable[str]) -> None:
    """Fails when something that was promised is not there any more."""
    lost = sorted(set(promised) - set(there))
    assert not lost, (
        f"{', '.join(lost)}: people outside rely on this. Taking it away or renaming it is a "
        "breaking change, which the changelog must say; see tests/rules/promises.py."
    )


class Asked(dict[str, str]):
    """An environment in which nothing is set, and that notes what it is asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        """Nothing."""
        self.names.add(name)
        return default


def test_settings_are_still_read() -> None:
    asked = Asked()
    read_config(asked)
    keep(promises.SETTINGS, asked.names)


@pytest.mark.parametrize("name", promises.COMMANDS)
def test_commands_are_still_given_like_this(name: str) -> None:
    keep([name], COMMANDS)
    arguments, options = promises.COMMANDS[name]
    parameters = COMMANDS[name].params
    given = [each for each in parameters if isinstance(each, click.Argument)]
    assert tuple(each.human_readable_name.upper() for each in given) == arguments
    keep(options, {name for each in parameters for name in each.opts})


def test_addresses_still_answer(client: Client) -> None:
    app = client.application
    there = {
        f"{re.sub(r'<[^<>]+>', '<>', rule.rule)} {method}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint in app.view_functions
        for method in rule.methods or ()
    }
    rows = [line.split() for line in promises.ADDRESSES.strip().splitlines()]
    keep((f"{address} {method}" for address, *methods in rows for method in methods), there)


@pytest.mark.parametrize("name", promises.PARAMETERS)
def test_parameters_are_still_understood(sample_context: Context, name: str) -> None:
    plain, _ = read_search([], sample_context.borough.words)
    for value in promises.PARAMETERS[name]:
        search, problems = read_search([(name, value)], sample_context.borough.words)
        assert problems == [], f"{name}={value}"
        is_usual = (name, value) in {("sort", "best"), ("page", "1")}
        assert (search != plain) or is_usual, f"{name}={value} makes no difference"


def test_json_still_has_its_keys(client: Client) -> None:
    found = client.data("/find.json?q=lunch+in+Tilbury")
    keep(promises.FIND_JSON, found)
    keep(promises.FIND_JSON_UNDERSTOOD, found["understood"])
    keep(promises.FIND_JSON_RESULT, found["results"][0])
    keep(promises.FACETS, found["facets"])
    keep(promises.FACET_VALUE, found["facets"]["kind"][0])
    assert client.data("/healthz") == {"status": "ok"}
    wrong = client.get("/find.json?day=someday")
    assert wrong.status_code == 400
    assert wrong.json is not None
    keep(promises.PROBLEM_JSON, wrong.json)


def test_files_still_have_their_columns(client: Client, sample_context: Context) -> None:
    columns = client.get("/find.csv").text.splitlines()[0].lstrip("\ufeff").split(",")
    keep(promises.COLUMNS, columns)
    assert promises.PRIVATE_COLUMNS & set(columns) == set()
    heading = ",".join(sorted(promises.COLUMNS | promises.PRIVATE_COLUMNS))
    batch = read_csv(f"{heading}\n".encode(), sample_context.borough.words)
    assert batch.unused_columns == ()


def test_map_files_still_have_their_properties(make_context: ContextMaker) -> None:
    """What is empty is left out: this one says all that a listing can say at once."""
    found = client_of(make_context(KNIT)).get("/find.geojson").json
    assert found is not None
    (feature,) = found["features"]
    cannot_be = {"area_served", "merged_into", "paused_until"}  # of a venue that simply runs
    cannot_be |= {"steward"}  # which is not for the public
    elsewhere = {"id", "lat", "lon"}
    keep(promises.COLUMNS - cannot_be - elsewhere, feature["properties"])
    assert (feature["id"], feature["geometry"]["type"]) == ("knit", "Point")


def names_in(content: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """What stands in a TOML file: `x`, `x.y`, `x[].y`."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from names_in(value, f"{before}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                yield from names_in(each, f"{before}{name}[].")
        else:
            yield before + name


@pytest.mark.parametrize("file", promises.BOROUGH_FILES)
def test_borough_files_still_say_this(file: str) -> None:
    """That a file of before is still read is for tests/storage/test_earlier_home.py."""
    keep([file], (path.name for path in BOROUGH.iterdir()))
    content = tomllib.loads((BOROUGH / file).read_text(encoding="utf-8"))
    keep(promises.BOROUGH_FILES[file], names_in(content))


def test_saved_directory_still_finds_what_it_asks_for(client: Client) -> None:
    worker = client.get("/sw.js").text
    files = json.loads(worker.partition("const FILES = ")[2].partition(";")[0])
    keep(promises.OFFLINE_FILES, files)
    assert [client.get(address).status_code for address in files] == [200] * len(files)
    manifest = json.loads(client.get("/manifest.webmanifest").text)
    assert {name: manifest[name] for name in promises.MANIFEST} == promises.MANIFEST

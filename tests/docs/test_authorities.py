"""docs/authorities.md against the program: its commands, settings, tables and files are there."""

import re

from assetmap.storage.postgres.partitions import _OF_ALL
from tests.docs.pages import read
from tests.docs.test_operating import SETTINGS, calls, unknown

PAGE = read("docs/authorities.md").replace("/opt/assetmap/.venv/bin/", "")
NAMED = re.compile(r"--authority (?:\"\$code\"|CODE|[a-z-]+) ")


def test_every_command_is_there_with_its_options() -> None:
    found = calls(NAMED.sub("", PAGE.replace("list)", "list")))
    assert len(found) >= 10
    assert [words for words in found if unknown(words)] == []


def test_each_command_but_those_for_all_says_which_authority() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
    lines = [
        line for block in blocks for line in re.split(r"\n|[;(]", block) if "assetmap " in line
    ]
    silent = [line.strip() for line in lines if "--authority" not in line and "/var" not in line]
    assert {line.rstrip(")") for line in silent} == {
        "assetmap authorities index --jobs 2",
        "assetmap authorities list",
        "assetmap store copy postgresql://user@host/name /srv/thurrock",
    }


def test_every_setting_is_one() -> None:
    assert set(re.findall(r"ASSETMAP_[A-Z_]+", PAGE)) <= SETTINGS


def test_each_table_of_all_is_told() -> None:
    assert set(re.findall(r"^\| `public\.(\w+)`", PAGE, flags=re.MULTILINE)) == {
        f"all_{table}" for table in _OF_ALL
    }

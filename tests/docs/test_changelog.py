"""The changelog and the version: one version everywhere, newest first."""

import re
import tomllib

from assetmap import __version__
from tests.docs.pages import read

# As https://keepachangelog.com has it.
HEADING = re.compile(r"\[?(\d+)\.(\d+)\.(\d+)\]? - (\d{4}-\d{2}-\d{2})")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def headings() -> list[str]:
    """The versions, the newest first, without what is not released yet."""
    found = re.findall(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    return found[1:] if found[:1] == ["Unreleased"] else found


def test_changelog_has_versions_with_dates_the_newest_first() -> None:
    matches = [HEADING.fullmatch(each) for each in headings()]
    assert matches
    assert [each for each in headings() if not HEADING.fullmatch(each)] == []
    versions = [tuple(map(int, found.groups()[:3])) for found in matches if found]
    dates = [found[4] for found in matches if found]
    assert versions == sorted(set(versions), reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_changelog_says_what_is_new() -> None:
    kinds = re.findall(r"^### (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert kinds
    assert set(kinds) - KINDS == set()


def test_version_is_the_same_everywhere() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    newest = HEADING.fullmatch(headings()[0])
    assert newest is not None
    assert {project["version"], __version__, ".".join(newest.groups()[:3])} == {__version__}

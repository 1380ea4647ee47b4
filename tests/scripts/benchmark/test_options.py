"""What the words of `scripts/bench` ask for."""

from pathlib import Path

import pytest

from scripts.benchmark.installation_run import InstallationOptions
from scripts.benchmark.options import installation_options, read_options


def test_servers_are_compared_over_a_small_directory() -> None:
    assert read_options(["--servers"]).sizes == [2_000]
    assert read_options(["--servers", "--sizes", "300"]).sizes == [300]


def test_an_installation_has_so_many_listings_of_each_authority() -> None:
    words = ["--authorities", "3", "--folder", "kept", "--until", "seed"]
    assert installation_options(read_options(words)) == InstallationOptions(
        authorities=3, listings=9_999, folder=Path("kept"), until="seed"
    )


@pytest.mark.parametrize("words", [["--authorities", "1"], ["--sizes", "7"], ["--listings", "x"]])
def test_what_cannot_be_measured_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(words)

"""`sample load` and `sample remove`, as somebody who starts with their own listings."""

from pathlib import Path

from tests.cli.conftest import Runner, Said


def test_own_listings_start_alone(call: Runner, tmp_path: Path) -> None:
    own = tmp_path / "my-listings.csv"
    own.write_text("name,kind,postcode\nQuay Singers,group,RM17 6SL\n", encoding="utf-8")
    assert "Sample listings: 342 new" in call("init", "--sample").out
    removed = call("sample", "remove")
    assert removed.out == (
        "342 sample listings removed; to bring them back: assetmap sample load\n"
    )
    assert "1 new" in call("import", own, "--publish").out
    assert call("sample", "remove") == Said(0, "There are no sample listings\n", "")
    again = call("init", "--sample")
    assert again.status == 0
    assert again.out.splitlines()[-1] == (
        "Sample listings: removed on 2026-03-16; to bring them back: assetmap sample load"
    )
    assert call("index", "check").status == 0
    assert "1 of 1" in call("search", "singers").out or "Quay Singers" in call("search").out
    assert call("sample", "load").out.startswith("Sample listings: 342 new")

"""All arrays of the public listings together: made at once, in parts, changed, and read again."""

import random
from pathlib import Path

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.search_index.array_files import open_arrays, write_arrays
from assetmap.search_index.edits import Edit
from assetmap.search_index.row import Area, Row, row_of
from assetmap.search_index.snapshot_arrays import SnapshotArrays
from tests.factories import GRAYS, a_listing
from tests.search_index.listings import HERE


def rows(dice: random.Random) -> dict[str, Row]:
    found = {}
    for number in sorted(dice.sample(range(30), dice.randrange(1, 20))):
        name = dice.choice(["Tea", "Édith's Tea", "Zumba", "Talk & toast"])
        when = dice.choice([[], ["Tue 10:00-12:00"], ["1st Fri 18:00-20:00", "Sat 09:00-10:00"]])
        listing = a_listing(f"n{number:02}", name=name, when=when, languages=("Polish",))
        row = row_of(listing, Area(points=(GRAYS,)), HERE, UpkeepRules())
        assert row is not None
        found[listing.id] = row
    return found


def told(arrays: SnapshotArrays) -> dict[str, str]:
    return {name: repr((array.dtype, array.tolist())) for name, array in arrays.arrays().items()}


@pytest.mark.parametrize("seed", range(6))
def test_parts_changes_and_files_come_to_the_same(
    borough: Borough, seed: int, tmp_path: Path
) -> None:
    dice, words = random.Random(seed), borough.words
    before, now = rows(dice), rows(dice)
    whole = SnapshotArrays.of(list(now.values()), words)
    every, middle = list(now.values()), len(now) // 2
    parts = [SnapshotArrays.of(some, words) for some in (every[:middle], every[middle:], [])]
    assert told(SnapshotArrays.joined(parts)) == told(whole)
    edit = Edit.between(list(before), list(now), before.keys() | now.keys())
    changed = SnapshotArrays.of(list(before.values()), words).with_changed(
        edit, [every[at] for at in edit.changed.tolist()], words
    )
    assert told(changed) == told(whole)
    write_arrays(tmp_path / "files", whole.arrays(), [])
    opened = SnapshotArrays.of_arrays(open_arrays(tmp_path / "files").arrays)
    assert told(opened) == told(whole)


def test_missing_part_is_told(borough: Borough) -> None:
    arrays = SnapshotArrays.of([], borough.words).arrays()
    del arrays["row.lat"]
    with pytest.raises(KeyError):
        SnapshotArrays.of_arrays(arrays)

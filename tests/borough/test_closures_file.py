"""The borough's own bank holidays, and the nation whose they are."""

import shutil
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assetmap.borough.closures_file import read_closures
from assetmap.borough.files import BadBorough, read_borough
from assetmap.paths import BOROUGH

WEDDING = '[[day]]\non = 2027-05-14\nname = "The Royal Wedding"\n'


def test_days_are_read_by_name() -> None:
    assert read_closures(tomllib.loads(WEDDING)) == {date(2027, 5, 14): "The Royal Wedding"}
    assert read_closures({}) == {}


def test_shipped_borough_has_the_bank_holidays_of_england_and_none_more() -> None:
    days = read_borough(BOROUGH, Path("there-is-none")).bank_holidays
    assert (days.nation, days.added) == ("england", {})
    assert days.name_of(date(2026, 4, 6)) == "Easter Monday"
    assert days.name_of(date(2026, 4, 7)) == ""
    more = replace(days, added={date(2026, 4, 6): "Spring Monday", date(2026, 4, 7): "Our day"})
    assert more.name_of(date(2026, 4, 6)) == "Spring Monday"
    assert more.name_of(date(2026, 4, 7)) == "Our day"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WEDDING + WEDDING, "the day 2027-05-14 is there twice"),
        ('[[day]]\non = "2027-05-14"\nname = "x"\n', "give a day such as 2027-05-14"),
        ('[[day]]\non = 2027-05-14\nname = " "\n', "the day 2027-05-14 has no name"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "closures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadBorough, match=said):
        read_borough(BOROUGH, tmp_path)


def test_a_nation_that_there_is_not_is_named(tmp_path: Path) -> None:
    shutil.copy(BOROUGH / "borough.toml", tmp_path)
    file = tmp_path / "borough.toml"
    said = file.read_text(encoding="utf-8").replace('nation = "England"', 'nation = "Narnia"')
    file.write_text(said, encoding="utf-8")
    with pytest.raises(BadBorough, match="nation is 'Narnia': give one of England, Wales"):
        read_borough(BOROUGH, tmp_path)

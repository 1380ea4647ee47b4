"""School terms as a borough writes them."""

import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.borough.terms_file import read_terms
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.paths import BOROUGH

TERM = """
[[term]]
year = "2025 to 2026"
from = 2026-01-05
to = 2026-03-27
half_term = { from = 2026-02-16, to = 2026-02-20 }
"""


def test_terms_are_read_with_their_source() -> None:
    text = f'source = "https://www.example.org/terms"\nchecked = 2026-03-01\n{TERM}'
    half_term = (date(2026, 2, 16), date(2026, 2, 20))
    assert read_terms(tomllib.loads(text)) == SchoolTerms(
        (SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27), half_term),),
        "https://www.example.org/terms",
        date(2026, 3, 1),
    )
    assert read_terms({}) == SchoolTerms()


def test_shipped_ones_are_the_day_of_the_sample_and_the_year_after() -> None:
    terms = read_borough(BOROUGH, Path("there-is-none")).school_terms
    assert terms.is_on(date(2026, 3, 16))
    assert terms.known_until == date(2027, 7, 21)
    assert "Invented" in terms.source


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2026-03-27", "2025-03-27", "ends on 2025-03-27, before it begins"),
        ("2026-02-20", "2026-02-10", "half term must lie inside the term"),
        ("2026-02-16", "2026-01-01", "half term must lie inside the term"),
        ("from = 2026-01-05", 'from = "soon"', "from is 'soon': give a day such as 2026-09-02"),
        ("to = 2026-03-27", "to = 2026-03-27T10:00:00", "to is datetime"),
        ("to = 2026-03-27\n", "", "'to' is missing"),
        ("[[term]]", "checked = 3\n[[term]]", "checked is 3"),
        ("[[term]]", f"{TERM}[[term]]", "begins before the one above it ends"),
        ("[[term]]", "[[term", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_with_the_fix(
    before: str, after: str, said: str, tmp_path: Path
) -> None:
    shutil.copy(BOROUGH / "terms.toml", tmp_path)
    (tmp_path / "terms.toml").write_text(TERM.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadBorough, match=r"terms\.toml") as refused:
        read_borough(BOROUGH, tmp_path)
    assert said in str(refused.value)

"""The rules of signing in as a borough writes them."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.borough.signin_file import read_second_factor
from assetmap.domain.people.people import Role
from assetmap.domain.people.second_factor import SecondFactorRules
from assetmap.paths import BOROUGH


def read(text: str) -> SecondFactorRules:
    return read_second_factor(tomllib.loads(f"[second_factor]\n{text}"))


def test_shipped_rules_are_those_of_the_program() -> None:
    shipped = tomllib.loads((BOROUGH / "signin.toml").read_text(encoding="utf-8"))
    assert read_second_factor(shipped) == SecondFactorRules() == read_second_factor({}) == read("")


@pytest.mark.parametrize("day", ["2026-05-01", '"2026-05-01"'])
def test_every_rule_is_read(day: str) -> None:
    text = f"""
        roles = ["manager", "volunteer"]
        from = {day}
        grace_days = 0
        by_email = []
        remember_days = 7
    """
    assert read(text) == SecondFactorRules(
        (Role.VOLUNTEER, Role.MANAGER), date(2026, 5, 1), 0, (), 7
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('roles = "volunteer"', "roles is 'volunteer': give a list such as [\"volunteer\"]"),
        ('roles = ["resident"]', "roles names 'resident': the roles are hub-team, volunteer, "),
        ("roles = [1]", "roles names 1: the roles are hub-team, volunteer, coordinator, editor, "),
        ("roles = [[]]", "roles names []: the roles are hub-team, volunteer, coordinator, "),
        ('by_email = ["editor"]', "by_email names editor, who always needs an app on a phone"),
        ('from = "soon"', "from is 'soon': give a day such as 2026-05-01"),
        ("from = 2026-05-01T09:00:00", "from is datetime.datetime(2026, 5, 1, 9, 0): give a day"),
        ("from = 5", "from is 5: give a day such as 2026-05-01"),
        ("grace_days = 91", "grace_days is 91: give a whole number of days from 0 to 90"),
        ("grace_days = true", "grace_days is True: give a whole number of days from 0 to 90"),
        ("remember_days = -1", "remember_days is -1: give a whole number of days from 0 to 90"),
        ('remember_days = "30"', "remember_days is '30': give a whole number of days from 0 to"),
        ("role = []", "role is no rule of signing in: there are by_email, from, grace_days, "),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "signin.toml"
    file.write_text(f"[second_factor]\n{text}", encoding="utf-8")
    with pytest.raises(BadBorough) as refusal:
        read_borough(BOROUGH, tmp_path)
    assert str(refusal.value).startswith(f"{file} cannot be used: {message}")


@pytest.mark.parametrize("text", ["[secondfactor]", "second_factor = 1", "[[second_factor]]"])
def test_table_of_another_name_or_shape_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "signin.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadBorough, match=r"signin\.toml cannot be used"):
        read_borough(BOROUGH, tmp_path)

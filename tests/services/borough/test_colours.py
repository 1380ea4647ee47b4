import re
from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.paths import STATIC
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.colours import COLOURS, colour_problems
from tests.services.borough.boroughs import with_category, with_colours


def test_the_colours_are_those_of_the_style_sheet() -> None:
    css = (STATIC / "css/site.css").read_text(encoding="utf-8")
    root = css.partition(":root {")[2].partition("}")[0]
    assert dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", root)) == COLOURS


def test_the_pages_have_no_dark_theme_to_judge() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css"))
    assert "prefers-color-scheme" not in sheets


def test_the_shipped_colours_can_be_read(borough: Borough) -> None:
    assert list(colour_problems(borough, borough)) == []
    assert list(colour_problems(replace(borough, colours={}), borough)) == []


TWO_COLOURS = {
    ("link", "#777777"): """
        colours.link: Links on the page: #777777 on white has 4.4 to 1; text needs 4.5 to
            1. Choose a darker colour.
        colours.link: Links on the pale ground of notices: #777777 on #edf3f2 has 3.9 to
            1; text needs 4.5 to 1. Choose a darker colour.
        colours.link: Links on the yellow ground of warnings: #777777 on #fdf2d8 has 4.0
            to 1; text needs 4.5 to 1. Choose a darker colour.
    """,
    ("brand-text", "#555555"): """
        colours.brand-text: Words on buttons and in the foot of the page: #555555 on
            #0b4f6c has 1.1 to 1; text needs 4.5 to 1. Choose a lighter colour.
    """,
    ("focus", "#000000"): """
        colours.focus: The words of a link that the keyboard is on: #15252c on black has
            1.3 to 1; text needs 4.5 to 1. Choose a lighter colour for the ground.
        colours.focus: The ring around what the keyboard is on: black on #0b4f6c has 2.3
            to 1; it needs 3 to 1. Choose a lighter colour.
    """,
    ("brand", "#767676"): "",  # 4.54 on white, and 4.1 under the large heading of the home page
    ("brnd", "#0b4f6c"): """
        colours.brnd: There is no colour called “brnd”. Choose from: brand, brand-text,
            link, focus, ink, ink-soft, paper, mist, sand, sand-ink, line, line-strong,
            good, alert, category.
    """,
}


@pytest.mark.parametrize(("changed", "told"), TWO_COLOURS.items())
def test_two_colours_that_meet_are_told_with_their_ratio(
    borough: Borough, changed: tuple[str, str], told: str
) -> None:
    after = replace(borough, colours={**borough.colours, changed[0]: changed[1]})
    problems = list(colour_problems(after, borough))
    said = [f"{each.place}: {each.message}" for each in problems]
    assert " ".join(said).split() == told.split()
    assert {each.file for each in problems} <= {"borough"}


def test_the_ground_is_named_where_only_the_ground_changed(borough: Borough) -> None:
    after = with_colours(borough, brand="#cccccc", brand_text="#ffffff")
    places = [each.place for each in colour_problems(after, borough)]
    assert places == [*["colours.brand"] * 3]


@pytest.mark.parametrize("colour", ["#777777", "#FFFFFF"])
def test_a_category_needs_a_colour_under_white_pictures(borough: Borough, colour: str) -> None:
    after = with_category(borough, "meet", colour=colour)
    (problem,) = colour_problems(after, borough)
    ratio, name = ("4.4", "#777777") if colour == "#777777" else ("1.0", "white")
    assert problem == ChangeProblem(
        "categories",
        "meet",
        f"The category “Meet people”: {name} on white has {ratio} to 1; text needs 4.5 to 1."
        " Choose a darker colour.",
    )

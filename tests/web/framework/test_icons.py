"""Pictures are drawn as the package that they are of draws them."""

from importlib.resources import files
from zipfile import ZipFile

import lucide
import pytest
from lucide.jinja import lucide as draw

from assetmap.web.framework.icons import icon


@pytest.mark.parametrize("name", ["map-pin", "life-buoy", "sticker", "calendar-days", "utensils"])
def test_picture_is_the_packages_own(name: str) -> None:
    own = draw(name, size=20, aria_hidden="true", focusable="false", class_="icon")
    assert icon(name, 20, class_="icon") == own


def test_picture_that_is_not_there_is_a_pin() -> None:
    with pytest.raises(lucide.IconDoesNotExist):
        draw("teapott")
    assert icon("teapott") == icon("map-pin")


def test_every_picture_can_be_drawn() -> None:
    names = ZipFile(str(files("lucide").joinpath("lucide.zip"))).namelist()
    assert len(names) > 1_000
    assert all(icon(name.removesuffix(".svg")).startswith("<svg") for name in names)

"""Pictures of the lucide package as inline SVG, as the package itself draws them.

It opens its file of 1,600 pictures anew for each one, which takes 6 ms of processor; a first home
page has twenty-five. So the file is opened once here, by the process that shows them.
"""

from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from markupsafe import Markup

_PLAIN = "map-pin"  # what stands for a picture that is not there
_NAMESPACE = "http://www.w3.org/2000/svg"


@cache
def icon(name: str, size: int = 24, **attributes: str) -> Markup:
    """A picture, hidden from screen readers; a plain pin when the package has no such name.

    `attributes` are those of the whole picture, `_` in their names standing for `-`.
    """
    try:
        svg = _pictures().read(f"{name}.svg")
    except KeyError:
        svg = _pictures().read(f"{_PLAIN}.svg")
    return _drawn(svg, {"aria_hidden": "true", "focusable": "false", **attributes}, size)


# Never before the processes part: two that share an open file move each other's place in it.
@cache
def _pictures() -> ZipFile:
    return ZipFile(str(files("lucide").joinpath("lucide.zip")))


def _drawn(svg: bytes, attributes: dict[str, str], size: int) -> Markup:
    picture = ET.fromstring(svg)  # noqa: S314 - the package's own
    for part in picture.iter():
        part.tag = part.tag.removeprefix(f"{{{_NAMESPACE}}}")
    picture.attrib["width"] = picture.attrib["height"] = str(size)
    picture.attrib.update({name.replace("_", "-"): each for name, each in attributes.items()})
    return Markup(ET.tostring(picture, encoding="unicode"))  # noqa: S704 - of its own files

"""Icons and colours in words, from every way in which a map says them."""

import pytest
from lxml import etree

from assetmap.exchange.readers.kml_styles import Look, Styles

SHARED = """<kml><Style id="icon-503-normal"><IconStyle><color>fff08641</color></IconStyle></Style>
<Style id="icon-124-normal"><IconStyle><Icon><href>https://x.example/124-red.png</href></Icon>
</IconStyle></Style>
<StyleMap id="icon-124"><Pair><key>highlight</key><styleUrl>#icon-503-normal</styleUrl></Pair>
<Pair><key>normal</key><styleUrl>#icon-124-normal</styleUrl></Pair></StyleMap>
<Style id="msn_ylw-pushpin"><IconStyle><Icon>
<href>http://maps.google.com/mapfiles/kml/pushpin/ylw-pushpin.png</href></Icon></IconStyle></Style>
<StyleMap id="m"><Pair><key>normal</key><styleUrl>#msn_ylw-pushpin</styleUrl></Pair></StyleMap>
<StyleMap id="loop"><Pair><key>normal</key><styleUrl>#loop</styleUrl></Pair></StyleMap>
<Style id="area"><PolyStyle><color>7f00ff00</color></PolyStyle></Style></kml>"""
STYLES = Styles(etree.fromstring(SHARED))


def look(inside: str) -> Look:
    return STYLES.look(etree.fromstring(f"<Placemark>{inside}</Placemark>"))


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("#icon-1899-0288D1", Look("1899", "blue (#0288D1)")),
        ("#icon-1899-DB4436-labelson-nodesc", Look("1899", "red (#DB4436)")),
        ("#icon-1502-0f9d58-nodesc-normal", Look("1502", "green (#0F9D58)")),
        ("#icon-124", Look("124", "red")),
        ("#icon-124-labelson", Look("124", "")),
        ("#icon-ci-1", Look("ci-1", "")),
        ("#line-000000-1200-nodesc", Look("", "black (#000000)")),
        ("#poly-FFFFFF-1-77", Look("", "white (#FFFFFF)")),
        ("#m", Look("ylw-pushpin", "yellow")),
        ("#area", Look("", "green (#00FF00)")),
        ("#loop", Look()),
        ("#missing", Look()),
        ("http://x.example/style.kml#pin", Look()),
    ],
)
def test_shared_styles(url: str, found: Look) -> None:
    assert look(f"<styleUrl>{url}</styleUrl>") == found


def test_a_style_of_its_own_wins() -> None:
    own = "<Style><IconStyle><color>ff0000ff</color></IconStyle></Style>"
    assert look(f"<styleUrl>#icon-124</styleUrl>{own}") == Look("124", "red (#FF0000)")
    line = "<Style><LineStyle><color>not one</color></LineStyle></Style>"
    assert look(line) == Look()


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        *(("795548", "brown"), ("757575", "grey"), ("FFEA00", "yellow"), ("9C27B0", "purple")),
        *(("E91E63", "pink"), ("FF5252", "red"), ("F57C00", "orange"), ("00BCD4", "turquoise")),
    ],
)
def test_colours_are_called_as_people_call_them(rgb: str, word: str) -> None:
    assert look(f"<styleUrl>#icon-1-{rgb}</styleUrl>").colour == f"{word} (#{rgb})"

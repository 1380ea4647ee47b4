from xml.etree import ElementTree

from assetmap.pdf.qr_code import qr_code


def test_square_code_is_an_image_with_its_words_and_nothing_that_runs() -> None:
    drawn = qr_code("https://d.example/sheet/KITE-4821", 'Opens <b>"it"</b>')
    svg = ElementTree.fromstring(drawn)
    assert svg.get("role") == "img"
    assert [(child.tag, child.text) for child in svg if child.tag == "title"] == [
        ("title", 'Opens <b>"it"</b>')
    ]
    assert {child.tag for child in svg.iter()} == {"svg", "title", "path"}


def test_square_code_tells_addresses_apart() -> None:
    one, other = (qr_code(f"https://d.example/sheet/KITE-{n}", "x") for n in (4821, 4822))
    assert one != other

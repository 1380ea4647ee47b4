"""XML of strangers: read by what it is, and refused in one plain line when it may do harm."""

import subprocess
import sys
from pathlib import Path

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.safe_xml import (
    child,
    child_text,
    children,
    local_name,
    read_xml,
    text_in,
    xml_root,
)

NO_DOCTYPE = (
    "The file begins with a DOCTYPE, which can hide harmful parts, so we do not read it. Export it "
    "again, or take that line out in a text editor."
)
TOO_LONG = "The file holds a text of more than 10 MB. Take it out and export the file again."
TOO_LARGE = (
    "The file holds 100 MB, and the most is 50 MB: give it to us in several files, one a layer."
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "lol">{}]><kml>&i;</kml>'.format(
    "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(8))
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><kml>&a;</kml>'


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as raised:
        read_xml(data, "kml", "a KML map")
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        OUTSIDE.encode(),
        b"\xef\xbb\xbf" + OUTSIDE.encode(),
        OUTSIDE.encode("utf-16"),
        OUTSIDE.encode("utf-32"),
        b"<?xml version='1.0'?> <!-- > --> <?x?>" + OUTSIDE.encode(),
        b'<!DOCTYPE kml SYSTEM "http://127.0.0.1/x.dtd"><kml/>',
    ],
)
def test_a_document_type_is_refused_before_anything_is_parsed(data: bytes) -> None:
    assert refusal(data) == NO_DOCTYPE


def test_an_encoding_that_is_not_trusted_hides_nothing() -> None:
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + OUTSIDE.encode("cp037")
    assert refusal(hidden).startswith("This is ")
    assert refusal(b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE kml').startswith("This")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b" \n", "The file is empty."),
        (
            b"<kml>\n<a></b></kml>",
            "The file is damaged: it goes wrong in line 2, column 8. Export it again.",
        ),
        (
            b"<kml>\n\n <a>",
            "The file is damaged: it goes wrong in line 3, column 5. Export it again.",
        ),
        (
            b"<kml>a &nbsp; b</kml>",
            "The file is damaged: it goes wrong in line 1, column 14. Export it again.",
        ),
        (b"<gpx/>", "This is a GPX file, of a satnav. Let its name end in .gpx."),
        (b"plain text", "This is not a KML map: export it again."),
        (
            b"<kml>" + b"<a>" * 10_000 + b"</a>" * 10_000 + b"</kml>",
            "The file is nested too deep: something in it lies in more than 250 others.",
        ),
        (b"<kml>" + b"x" * 10_500_000 + b"</kml>", TOO_LONG),
        (
            b"<kml>" + b"<a/>" * 1_500_001 + b"</kml>",
            "The file has too many parts: give it to us in several files, one a layer.",
        ),
        (
            b"<kml>" + b"x" * 100_000_000 + b"</kml>",
            TOO_LARGE,
        ),
        (
            "<kml>é".encode("utf-16")[:-1],
            "The letters of the file are damaged: save it again as UTF-8.",
        ),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_says_what_is_wrong_in_one_line(data: bytes, message: str) -> None:
    assert refusal(data) == message


def test_a_web_page_is_called_one() -> None:
    for page in (b"<!DOCTYPE html><html><title>Sign in</title>", b"<html><body/></html>"):
        assert refusal(page).startswith("This is a web page.")


@pytest.mark.parametrize(
    ("data", "text", "is_guessed"),
    [
        ("<kml>é</kml>".encode(), "é", False),
        ('<?xml version="1.0" encoding="UTF-8"?><kml>é</kml>'.encode("cp1252"), "é", True),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><kml>é</kml>'.encode("latin-1"), "é", False),
        ('<?xml version="1.0" encoding="windows-1250"?><kml>ł</kml>'.encode("cp1250"), "ł", False),
        ('<?xml version="1.0" encoding="nonsense"?><kml>é</kml>'.encode(), "é", False),
        ("<kml>é</kml>".encode("utf-16-be"), "", False),
    ],
)
def test_letters_are_read_however_they_are_written(
    data: bytes, text: str, is_guessed: bool
) -> None:
    if not text:
        assert xml_root(data) == "kml"
        return
    file = read_xml(data, "kml", "a KML map")
    assert (file.root.text, file.is_guessed) == (text, is_guessed)


def test_a_prefix_that_nothing_declares_is_forgiven() -> None:
    root = read_xml(b"<kml><gx:Track>1</gx:Track></kml>", "kml", "a KML map").root
    assert [local_name(each) for each in root] == ["Track"]
    assert refusal(b"<kml><gx:Track></kml>").startswith("The file is damaged: ")


def test_parts_are_found_by_their_names_alone() -> None:
    root = read_xml(b"<kml xmlns='x:y'><a>1<b>2</b></a><a> 3 </a></kml>", "kml", "a map").root
    assert [text_in(each) for each in children(root, "a")] == ["12", "3"]
    assert (child_text(root, "a"), child_text(root, "z"), child(root, "z")) == ("12", "", None)


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<KML >", "kml"),
        (b"<k:kml xmlns:k='x'>", "kml"),
        ("<?xml version='1.0'?><gpx>".encode("utf-16"), "gpx"),
        (b"name,place\n<kml>,x", ""),
        (b"PK\x03\x04", ""),
        (b"", ""),
    ],
)
def test_the_root_tells_what_a_file_is(data: bytes, root: str) -> None:
    assert xml_root(data) == root


def test_the_largest_file_takes_no_more_memory_than_there_is(tmp_path: Path) -> None:
    """Tried with 500 MB for data, of which the program itself takes a fifth."""
    script = tmp_path / "large.py"
    script.write_text(
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000))\n"
        "from assetmap.exchange.incoming import BadFile\n"
        "from assetmap.exchange.readers.safe_xml import MOST_BYTES, read_xml\n"
        "for part in (b'<a/>x', b'x', b'<a b=\"\"/>'):\n"
        "    inside = part * ((MOST_BYTES - 100) // len(part))\n"
        "    try:\n"
        "        read_xml(b'<kml>' + inside + b'</kml>', 'kml', 'a map')\n"
        "    except BadFile as error:\n"
        "        print(str(error)[:17])\n"
        "read_xml(b'<kml>' + b'<a/>x' * 1_400_000 + b'</kml>', 'kml', 'a map')\n"
        "print('read')\n"
    )
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (ran.stdout.splitlines(), ran.stderr) == (
        ["The file has too ", "The file holds a ", "The file has too ", "read"],
        "",
    )

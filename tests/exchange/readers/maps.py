"""Maps as other programs write them, made for tests."""

import io
import zipfile

from assetmap.exchange.readers.kml_files import kml_table
from assetmap.exchange.table import Table

POINT = "<Point><coordinates>0.3328,51.4776,0</coordinates></Point>"

# As Google My Maps exports it: rows that came in by address have no point, two layers have one
# name, one is empty, a thing lies outside all of them, and one layer is kept up to date elsewhere.
ODDITIES = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Riverside map</name>
<description><![CDATA[What is on near the river]]></description>
<Style id="icon-1899-0288D1-normal"><IconStyle><color>ffd18802</color></IconStyle></Style>
<StyleMap id="icon-1899-0288D1"><Pair><key>normal</key>
<styleUrl>#icon-1899-0288D1-normal</styleUrl></Pair></StyleMap>
<Folder><name>Lunch clubs</name>
<Placemark><name>Quay lunch club</name><address>Quay Hall, Dock Road, Tilbury, RM18 7TB</address>
<description><![CDATA[<img src="https://pictures.example/1" height="200" width="auto" /><br><br>
Tuesdays 12-2pm<br>Phone: 01632 960101<br>Write to
<a href="mailto:quay@example.org">quay@example.org</a>
<script>alert(1)</script>]]></description>
<styleUrl>#icon-1899-0288D1</styleUrl><ExtendedData>
<Data name="Phone"><value>01632 960101</value></Data>
<Data name="gx_media_links"><value><![CDATA[https://pictures.example/1 https://pictures.example/2]]>
</value></Data></ExtendedData></Placemark>
<Placemark><name>With a point</name><description>plain</description>
<styleUrl>#icon-1502-E65100-nodesc</styleUrl><Point><coordinates>
            0.3328,51.4776,0
          </coordinates></Point></Placemark>
<Placemark><name>Geocoded</name><address>geocoded</address>
<Point><coordinates>0.33,51.47,0</coordinates></Point></Placemark>
</Folder>
<Folder><name>Walks</name>
<Folder><name>River</name><Placemark><name>River walk</name><LineString>
<coordinates>0.33,51.47,0 0.34,51.48,0</coordinates></LineString></Placemark></Folder>
<Placemark><name>Park</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
0.33,51.47,0 0.34,51.47,0 0.34,51.48,0 0.33,51.47,0</coordinates></LinearRing></outerBoundaryIs>
</Polygon></Placemark></Folder>
<Folder><name>Lunch clubs</name><Placemark><name>The same again</name>
<Point><coordinates>0.3,51.4</coordinates></Point></Placemark></Folder>
<Folder><name>Nothing yet</name></Folder>
<Placemark><name>No folder</name><Point><coordinates>0.3,51.4</coordinates></Point></Placemark>
<GroundOverlay><name>Old map</name></GroundOverlay>
<NetworkLink><name>Live</name><Link><href>https://maps.example/kml?forcekml=1</href></Link>
</NetworkLink></Document></kml>"""


def kml(inside: str) -> bytes:
    """A KML document with these parts."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" '
        f'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>{inside}</Document></kml>'
    ).encode()


def placemark(inside: str, name: str = "Quay Club") -> str:
    """A placemark with a name and these parts."""
    return f"<Placemark><name>{name}</name>{inside}</Placemark>"


def folder(name: str, inside: str) -> str:
    """A folder with a name and these parts."""
    return f"<Folder><name>{name}</name>{inside}</Folder>"


def read_kml(inside: str) -> Table:
    """The table of a document with these parts."""
    return kml_table(kml(inside))


def dicts(table: Table) -> list[dict[str, str]]:
    """The rows of a table by heading, empty cells left out."""
    return [
        {head: cell for head, cell in zip(table.headings, row.cells, strict=True) if cell}
        for row in table.rows
    ]


def packed(**files: bytes) -> bytes:
    """A zip of files; `__` in a name stands for a point, `___` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), data)
    return out.getvalue()

"""Small spreadsheets made by hand, as Excel and LibreOffice write them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Cell formats by number: general, a date, a time, both, and `00000 000000` of a phone.
_STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" \
formatCode="00000\\ 000000"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/>\
<xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


@dataclass(frozen=True)
class Raw:
    """A cell as XML: its attributes, and what stands in it."""

    attributes: str
    inner: str


ERROR = Raw('t="e"', "<v>#N/A</v>")
Value = str | float | bool | date | time | Raw | None


def phone(number: int) -> Raw:
    """A number shown as `01375 000000`."""
    return Raw('s="4"', f"<v>{number}</v>")


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> bytes:
    """An XLSX file. `merged` are ranges of its first sheet, such as `A2:A4`."""
    pages = []
    for at, rows in enumerate(sheets.values()):
        ranges = "".join(f'<mergeCell ref="{each}"/>' for each in (merged if at == 0 else ()))
        pages.append(page("".join(map(_row, range(1, len(rows) + 1), rows)), ranges))
    names = [(name, name in hidden) for name in sheets]
    return workbook_of(pages, names)


def page(rows: str, merged: str = "") -> str:
    """A sheet's XML from that of its rows."""
    merges = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merges}</worksheet>'


def workbook_of(
    pages: Sequence[str], names: Sequence[tuple[str, bool]] = (("Groups", False),)
) -> bytes:
    """An XLSX file of sheets as XML; each name says whether its sheet is hidden."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", _content_types(len(pages)))
        file.writestr(
            "_rels/.rels", _relationships([("rId1", "officeDocument", "xl/workbook.xml")])
        )
        file.writestr("xl/workbook.xml", _book(names))
        linked = [
            (f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml")
            for at in range(1, len(pages) + 1)
        ]
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            _relationships([*linked, ("rId0", "styles", "styles.xml")]),
        )
        file.writestr("xl/styles.xml", _STYLES)
        for at, each in enumerate(pages, start=1):
            file.writestr(f"xl/worksheets/sheet{at}.xml", each)
    return out.getvalue()


def text_cell(reference: str, text: str) -> str:
    """A cell's XML with a text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def open_document(rows: Sequence[Sequence[str]], name: str = "Groups") -> bytes:
    """An ODS file of texts."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in row)}</table:table-row>"
        for row in rows
    )
    return open_document_of(f"<table:table table:name={quoteattr(name)}>{body}</table:table>")


def open_document_of(tables: str) -> bytes:
    """An ODS file of tables as XML."""
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        file.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def column(at: int) -> str:
    """The letters of a column that counts from 0: `AA` for 26."""
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _row(number: int, cells: Sequence[Value]) -> str:
    made = "".join(_cell(f"{column(at)}{number}", value) for at, value in enumerate(cells))
    return f'<row r="{number}">{made}</row>'


def _cell(reference: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return text_cell(reference, value)
    raw = value if isinstance(value, Raw) else _raw(value)
    return f'<c r="{reference}" {raw.attributes}>{raw.inner}</c>'


def _raw(value: float | bool | date | time) -> Raw:
    if isinstance(value, bool):
        return Raw('t="b"', f"<v>{int(value)}</v>")
    if isinstance(value, time):
        return Raw('s="2"', f"<v>{(value.hour * 60 + value.minute) / 1440}</v>")
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86400
        return Raw('s="3"', f"<v>{days}</v>")
    if isinstance(value, date):
        return Raw('s="1"', f"<v>{(value - date(1899, 12, 30)).days}</v>")
    return Raw("", f"<v>{value}</v>")


def _content_types(number: int) -> str:
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for at in range(1, number + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPE}.sheet.main+xml"/>{parts}</Types>'
    )


def _relationships(linked: Sequence[tuple[str, str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in linked
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _book(names: Sequence[tuple[str, bool]]) -> str:
    states = {True: ' state="hidden"', False: ""}
    made = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"{states[is_hidden]}/>'
        for at, (name, is_hidden) in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{made}</sheets></workbook>'

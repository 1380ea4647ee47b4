"""The square code (QR) that a phone's camera reads: an address as a drawing."""

import io

import segno


def qr_code(address: str, title: str) -> str:
    """The code as SVG, with the words for those who cannot see it. Black on white, quiet zone in.

    Error correction M: a fold or a coffee ring in a corner does not stop it from being read.
    """
    drawn = io.BytesIO()
    code = segno.make(address, micro=False, error="m")
    code.save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, light="#fff",
        svgclass="square-code", lineclass=None, title=title,
    )  # fmt: skip
    svg = drawn.getvalue().decode()
    return svg.replace("<svg ", '<svg role="img" focusable="false" ', 1).strip()

import re

from qrcode.main import QRCode

from assetmap.web.account.second_factor import square


def test_square_draws_just_the_dark_units_of_the_code() -> None:
    text = "otpauth://totp/Directory:jo%40example.org?secret=ABC&issuer=Directory"
    drawn = square(text)
    code = QRCode()
    code.add_data(text)
    rows = code.get_matrix()
    dark = {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    found = re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)
    assert {(int(x), int(y)) for x, y in found} == dark
    assert "".join(f"M{x} {y}h1v1h-1z" for x, y in found) == drawn.path
    assert drawn.size == len(rows)
    assert not any(min(x, y) < 4 or max(x, y) >= drawn.size - 4 for x, y in dark)

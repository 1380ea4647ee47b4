"""The second factor: codes from an app, each of which works once, and its square to scan."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_security import Totp, UserMixin

from assetmap.services.account.accounts import use_code
from assetmap.web.framework.request_context import context

if TYPE_CHECKING:
    from passlib.totp import TotpMatch


@dataclass(frozen=True)
class Square:
    """A QR code as the path of an SVG, `size` units wide and high."""

    path: str
    size: int


class StaffCodes(Totp):
    """The library's codes, of which we remember the last that was used."""

    def verify_totp(self, token: str, totp_secret: str, user: UserMixin, window: int = 0) -> bool:
        """Whether it is the code of now, and was not used yet."""
        # People copy codes with the gap that the app shows in the middle.
        return super().verify_totp(str(token).replace(" ", ""), totp_secret, user, window)

    def get_last_counter(self, user: UserMixin) -> "TotpMatch | None":  # noqa: ARG002
        """None: `set_last_counter` refuses what was used, inside a transaction."""
        return None

    def set_last_counter(self, user: UserMixin, tmatch: "TotpMatch") -> None:
        """Remember a code. Raises UsedTokenError, which the library takes for a wrong code."""
        from passlib.totp import UsedTokenError  # slow import

        if not use_code(context(), str(user.id), tmatch.counter):
            raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> Square:  # type: ignore[override]
        """The square as our page draws it, where the library has an image's address."""
        return square(self.get_totp_uri(username, totp))


def square(text: str) -> Square:
    """A text as a QR code, with the quiet edge of four units around it."""
    from qrcode.main import QRCode  # slow import, for a page that each person sees once

    code = QRCode()
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Square(path, len(rows))

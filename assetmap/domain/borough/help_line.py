"""Numbers that people ring or send a text to."""

from dataclasses import dataclass
from urllib.parse import quote

from assetmap.domain.phone import phone_parts


@dataclass(frozen=True)
class HelpLine:
    """A number people can ring, what it is for and when it is answered.

    `emergency` is a line to read before it. With `sms` one sends a text with these words instead of
    ringing. `kinds` are the kinds of danger that it is for; none means all of them.
    """

    text: str
    phone: str
    hours: str = ""
    email: str = ""
    emergency: str = ""
    sms: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def tel(self) -> str:
        """The number as a link writes it: `tel:`, or `sms:` with the words to send."""
        link = next((part.tel for part in phone_parts(self.phone) if part.tel), "")
        if not self.sms:
            return link
        return f"sms:{link.removeprefix('tel:')}?body={quote(self.sms)}"

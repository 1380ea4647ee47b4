"""A person as somebody asks after them: by an e-mail address or a phone number."""

import re
from dataclasses import dataclass

from assetmap.domain.email import comparable_email, looks_like_email
from assetmap.domain.listings.listing import Contact
from assetmap.domain.phone import comparable_phones
from assetmap.domain.phone_in_text import places_of_phone

_FIGURES_FEWEST = 6
_BLANK = "[erased]"


class SubjectNotFound(ValueError):
    """What was given is neither an e-mail address nor a phone number."""


@dataclass(frozen=True)
class DataSubject:
    """Whom somebody asks after. Just one of `email` and `phone` is set, made comparable."""

    email: str = ""
    phone: str = ""

    def has(self, value: str) -> bool:
        """Whether a field for an address or for phone numbers holds theirs."""
        if self.email:
            return comparable_email(value) == self.email
        return self.phone in comparable_phones(value)

    def has_card(self, contact: Contact) -> bool:
        """Whether a contact is theirs; beside a name there may stand another number."""
        by_number = bool(self.phone) and self.is_in(contact.name)
        return self.has(contact.email) or self.has(contact.phone) or by_number

    def is_in(self, text: str) -> bool:
        """Whether a text says their address or number, however it is written."""
        return any(True for _ in self._places(text))

    def taken_out(self, text: str) -> str:
        """The text with `[erased]` wherever it says their address or number."""
        for start, end in reversed(list(self._places(text))):
            text = text[:start] + _BLANK + text[end:]
        return text

    def _places(self, text: str) -> list[tuple[int, int]]:
        if self.email:
            # Within a longer address it is another person's: anna@ is not joanna@.
            pattern = rf"(?<![\w.+-]){re.escape(self.email)}(?![\w-]|\.\w)"
            return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]
        return places_of_phone(text, self.phone)


def data_subject(text: str) -> DataSubject:
    """Whom an e-mail address or phone number means. Raises SubjectNotFound."""
    text = text.strip()
    if looks_like_email(text):
        return DataSubject(email=comparable_email(text))
    phones = comparable_phones(text)
    if len(phones) != 1 or len(phones[0]) < _FIGURES_FEWEST or re.search(r"[^\d\s()+./-]", text):
        raise SubjectNotFound("Give a whole email address or phone number.")
    return DataSubject(phone=phones[0])

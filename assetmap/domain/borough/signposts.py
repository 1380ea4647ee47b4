"""Where to go for what the directory does not list: dentists, council tax, passports."""

from dataclasses import dataclass

from assetmap.domain.phone import phone_parts


@dataclass(frozen=True)
class Signpost:
    """One plain line for a question about something, with a number or an address.

    `say` are phrases for the thing; `but_not` longer ones that only sound like it (`nursery
    rhymes`). `languages`: it is shown too when somebody asks for a language other than English.
    """

    slug: str
    say: tuple[str, ...]
    text: str
    phone: str = ""
    url: str = ""
    but_not: tuple[str, ...] = ()
    languages: bool = False

    @property
    def tel(self) -> str:
        """The number as a `tel:` link writes it; empty without one."""
        return next((part.tel for part in phone_parts(self.phone) if part.tel), "")

    @property
    def site(self) -> str:
        """The address as people read it: `www.nhs.uk`; empty without one."""
        return self.url.partition("//")[2].partition("/")[0]

"""Which column of a file of areas is what, by its heading."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assetmap.domain.areas.area_file import AreaColumns, BadAreas
from assetmap.domain.areas.area_set import RoleContact
from assetmap.domain.areas.resident_counts import ResidentColumns, resident_columns
from assetmap.domain.email import is_email
from assetmap.domain.phone import phone_parts
from assetmap.domain.text import clean, fold, one_line, slug

# Of each thing the headings that it goes by, the likeliest first. The Office for National
# Statistics ends names with NM and codes with CD, behind the sort of area and the year: WD24NM.
_ONS = r"(?:wd|lad|ctyua|lsoa|msoa|oa|pcon|par|ced)\d\d"
_HEADINGS = {
    "name": (
        f"{_ONS}nm",
        "name",
        "ward",
        "ward name",
        "patch",
        "patch name",
        "area",
        "area name",
        "geography",
    ),
    "code": (
        *(f"{_ONS}cd", "code", "ward code", "gss code", "gss", "area code", "osward"),
        *("geography code", "mnemonic"),
    ),
    "postcode": ("postcode", "post code", "pcds", "pcd", "pcd7", "pcd8", "postcodes"),
    "ward": (f"{_ONS}nm", "ward", "ward name", f"{_ONS}cd", "ward code", "osward"),
    "patch": ("patch", "patch name"),
    "role": ("role", "contact", "coordinator role"),
    "phone": ("phone", "telephone", "tel", "phone number", "contact phone"),
    "email": ("email", "e mail", "email address", "contact email"),
    "text": ("text", "note", "notes", "about"),
}
_NAME_LONGEST, _TEXT_LONGEST = 120, 300  # characters
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


def column_of(what: str, headings: Iterable[str]) -> str:
    """The heading, as the file writes it, of one of the things above; empty for none."""
    known = [(fold(heading), heading) for heading in headings]
    for wanted in _HEADINGS[what]:
        for folded, heading in known:
            if re.fullmatch(wanted, folded):
                return heading
    return ""


@dataclass(frozen=True)
class AreaHeadings:
    """The columns of a file that say what its areas are called, whom to ask there, and how many
    people live there.
    """

    name: str
    code: str
    contact: Mapping[str, str]
    residents: ResidentColumns = field(default_factory=ResidentColumns)

    def contact_of(self, row: Mapping[str, str], name: str) -> RoleContact:
        """Whom a row says to ask. Raises BadAreas for what is no number or address."""
        given = {part: _plain(row.get(heading, "")) for part, heading in self.contact.items()}
        phone, email = given.get("phone", ""), given.get("email", "")
        if phone and not any(part.tel for part in phone_parts(phone)):
            raise BadAreas(f"The phone of {name}, {phone}, is no number that can be rung.")
        if email and not is_email(email):
            raise BadAreas(f"The email of {name}, {email}, is no email address.")
        text = given.get("text", "")
        if len(text) > _TEXT_LONGEST:
            raise BadAreas(f"The text of {name} is longer than {_TEXT_LONGEST} characters.")
        return RoleContact(given.get("role", "")[:_NAME_LONGEST], phone, email, text)


def headings_of(
    headings: Sequence[str], columns: AreaColumns, *, name: str = "name", codes: bool = True
) -> AreaHeadings:
    """The columns of a file, those asked for first. `name` is the thing that names an area.

    Raises BadAreas with the columns there are when none names the areas.
    """
    by_hand = {"--name-column": columns.name, "--code-column": columns.code}
    for option, asked in by_hand.items():
        if asked and asked not in headings:
            raise BadAreas(f"{option}: there is no column {asked}. There are: {_listed(headings)}.")
    code = columns.code or (column_of("code", headings) if codes else "")
    named = columns.name or column_of(name, headings) or code
    if not named:
        raise BadAreas(
            f"No column names the areas. Say which does with --name-column: {_listed(headings)}."
        )
    contact = {part: column_of(part, headings) for part in ("role", "phone", "email", "text")}
    taken = {part: heading for part, heading in contact.items() if heading not in ("", named)}
    return AreaHeadings(named, code, taken, resident_columns(headings))


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(headings[:12]) + (" and more" if len(headings) > 12 else "") or "none"


def name_of(text: str) -> str:
    """An area's name as it is kept. Raises BadAreas when it is too long."""
    name = _plain(text)
    if len(name) > _NAME_LONGEST:
        raise BadAreas(f"The name {name[:40]}… is longer than {_NAME_LONGEST} characters.")
    return name


def code_of(given: str, name: str) -> str:
    """An area's code: as given if it fits into an address, else made from the name."""
    given = given.strip()
    if _CODE.fullmatch(given):
        return given
    return slug(given or name, 40)


def _plain(text: str) -> str:
    return " ".join(one_line(clean(text)).split())

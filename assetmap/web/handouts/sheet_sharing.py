"""How a kept sheet is taken away by phone: a short text, an e-mail, both by the phone's own app.

We never see the number or the address: the link opens the phone's app with the words in it.
"""

from urllib.parse import quote

from assetmap.domain.handouts.text_message import plain, short_message
from assetmap.web.handouts.sheet_line import SheetLine
from assetmap.web.handouts.sheet_page import SheetPage

_LONGEST_MAIL = 1_900  # characters of the link: Windows hands no more than 2,048 to a mail program


def text_address(page: SheetPage) -> str:
    """The `sms:` link with the short text, two parts at most.

    `sms:?&body=` and not `sms:?body=`: Android reads what stands after the question mark, older
    iPhones only what stands after an `&`. Spaces as `%20`, since a `+` would be shown as it is.
    """
    items = [_short_item(line) for line in page.lines if not line.is_gone]
    return f"sms:?&body={quote(short_message(items, page.address), safe='')}"


def mail_address(page: SheetPage) -> str:
    """The `mailto:` link with the sheet as text: all of it, else in short, else what fits."""
    short = ["" if line.is_gone else _short_item(line) for line in page.lines]
    link = _mail(page, [_whole_item(line) for line in page.lines])
    for count in range(len(short), -1, -1):
        if len(link) <= _LONGEST_MAIL:
            break
        rest = len(short) - count
        more = [f"+ {rest} more on the sheet"] if rest else []
        link = _mail(page, [*filter(None, short[:count]), *more])
    return link


def _mail(page: SheetPage, parts: list[str]) -> str:
    end = f"See it again: {page.address}\nIt can be found until {page.until}."
    body = "\n\n".join([*parts, end]).replace("\n", "\r\n")
    subject = f"Your sheet {page.code}"
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _short_item(line: SheetLine) -> str:
    """Its name, when and the number; what has no letter of the text's alphabet is named by kind."""
    name = line.name if any(map(str.isalpha, plain(line.name))) else line.category
    when = line.shut or line.when.replace(" to ", "-") or line.usual.partition(";")[0]
    return ", ".join(filter(None, (name, when, line.phone)))


def _whole_item(line: SheetLine) -> str:
    if line.is_gone:
        return "One listing that stood here is no longer listed."
    phone = f"Ring {line.phone}" + (f" ({line.whose})" if line.whose else "")
    said = (*line.notices, line.when or line.usual, line.where, *line.travel, line.cost, phone)
    return "\n".join(filter(None, (line.name, *said, line.first_visit, line.checked)))

"""Our letters: each a pair of templates in `templates/email/`, filled in with plain values.

Every letter is given `borough`; beside it:

| letter | is given |
|---|---|
| `check_due`, `check_overdue` | `listings` (of `ListedLine`), `link`, `valid_until` |
| `thanks_for_telling` | `listing_name`, `link`, `is_approved`, `is_edited`, `words` of the editor |
| `invitation` | `invited_by`, `roles` (their names), `link`, `valid_until` |
| `reset_password` | `link`, `valid_until` |
| `sign_in_code` | `code`, `valid_until` |
| `second_factor_reset` | `reset_by`, `at` |
| `data_source_notice` | as `check_due`, and `listing_name`, `listing_url`, `source`, `held` |
| `urgent_report` | `listing_name`, `trouble`, `link` |
| `time_bank_statement` | `statement` (of services/time_bank/statements.py) |
| `trial` | `sent_by`, `link` |
| `upkeep_stopped` | `reasons`, `link` |
| `time_bank_contact` | `other`, `ways` to reach them, `gives`, `minutes`, `on`, `place`, `link` |
| `time_bank_confirm` | `gave`, `other`, `minutes`, `on`, `link` |
| `time_bank_gift` | `minutes`, `giver` (empty when not named), `link` |
| `time_bank_links` | `links` (what each account is called, and its link) |
| `what_waits` | `lines` (of `DigestLine`), `every` (daily or weekly), `link`, `account` |

Each `time_bank_...` is given `time_bank` (its name), `broker_phone` and `valid_until` as well.
Links are whole addresses. `valid_until` is a date-time in London. A value that is missing is an
error, so that nobody is sent a letter with a hole in it. `held` is what we hold, in words.
`data_source_notice` may be given
`lawful_basis` as well, where it is not legitimate interests.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assetmap.domain.phone import phone_parts
from assetmap.domain.time_bank.hours import in_words
from assetmap.mail.message import Message
from assetmap.paths import TEMPLATES

# Control characters, those that turn the reading direction round, and half characters.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_SUBJECT = "Subject: "


@dataclass(frozen=True)
class ListedLine:
    """A listing as a letter names it. `notice` is what its page says of the check, if anything."""

    name: str
    url: str
    last_checked: date | None = None
    notice: str = ""


def render_email(name: str, to: str, message_id: str, **context: Any) -> Message:
    """The letter `name` to one person. Raises BadMessage when it cannot be sent to them."""
    texts = _environment(is_html=False).get_template(f"{name}.txt").render(context)
    first, _, rest = texts.partition("\n")
    subject = first.removeprefix(_SUBJECT).strip()
    pages = _environment(is_html=True).get_template(f"{name}.html")
    html = pages.render(context, subject=subject)
    return Message(message_id, to, subject, _evenly_spaced(rest), _evenly_spaced(html))


@cache
def _environment(*, is_html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(
            (TEMPLATES / "email", TEMPLATES)
        ),  # a number is linked as on a page
        undefined=StrictUndefined,
        autoescape=is_html,  # noqa: S701 - plain text has nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_one_line,
    )
    environment.filters["long_date"] = _long_date
    environment.filters["phone_parts"] = phone_parts
    environment.filters["in_words"] = in_words
    return environment


def _one_line(value: object) -> object:
    """A value that cannot start a line of its own, so that no name poses as our words."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return " ".join(_UNFIT.sub(" ", value).split())
    return value


def _long_date(on: date) -> str:
    """`3 March 2026`."""
    return f"{on.day} {on:%B %Y}"


def _evenly_spaced(text: str) -> str:
    """Blocks that were left out leave no gap behind."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

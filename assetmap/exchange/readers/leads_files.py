"""Files of which leads are taken, told by what is in them. They are no lists of listings."""

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import openactive
from assetmap.exchange.readers.charities import charities, is_register
from assetmap.exchange.readers.found_lead import USE_LEADS, FoundLeads
from assetmap.exchange.readers.referral_documents import document_of
from assetmap.exchange.table import Table

NO_LEADS = (
    "It is neither a page of OpenActive's feeds nor the register of the Charity Commission as JSON "
    "or text. If it is a zip file, unpack it."
)


def knows(data: bytes) -> bool:
    """Whether leads can be taken from a file."""
    return is_register(data) or _is_page(data)


def refuse_leads(data: bytes, sheet: str) -> Table:  # noqa: ARG001 - a reader's two arguments
    """Such a file where listings are wanted. Raises BadFile, which says what to do."""
    raise BadFile(USE_LEADS)


def found_leads(data: bytes) -> FoundLeads:
    """What a file names. Raises BadFile."""
    if is_register(data):
        return FoundLeads(tuple(charities(data)))
    if _is_page(data):
        page = openactive.read_page(data)
        return FoundLeads(page.found, page.deleted)
    raise BadFile(NO_LEADS)


def _is_page(data: bytes) -> bool:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith(b"{") or not (b'"items"' in data and b'"next"' in data):
        return False
    try:
        return openactive.knows(document_of(data))
    except BadFile:
        return False

"""How to get in touch about a listing, and what is kept of its record: the fields, as
`listing_fields` has them.
"""

from assetmap.domain.listings import field_values as values
from assetmap.domain.listings.field_type import Column, Question
from assetmap.domain.listings.field_values import contact, made, text

CONTACT = (
    contact(
        "contact_name",
        "name",
        "Public contact name",
        question=Question("line", "Who to ask for (if they agree)", "A first name or role."),
        columns=(Column("contact_name", own_only=True),),
    ),
    contact(
        "phone",
        "phone",
        "Public phone number",
        question=Question("tel", "Public phone number"),
        columns=(Column("phone"),),
    ),
    contact(
        "email",
        "email",
        "Public email address",
        question=Question("email", "Public email address"),
        columns=(Column("email"),),
    ),
    contact(
        "website",
        "website",
        "Website",
        question=Question("url", "Website", "For example, www.example.org."),
        columns=(Column("website"),),
        is_free=True,
    ),
    contact(
        "private_name",
        "name",
        "Private contact name",
        question=Question("line", "Private contact name"),
    ),
    contact(
        "private_phone",
        "phone",
        "Private phone number",
        question=Question("tel", "Private phone number"),
    ),
    contact(
        "private_email",
        "email",
        "Private email address",
        question=Question("email", "Private email address"),
    ),
    contact(
        "private_website",
        "website",
        "Private website",
        question=Question("url", "Private website"),
        is_free=True,
    ),
    text(
        "steward",
        "Who will check it",
        question=Question(
            "person",
            "Who will check that it stays true?",
            "One of the people here. Not public.",
        ),
        columns=(Column("steward"),),
        is_free=True,
    ),
    text(
        "consent",
        "Who agreed to the listing",
        question=Question(
            "line",
            "Who agreed to the listing, how and when?",
            "For example: The treasurer, by phone, on 3 March 2026. Not public.",
        ),
        is_free=True,
        personal=True,
    ),
)
RECORD = (
    made("status", "Status", lambda x: str(x.status), columns=(Column("status"),)),
    made("archived_because", "Why it is no longer listed", lambda x: x.archived_because),
    made("merged_into", "Merged into", lambda x: x.merged_into, columns=(Column("merged_into"),)),
    made(
        "paused_until",
        "Closed for now until",
        values.read_paused_until,
        columns=(Column("paused_until", own_only=True),),
    ),
    made(
        "checked",
        "Last checked",
        values.read_checked,
        columns=(Column("checked_on"), Column("checked_by"), Column("checked_how")),
    ),
    made("evidence", "Proof seen", values.read_evidence, columns=(Column("evidence"),)),
)

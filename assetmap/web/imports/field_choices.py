"""What a column of a file may be, in the words of the page that asks."""

from assetmap.exchange.heading_names import LAYER
from assetmap.exchange.time_headings import DATE, DAYS, ENDS, FREQUENCY, OPENING_HOURS, STARTS, TIME
from assetmap.services.imports.file_columns import ReadColumn

Choices = tuple[tuple[str, str], ...]

# Each group of the list, and in it the fields as `ColumnChoices` names them.
FIELD_GROUPS: tuple[tuple[str, Choices], ...] = (
    (
        "What it is",
        (
            ("name", "Name"),
            ("also_known_as", "Other names"),
            ("former_names", "Former names"),
            ("kind", "Kind, such as group or service"),
            ("type", "Type, in their words"),
            (LAYER, "Layer of a map"),
            ("categories", "Our categories"),
            ("summary", "One sentence about it"),
            ("description", "Description"),
            ("organisation", "Organisation behind it"),
            ("run_by", "Who runs it"),
        ),
    ),
    (
        "Where",
        (
            ("venue", "Venue"),
            ("address", "Address"),
            ("address_1", "Address line 1"),
            ("address_2", "Address line 2"),
            ("address_3", "Address line 3"),
            ("postcode", "Postcode"),
            ("place", "Town or area"),
            ("area_served", "Area it covers"),
            ("location", "Location, in words or as a point"),
            ("lat", "Latitude"),
            ("lon", "Longitude"),
            ("coordinates", "Latitude and longitude together"),
            ("easting", "Easting"),
            ("northing", "Northing"),
            ("getting_there", "How to get there"),
        ),
    ),
    (
        "When",
        (
            ("when", "Days and times"),
            (DAYS, "Day"),
            (TIME, "Time"),
            (STARTS[0], "Start"),
            (ENDS[0], "End"),
            (DATE, "Date"),
            (FREQUENCY, "How often"),
            (OPENING_HOURS, "Opening hours"),
            ("closed_dates", "Dates when it is closed"),
        ),
    ),
    (
        "Who for, cost and joining",
        (
            ("audience", "Who it is for"),
            ("ages", "Ages"),
            ("languages", "Languages"),
            ("access", "Access"),
            ("cost", "Cost"),
            ("join", "How to join"),
            ("join_note", "More about joining"),
            ("first_visit", "The first visit"),
            ("facilities", "What is there"),
        ),
    ),
    (
        "Contact, for everyone",
        (
            ("phone", "Phone"),
            ("mobile", "Mobile"),
            ("email", "Email"),
            ("website", "Website"),
            ("facebook", "Facebook page"),
            ("contact", "Phone, email or website, mixed"),
        ),
    ),
    (
        "For staff only",
        (
            ("private_name", "Name of a person"),
            ("private_phone", "Phone of a person"),
            ("private_email", "Email of a person"),
        ),
    ),
    (
        "About the record",
        (
            ("id", "Their own number for it"),
            ("status", "Whether it is running"),
            ("steward", "Who keeps it up to date"),
            ("checked_on", "When it was last checked"),
        ),
    ),
)
NOT_USED = ("", "Do not use")
_LABELS = {name: label for _, choices in FIELD_GROUPS for name, label in choices}


def groups_for(column: ReadColumn, chosen: str) -> tuple[tuple[str, Choices], ...]:
    """The groups to choose from for a column; what it is by its heading alone is among them."""
    others = tuple(
        (each, f"As its heading says: {column.label}")
        for each in dict.fromkeys((column.field, chosen))
        if each and each not in _LABELS
    )
    return ((("By its heading", others),) if others else ()) + FIELD_GROUPS


def allowed_fields(column: ReadColumn) -> frozenset[str]:
    """The fields that may be chosen for a column; empty for none."""
    return frozenset(("", column.field, *_LABELS))


def field_label(field: str) -> str:
    """A field as the page calls it; the field's own name where the page does not list it."""
    return _LABELS.get(field, field.replace("_", " "))

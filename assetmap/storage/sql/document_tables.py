"""The tables of the nouns beside the listings: when each came, and the kinds of its keys.

What a database has is never changed here: a later change says itself what it adds.
"""

Keys = dict[str, str]

DOCUMENT_TABLES: dict[str, dict[str, Keys]] = {
    "0002_upkeep": {
        "people": {"email": "TEXT"},
        "accounts": {"mark": "TEXT"},
        "sign_ins": {"person_id": "TEXT"},
        "checks": {"listing_id": "TEXT", "by": "TEXT"},
        "reports": {"listing_id": "TEXT", "state": "TEXT"},
        "proposals": {"listing_id": "TEXT", "state": "TEXT"},
        "suggestions": {"listing_id": "TEXT"},
        "revisions": {"listing_id": "TEXT"},
        "do_not_list": {"name": "TEXT"},
        "not_same": {"listing_id": "TEXT"},
        "letters": {"state": "TEXT", "about": "TEXT"},
        "organiser_links": {"used": "INTEGER"},
        "staff_notes": {"listing_id": "TEXT"},
    },
    "0003_sheets": {
        "sheets": {"until": "TEXT"},
        "collections": {"by": "TEXT"},
        "not_found": {"month": "TEXT"},
        "concept_changes": {"concept_id": "TEXT"},
    },
    "0006_remembered_browsers": {
        "remembered_browsers": {"person_id": "TEXT", "token": "TEXT"},
    },
    "0007_source_rows": {
        "source_rows": {"source": "TEXT", "listing_id": "TEXT", "is_gone": "INTEGER"},
        "import_sources": {},
    },
    "0008_key_checks": {
        "key_checks": {},
    },
    "0009_identities": {
        "identities": {"person_id": "TEXT"},
    },
    "0011_website_checks": {
        "website_checks": {"listing_id": "TEXT", "is_dead": "INTEGER"},
    },
    "0012_areas": {
        "area_sets": {"kind": "TEXT"},
        "areas": {"set_id": "TEXT"},
    },
    "0013_import_batches": {
        "import_batches": {"source": "TEXT", "state": "TEXT"},
        "import_rows": {"batch": "TEXT", "outcome": "TEXT", "listing_id": "TEXT"},
        "import_writes": {"batch": "TEXT"},
    },
    "0014_feeds": {
        "import_feeds": {},
        "leads": {"source": "TEXT", "state": "TEXT"},
        "lead_feeds": {},
    },
    "0015_webhooks": {
        "public_marks": {},
        "public_changes": {"type": "TEXT", "day": "TEXT"},
        "changes_seen": {},
        "webhooks": {},
        "webhook_messages": {"webhook_id": "TEXT", "state": "TEXT"},
    },
    "0016_borough_changes": {
        "borough_changes": {"file": "TEXT"},
    },
    "0017_setup_steps": {
        "setup_steps": {},
    },
    "0019_time_bank": {
        "time_bank_members": {"stage": "TEXT", "email": "TEXT"},
        "time_bank_groups": {},
        "time_bank_items": {"account": "TEXT", "kind": "TEXT", "state": "TEXT"},
        "time_bank_exchanges": {
            "giver": "TEXT",
            "receiver": "TEXT",
            "state": "TEXT",
            "slip": "TEXT",
        },
        "time_bank_concerns": {"member_id": "TEXT"},
        "time_bank_requests": {"state": "TEXT"},
        "time_bank_slip_pads": {},
    },
    "0020_reports": {
        "search_counts": {"month": "TEXT", "digest": "TEXT", "words": "TEXT"},
        "search_keys": {},
        "use_counts": {"month": "TEXT"},
        "yearly_figures": {},
        "usability_rounds": {},
        "stories": {"listing_id": "TEXT"},
        "committee_sheets": {},
    },
}


def statements(name: str, number: str, text: str = "TEXT") -> list[str]:
    """The SQL that makes one change's tables, each with an index for each of its keys.

    `number` is the database's way to number rows in the order in which they come, and `text` its
    type for texts that are compared byte by byte.
    """
    made: list[str] = []
    for table, keys in DOCUMENT_TABLES[name].items():
        kinds = {key: text if kind == "TEXT" else kind for key, kind in keys.items()}
        columns = "".join(f', "{key}" {kind}' for key, kind in kinds.items())
        made.append(
            f"CREATE TABLE {table} (number {number},"
            f" id {text} NOT NULL UNIQUE{columns}, document {text} NOT NULL)"
        )
        made += [f'CREATE INDEX idx_{table}_{key} ON {table} ("{key}")' for key in keys]
    return made

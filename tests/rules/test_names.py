"""Names that were private words once, and are not to come back: the field has words of its own."""

import ast
from collections.abc import Iterator

from assetmap.paths import PACKAGE

ROOT = PACKAGE.parent

# What once stood for the word behind it. `mark`, `whole` and the like are fine as ordinary words.
RETIRED = {
    "desk": "context",
    "open_desk": "open_context",
    "by": "Actor",
    "whole": "StoredListing",
    "happening": "AuditEvent",
    "memory": "DirectoryCache",
    "remembered": "CacheState",
    "kept": "a stored document",
    "shelves": "documents",
    "writer": "UnitOfWork",
    "strike": "ack",
    "drain": "process_queue",
    "telling": "public_forms",
    "adding": "new",
    "changing": "edit",
    "changes": "history",
    "checking": "checks",
    "working": "work_queue",
    "moving": "transitions",
    "move": "Transition",
    "proposing": "proposals",
    "retiring": "archiving",
    "picturing": "images",
    "placing": "geocoding",
    "drafting": "drafts",
    "masking": "redaction",
    "recording": "listing_repository",
    "intake": "importing",
    "terms": "ImportOptions",
    "take_in": "import_file",
    "likeness": "match_features",
    "likenesses": "MatchFeatureCache",
    "posting": "mail_queue",
    "post": "transport",
    "letter": "QueuedEmail",
    "packing": "offline_bundle",
    "pack": "OfflineBundle",
    "meanings": "embeddings",
    "meant": "query_embedding",
    "filling": "EmbeddingWorker",
    "current_words": "current_thesaurus",
    "heard": "match",
    "understanding": "query_parser",
    "wish": "Preference",
    "preferring": "boosts",
    "because": "explanations",
    "found": "PlaceMatch",
    "said": "parsed text",
    "told": "a form by its noun",
    "wanted": "a filter by its noun",
    "asking": "query",
    "due": "DueListing",
    "post_at_once": "mail_after_response",
    "shrunk": "compression",
    "masked_log": "log_redaction",
    "form_token": "public_form_token",
    "current": "request_context",
    "addresses": "urls",
    "ways_on": "no_results",
    "sheet_ways": "sharing",
    "last_look": "review_step",
    "slowed": "rate_limited",
    "slowing": "RateLimit",
    "signed_in_so_far": "signed_in_before_2fa",
    "kept_out": "pii_filter",
    "people_named": "pii_filter",
    "given_names": "pii_filter",
    "wanted_person": "data_subject",
    "nobodymeant": "SubjectNotFound",
    "held": "HeldData",
    "rights": "privacy",
    "gap_log": "unmet_needs",
    "minimum_record": "requirements",
    "sorting": "classification",
    "proximity": "location",
    "headings": "header_mapping",
    "columns": "row_parser",
    "proofs": "evidence_cells",
    "shapes": "geometry",
    "clock_times": "times_of_day",
    "square_code": "qr_code",
    "paper": "pdf",
    "lived": "aged_data",
    "years": "aged_data",
    "taken": "DuplicateIdError",
    "movedon": "ConflictError",
    "personal": "PersonalDataError",
    "foureyes": "SelfApprovalError",
    "generation": "version",
}

# Where one of them is the field's own term after all: bookkeeping posts entries to a ledger.
TERMS_OF_THE_FIELD = frozenset(
    {
        "assetmap/services/time_bank/posting.py",
        "assetmap/storage/sql/sql_ledger.py post",
    }
)


def named() -> Iterator[tuple[str, str]]:
    """Every module, folder, public class and top-level public function, with where it stands."""
    for path in sorted([*PACKAGE.rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]):
        place = path.relative_to(ROOT)
        yield place.as_posix(), place.parent.name if path.stem == "__init__" else path.stem
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
                yield f"{place.as_posix()} {node.name}", node.name


def test_nothing_is_named_after_a_retired_word() -> None:
    found = {
        place: RETIRED[name.casefold()]
        for place, name in named()
        if name.casefold() in RETIRED and place not in TERMS_OF_THE_FIELD
    }
    assert found == {}


def test_the_names_are_looked_at() -> None:
    names = dict(named())
    assert set(names) >= TERMS_OF_THE_FIELD
    assert names["assetmap/services/context.py Context"] == "Context"
    assert len(names) > 1000

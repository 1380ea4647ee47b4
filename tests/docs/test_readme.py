"""The README, and what holds for every file: no machine's names, tests beside each module."""

import re
from collections.abc import Iterator

import pytest

from tests.docs.pages import ROOT, read, text_files

README = read("README.md")
LONGEST = 7_000  # bytes: everything else has a page of its own in docs/
# Only these machines' names, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w/.])/(?:" + "work/main" + "|" + "work/shared" + "|" + "tmp" + r")/[\w.-]"
)
REGISTRIES = ("pypi" + ".org/simple", "files.python" + "hosted.org", "registry.npm" + "js.org")


def test_readme_is_short() -> None:
    assert len(README.encode()) < LONGEST


def test_every_document_is_found_from_the_start() -> None:
    linked = {
        link
        for page in ("README.md", "CONTRIBUTING.md")
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", read(page))
    }
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    # The decisions have a list of their own.
    assert {page for page in pages - linked if not page.startswith("docs/decisions/0")} == set()


@pytest.mark.parametrize("page", ["home", "find", "listing"])
@pytest.mark.parametrize("width", [320, 1280])
def test_readme_shows_each_page_at_both_widths(page: str, width: int) -> None:
    picture = f"docs/images/{page}-{width}.png"
    alt = re.search(rf"!\[([^\]]+)\]\({re.escape(picture)}\)", README)
    assert alt is not None
    assert len(alt[1]) > 10
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_readme_is_finished() -> None:
    assert re.findall(r"^[A-Z]{4,}$", README, flags=re.MULTILINE) == []


def test_no_file_names_somebodys_machine() -> None:
    named = []
    for path in text_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found = [*MACHINE.findall(text), *(host for host in REGISTRIES if host in text)]
        if found:
            named.append((str(path.relative_to(ROOT)), found[:3]))
    assert named == []


# Modules without a test file of their own name, each with what tests it instead.
ELSEWHERE = {
    "storage/unit_of_work": "tests/storage/test_store_contract.py",
    "services/open_reports": "tests/services/checks/test_reports.py",
    "services/listings/decision_email": "tests/services/listings/test_proposals.py",
    "web/listings/staff_listings_page": "tests/web/listings/test_staff_listing.py",
    "web/account/second_factor_forms": "tests/web/account/test_second_factor.py and test_asvs_*",
    "web/formatting": "tests/web: the pages whose words it writes",
    "web/listings/step_lines": "tests/web/listings/test_history.py",
    "web/presenters/call_words": "tests/web/checks/test_call_words.py",
    "web/presenters/work_words": "tests/web/checks/test_call_page.py and tests/web/handouts",
    "web/search/find": "tests/web/search/test_find_page.py",
    "app": "tests/web/test_routes.py",
    "domain/listings/field_values": "tests/domain/listings/test_fields.py",
    "web/offline/bundle_fields": "tests/web/offline/test_bundle_document.py",
    "web/presenters/facts": "tests/web/presenters/test_listing_page.py",
    "bootstrap": "tests/conftest.py opens every context with it",
    "cli/opening": "tests/cli: every command opens the context through it",
    "exchange/answer_json": "tests/web/search/test_data.py and tests/cli",
    **dict.fromkeys(
        (
            *("exchange/contact_details", "exchange/csv_files"),
            *("exchange/decoding", "exchange/geometry", "exchange/values", "exchange/location"),
        ),
        "tests/exchange, through the rows and files that are read with it",
    ),
    **dict.fromkeys(
        ("static_map/folium_page", "static_map/folium_page"),
        "tests/static_map/test_standalone.py",
    ),
    **dict.fromkeys(
        (
            *("places/package_data", "places/gazetteer", "places/package_data"),
            *("places/place_names", "places/postcode_words"),
        ),
        "tests/places, through the gazetteer and the postcodes",
    ),
    **dict.fromkeys(
        ("images/reading", "images/reading"), "tests/images/test_reading.py: every picture"
    ),
    "services/checks/sent_back": "tests/web/admin/test_work.py",
    "services/listings/attribution": "tests/web/listings/test_review.py",
    "services/search/ranking": "tests/services/search/test_finding.py",
    "storage/sqlite/moving_hidden_places": "tests/storage/test_earlier_home.py",
    **dict.fromkeys(
        (
            *("storage/sql/copying", "storage/postgres/connections", "storage/postgres/hosts"),
            *("storage/postgres/migrations", "storage/postgres/postgres_connection"),
            "storage/postgres/plain_errors",
        ),
        "tests/storage/postgres/test_postgres_store.py",
    ),
    "basemap": "tests/test_config.py",
    "storage/sql/sql_ledger": "tests/storage/test_ledger_contract.py",
    "storage/listing_document": "tests/storage/test_store_contract.py",
    **dict.fromkeys(
        (
            *("storage/sql/audit_log", "storage/sqlite/connection"),
            *("storage/sql/documents", "storage/sql/sql_unit_of_work", "storage/sql/sql_store"),
            *("storage/sql/connection", "storage/sqlite/sqlite_connection"),
            "storage/sql/document_tables",
        ),
        "tests/storage/test_store_contract.py",
    ),
    "web/framework/query": "tests/web/search/test_data.py",
    "web/public/pages": "tests/web/public/test_pages.py",
    "web/presenters/cards": "tests/web/search/test_find_page.py",
    "web/presenters/chips": "tests/web/search/test_filters.py",
    "web/framework/request_context": "every web test",
    "web/framework/headers": "tests/web/conftest.py, at every answer",
    "web/framework/templating": "tests/web/public/test_pages.py",
    **dict.fromkeys(
        ("web/checks/organiser_page", "web/checks/organiser_page"),
        "tests/web/checks/test_organiser.py",
    ),
    **dict.fromkeys(
        (
            *(
                "web/listings/new_page",
                "web/listings/review_step",
                "web/forms/quick_form",
                "web/listings/draft_step_page",
            ),
            *(
                "web/privacy/audit",
                "web/listings/edit",
                "web/listings/history",
                "web/listings/merge",
            ),
            *(
                "web/listings/change_groups",
                "web/listings/change_page",
                "web/listings/review_page",
                "web/listings/proposal_page",
                "web/listings/review_page",
            ),
            *("web/listings/staff_listing_page", "web/presenters/field_values"),
        ),
        "tests/web, through the page that it draws",
    ),
    "services/embeddings/phrase_embeddings": "tests/services/embeddings/test_embeddings.py",
    "services/admin/thesaurus_trial": "tests/web/admin/test_thesaurus.py",
    "services/embeddings/embeddings": "tests/services/search/test_matching.py",
    **dict.fromkeys(
        ("web/handouts/conversation_query", "web/handouts/conversation_page"),
        "tests/web/handouts/test_conversation.py",
    ),
    "web/handouts/collections": "tests/web/handouts/test_collections.py",
    **dict.fromkeys(
        ("web/handouts/sheet_page", "web/handouts/sheet_files"),
        "tests/web/handouts/test_sheet.py",
    ),
    "web/admin/thesaurus_page": "tests/web/admin/test_thesaurus.py",
    "web/listings/archive": "tests/web/listings/test_staff_listing.py",
    "web/presenters/pages": "tests/web: every page is drawn from one of its classes",
    **dict.fromkeys(
        ("web/search/find_description", "web/search/map_description"),
        "tests/web/api/test_openapi.py",
    ),
    "web/borough/refusal": "tests/web/borough/test_setting_up.py",
    "borough/vocabulary_files": "tests/borough/test_files.py",
    "web/areas/area_upload": "tests/web/areas/test_staff_areas.py",
    "web/reports/coverage_page": "tests/web/reports/test_coverage.py",
    "web/search/no_results": "tests/web/search/test_find_page.py",
}


def behaving_modules() -> Iterator[str]:
    """Modules in which something is done: not only classes' fields and names."""
    for path in sorted((ROOT / "assetmap").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name != "__init__.py" and re.search(
            r"^ *def .*:\n(?!.*\.\.\.$)", text, re.MULTILINE
        ):
            yield str(path.relative_to(ROOT / "assetmap").with_suffix(""))


def test_every_module_has_tests_where_one_looks_for_them() -> None:
    """`assetmap/a/b.py` in `tests/a/test_b.py`, or in a test file of its folder that imports it."""
    lost = []
    for module in behaving_modules():
        folder, _, name = module.rpartition("/")
        own = ROOT / "tests" / folder / f"test_{name}.py"
        dotted = "assetmap." + module.replace("/", ".")
        beside = any(
            re.search(rf"{re.escape(dotted)}\b", path.read_text(encoding="utf-8"))
            for path in (ROOT / "tests" / folder).rglob("*.py")
        )
        if not own.is_file() and not beside and module not in ELSEWHERE:
            lost.append(module)
    assert lost == []


def test_exceptions_are_still_needed() -> None:
    modules = set(behaving_modules())
    assert set(ELSEWHERE) - modules == set()

"""What the papers say is what the program does: commands, settings, addresses, columns, links."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from assetmap.app import create_app
from assetmap.cli.main import cli
from assetmap.exchange.headings import _OTHER_NAMES, CONTACT, CONTRACT, EXTRA, PRIVATE, TYPE
from assetmap.services.desk import Desk
from tests.docs.test_addresses import STAFF_PATHS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
SKIPPED = {".git", ".venv", "instance", "node_modules", ".hypothesis", "__pycache__"}
SKIPPED |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
# Only these machines' names, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w/.])/(?:" + "work/main" + "|" + "work/shared" + "|" + "tmp" + r")/[\w.-]"
)
REGISTRIES = ("pypi" + ".org/simple", "files.python" + "hosted.org", "registry.npm" + "js.org")


def text_files() -> Iterator[Path]:
    """Every text file that is kept in the repository."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if SKIPPED & set(parts) or not path.is_file():
            continue
        if path.suffix in (".png", ".pyc", ".db", ".ico", ".jpg", ".whl", ".gz"):
            continue
        yield path


def section(text: str, heading: str) -> str:
    """The part of a page under a heading."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of a page's tables, without their headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    body = [line for line in lines if not re.fullmatch(r"[|\s-]+", line)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in body][1:]


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands(cli))


def documented_commands() -> dict[str, set[str]]:
    """The options that the README names for each command."""
    found = {}
    for cells in rows(section(README, "Commands")):
        words = cells[0].strip("`").removeprefix("assetmap ")
        name = re.split(r" [A-Z\[]", words)[0]
        found[name] = set(re.findall(r"--[a-z-]+", words))
    return found


def test_readme_names_every_command_and_option() -> None:
    actual = {
        name: {
            option
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in COMMANDS.items()
    }
    assert documented_commands() == actual


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_helps(name: str) -> None:
    result = CliRunner().invoke(cli, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    if name:
        assert (COMMANDS[name].help or "").splitlines()[0] in " ".join(result.output.split())


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert silent == []


def test_readme_names_every_setting() -> None:
    read = {
        name
        for path in (ROOT / "assetmap").rglob("*.py")
        for name in re.findall(r"ASSETMAP_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    documented = {cells[0].strip("`") for cells in rows(section(README, "Settings"))}
    assert documented == read


def test_readme_names_every_address(sample_desk: Desk) -> None:
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)
        for rule in create_app(sample_desk).url_map.iter_rules()
    }
    served = {"/static/<filename>", "/vendor/leaflet/<name>"}  # files, not addresses to rely on
    served |= {each for each in routes if each.startswith(STAFF_PATHS)}  # docs/addresses.md
    documented = {
        address
        for cells in rows(section(README, "Addresses"))
        for address in re.findall(r"`(/[^`]*)`", cells[0])
        if not address.startswith(STAFF_PATHS)
    }
    assert {each.replace("<listing_id>", "<id>") for each in routes - served} == {
        *documented,
        *(set() if "/borough.css" in documented else {"/borough.css"}),
        *(set() if "/robots.txt" in documented else {"/robots.txt"}),
    }


def test_readme_names_every_parameter() -> None:
    from assetmap.domain.facets import FACETS
    from assetmap.domain.search_reading import _Reader

    read = {name.removeprefix("_read_") for name in dir(_Reader) if name.startswith("_read_")}
    said = section(README, "Addresses").split("A question's parameters:")[1]
    named = set(re.findall(r"`([a-z_]+)(?:=yes)?`", said))
    assert {*FACETS, *read} - named == set()


def test_decisions_are_all_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_file_columns_are_those_of_the_importer() -> None:
    table = {
        name
        for cells in rows(section(FILES, "CSV"))
        for name in re.findall(r"`([a-z_]+)`", cells[0])
    }
    assert table == set(CONTRACT)
    also = FILES.split("Also read:")[1].split("Common headings")[0]
    assert set(re.findall(r"`([a-z_]+)`", also)) == {*EXTRA, *PRIVATE}


def test_file_headings_that_are_promised_are_recognised() -> None:
    promised = FILES.split("Common headings are recognised:")[1].split("\n\n")[0]
    words = {" ".join(each.split()) for each in re.split(r"[;,]", promised.strip().rstrip("."))}
    known = {each.strip() for names in _OTHER_NAMES.values() for each in names.split(",")} | {
        TYPE,
        CONTACT,
    }
    assert words - known == set()


def markdown_files() -> list[Path]:
    return [path for path in text_files() if path.suffix == ".md"]


@pytest.mark.parametrize("path", markdown_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    missing = [
        link
        for link in links
        if not link.startswith(("https://", "http://", "mailto:", "#"))
        if not (path.parent / link.partition("#")[0]).exists()
    ]
    assert missing == []


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


def test_changelog_says_what_is_new() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    assert headings
    assert [h for h in headings if not re.fullmatch(r"Unreleased|\[?\d+\.\d+\.\d+\]?.*", h)] == []


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
    "app": "tests/web/test_routes.py",
    "bootstrap": "tests/conftest.py opens every desk with it",
    "cli/opening": "tests/cli: every command opens the desk through it",
    "domain/field_values": "tests/domain/test_listing_fields.py",
    "exchange/answer_json": "tests/web/search/test_data.py and tests/cli",
    **dict.fromkeys(
        (
            *("exchange/clock_times", "exchange/contact_details", "exchange/csv_table"),
            *("exchange/decoding", "exchange/shapes", "exchange/values", "exchange/whereabouts"),
        ),
        "tests/exchange, through the rows and files that are read with it",
    ),
    **dict.fromkeys(("maps/folium_page", "maps/leaflet_files"), "tests/maps/test_standalone.py"),
    **dict.fromkeys(
        (
            *("places/kept_file", "places/neighbourhood", "places/package_data"),
            *("places/place_names", "places/postcode_words"),
        ),
        "tests/places, through the gazetteer and the postcodes",
    ),
    **dict.fromkeys(
        ("pictures/colours", "pictures/shrinking"), "tests/pictures/test_reading.py: every picture"
    ),
    "services/search/ranking": "tests/services/search/test_finding.py",
    "storage/rows": "tests/storage/test_store_contract.py",
    **dict.fromkeys(
        (
            *("storage/sqlite/audit_log", "storage/sqlite/connection"),
            *("storage/sqlite/shelves", "storage/sqlite/sqlite_writer"),
        ),
        "tests/storage/test_store_contract.py",
    ),
    "web/addresses": "tests/web/search/test_filters.py: chips and links",
    "web/asking": "tests/web/search/test_data.py",
    "web/offline/pack_fields": "tests/web/offline/test_pack_document.py",
    "web/search/facts": "tests/web/search/test_listing_page.py",
    "web/search/browse_page": "tests/web/search/test_public.py",
    "web/search/cards": "tests/web/search/test_find_page.py",
    "web/search/chips": "tests/web/search/test_filters.py",
    "web/current": "every web test",
    "web/headers": "tests/web/conftest.py looks at every answer; tests/web/search/test_public.py",
    "web/jinja": "tests/web/search/test_public.py",
    **dict.fromkeys(
        ("web/telling/organiser_page", "web/telling/organiser_refusals"),
        "tests/web/telling/test_organiser.py",
    ),
    **dict.fromkeys(
        (
            *(
                "web/adding/adding_page",
                "web/adding/last_look",
                "web/form/quick_form",
                "web/adding/step_page",
            ),
            *(
                "web/staff/audit_page",
                "web/changing/changing_page",
                "web/changes/history_page",
                "web/changing/merging_page",
            ),
            *(
                "web/changes/change_page",
                "web/adding/draft_page",
                "web/changes/proposal_page",
                "web/review/review_page",
            ),
            *("web/staff/staff_listing_page", "web/search/value_words"),
        ),
        "tests/web, through the page that it draws",
    ),
    "services/meaning/meaning_book": "tests/services/meaning/test_meanings.py",
    "services/words/words_trial": "tests/web/staff/test_everyday_words.py",
    "services/meaning/meant": "tests/services/search/test_matching.py",
    "web/conversation/conversation_question": "tests/web/conversation/test_conversation.py",
    "web/conversation/collections_page": "tests/web/conversation/test_collections.py",
    **dict.fromkeys(
        ("web/conversation/sheet_page", "web/conversation/sheet_ways"),
        "tests/web/conversation/test_sheet.py",
    ),
    "web/staff/words_page": "tests/web/staff/test_everyday_words.py",
    "web/changing/staff_moves": "tests/web/staff/test_staff_listing.py",
    "web/pages": "tests/web: every page is drawn from one of its classes",
    "web/search/ways_on": "tests/web/search/test_find_page.py",
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

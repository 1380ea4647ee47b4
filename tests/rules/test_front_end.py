import re
from pathlib import Path

import pytest

from assetmap.paths import STATIC, TEMPLATES
from tests.rules.source import name_of, text_files

STYLE = re.compile(r"\bstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(
    r"(?<![\w.-])on(?:abort|animation|aux|before|blur|cancel|change|click|close|context|copy|cut"
    r"|dbl|drag|drop|error|focus|form|hash|input|invalid|key|load|message|mouse|page|paste|play"
    r"|pointer|pop|reset|resize|scroll|search|select|submit|toggle|touch|transition|unload|wheel)"
    r"[a-z]*\s*=(?!=)",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
STYLE_BLOCK = re.compile(r"<style\b", re.IGNORECASE)
SAFE = re.compile(r"\|\s*safe\b|\bMarkup\b|\bautoescape\s+false\b")
ADDRESS = re.compile(r"(?:https?:)?//(?:[a-z0-9-]+\.)+[a-z]{2,}[^\s\"'<>)]*", re.IGNORECASE)
JAVASCRIPT = re.compile(r"\bjavascript:|\beval\s*\(|\bnew Function\b|\binnerHTML\b", re.IGNORECASE)
# Names of languages, not places that anything is loaded from.
NAMESPACES = (
    *("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"),
    # What a part of a page is, said for search engines: nothing asks for these addresses.
    *("https://schema.org/Dataset", "https://schema.org/DataDownload"),
    *("https://schema.org/PropertyValue", "https://schema.org/Organization"),
)
# Links that the law asks for, or advice that the statement leads to; a reader follows them.
LINKS = (
    "https://mcmw.abilitynet.org.uk/",
    "https://www.equalityadvisoryservice.com/",
    "https://www.w3.org/TR/WCAG22/",
    "https://ico.org.uk/make-a-complaint/",
)
EXPORTED = re.compile(r"\bexport (?:async )?(?:function\*?|const|class|let) (\w+)")
IMPORTED = re.compile(r'\bimport \{([^}]*)\} from "(\.[^"]+)"')
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')

PAGES = sorted(TEMPLATES.rglob("*.html"))
FILES = text_files(TEMPLATES, STATIC)


@pytest.mark.parametrize(
    ("rule", "broken", "fine"),
    [
        (STYLE, '<p style="x">', '<p class="style">'),
        (HANDLER, '<a onclick="x()">', 'const on = "x"; <a class="once" data-on="x">'),
        (
            HANDLER,
            "<a onMouseOver = {{ x }}>",
            "{% set once = only %} button.addEventListener('click', on)",
        ),
        (STYLE_BLOCK, "<style>", '<link rel="stylesheet">'),
        (SAFE, "{{ x | safe }}", "{{ x | safely }}"),
        (ADDRESS, 'src="//cdn.example.org/x.js"', "// a comment, and/or: either"),
        (JAVASCRIPT, 'href="javascript:x"', "js/search/find.js"),
    ],
)
def test_rules_see_what_they_forbid(rule: re.Pattern[str], broken: str, fine: str) -> None:
    assert rule.search(broken)
    assert not rule.search(fine)


def found(rule: re.Pattern[str], files: list[Path]) -> list[str]:
    """Where a rule is broken, as `file:line`."""
    return [
        f"{name_of(path)}:{number} {line.strip()[:90]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if rule.search(line)
    ]


def test_front_end_has_files_to_look_at() -> None:
    assert len(PAGES) >= 10
    assert {path.suffix for path in FILES} >= {".html", ".css", ".js"}


@pytest.mark.parametrize("rule", [STYLE, HANDLER, STYLE_BLOCK, SAFE, JAVASCRIPT])
def test_front_end_leaves_the_content_policy_nothing_to_forgive(rule: re.Pattern[str]) -> None:
    assert found(rule, FILES) == []


def test_templates_hold_no_script_but_by_its_address() -> None:
    scripts = [
        (name_of(path), attributes, body.strip())
        for path in PAGES
        for attributes, body in SCRIPT.findall(path.read_text(encoding="utf-8"))
    ]
    assert scripts
    # Data for a script is no script: the browser runs nothing of it.
    data = 'type="application/json"'
    wrong = [
        script
        for script in scripts
        if data not in script[1] and (script[2] or "src=" not in script[1])
    ]
    assert wrong == []


def test_front_end_names_no_other_host_but_links_that_people_follow() -> None:
    strange = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        followed = [link for link in LINK.findall(text) if path.suffix == ".html"]
        for address in ADDRESS.findall(text):
            if address in NAMESPACES or (address in LINKS and address in followed):
                continue
            strange.append(f"{name_of(path)} {address}")
    assert strange == []


def test_every_name_that_a_module_imports_is_exported_by_the_other() -> None:
    """A missing one stops the whole page's scripts, and only a browser would tell."""
    scripts = {path: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js")}
    exported = {path.resolve(): set(EXPORTED.findall(text)) for path, text in scripts.items()}
    missing = [
        f"{path.name} imports {name} from {source}"
        for path, text in scripts.items()
        for names, source in IMPORTED.findall(text)
        for name in (each.strip().split(" as ")[0] for each in names.split(","))
        if name and name not in exported.get((path.parent / source).resolve(), set())
    ]
    assert missing == []

"""Check 13: what we have seen is said while it holds, and not a day longer."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from assetmap.bootstrap import open_context
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.conftest import config_at
from tests.people import a_person, sign_in_page

KIND = "/listing/kind-hands-at-home"
SEEN = "Insurance certificate seen 4 May 2025"


def test_insurance_is_said_today_and_gone_once_it_has_run_out(
    own_sample_home: Path,
    postcode_cache: Path,
    visitor: Visitor,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    page = visitor.arrive(KIND)
    expect(page.get_by_role("main")).to_contain_text(SEEN)
    context = open_context(config_at(own_sample_home, postcode_cache, "2026-04-02"))
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff")
    page = someone.arrive(KIND)
    main = page.get_by_role("main")
    expect(main).not_to_contain_text(SEEN)
    expect(main).to_contain_text("Not checked by us")
    for word in ("approved", "recommended"):
        expect(main).not_to_contain_text(word, ignore_case=True)
    editor = a_person(context, Role.EDITOR)
    sign_in_page(page, context, editor, after="/work")
    page.get_by_role("link", name="2 proofs that have run out").click()
    page.get_by_role("link", name="Kind Hands at Home").click()
    page.get_by_label("Insurance certificate").check()
    year = page.get_by_role("group", name="When does it run out?").get_by_label("Year")
    for label, text in (("Day", "1"), ("Month", "4")):
        page.get_by_role("group", name="When does it run out?").get_by_label(label).fill(text)
    year.fill("2027")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(
        "Kept. The page says: Insurance certificate seen 2 April 2026."
    )
    page.goto("/work/evidence")
    expect(page.get_by_role("main")).not_to_contain_text("Kind Hands at Home")
    page.goto(KIND)
    expect(page.get_by_role("main")).to_contain_text("Insurance certificate seen 2 April 2026")
    context.close()

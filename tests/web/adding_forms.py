"""Filling the forms of adding a listing as a browser does: what is on the page is sent back."""

from typing import Any

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.conftest import Client
from tests.web.inspection import Page, name_of, words_of


def fields_of_form(page: Page, action: str = "") -> MultiDict[str, str]:
    """What a browser would send if nothing were changed: the form with this action."""
    forms = [form for form in page.all("form") if _is(form, action)]
    found: MultiDict[str, str] = MultiDict()
    for each in forms[0].iter():
        name = each.get("name")
        if not name:
            continue
        match name_of(each):
            case "input" if each.get("type") in ("checkbox", "radio"):
                if each.get("checked") is not None:
                    found.add(name, each.get("value", "on"))
            case "input" if each.get("type") != "file":
                found.add(name, each.get("value", ""))
            case "textarea":
                found.add(name, ("".join(each.itertext())).removeprefix("\n"))
            case "select":
                options = [option for option in each.iter() if name_of(option) == "option"]
                chosen = [option for option in options if option.get("selected") is not None]
                found.add(name, (chosen or options)[0].get("value", ""))
    return found


def send(client: Client, address: str, action: str = "", **changes: Any) -> TestResponse:
    """Open a page, change some of its fields, and send it where its form says."""
    page = client.page(address)
    form = fields_of_form(page, action)
    for name, value in changes.items():
        form.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return client.post(action or address, data=form)


def problems_on(page: Page) -> list[str]:
    """What the summary of a page says is wrong."""
    summaries = page.by_class("error-summary")
    return (
        [words_of(each) for each in summaries[0].iter() if name_of(each) == "li"]
        if summaries
        else []
    )


def _is(form: Any, action: str) -> bool:
    sent_to = form.get("action") or ""
    if action:
        return bool(sent_to == action)
    is_ours = not sent_to.startswith("/account") and not sent_to.endswith("/remove")
    return form.get("method") == "post" and is_ours

"""An editor at the pages of imports: a file sent, its columns chosen as they are offered."""

import io
from dataclasses import dataclass, field
from typing import Any

from assetmap.domain.people.people import Person, Role
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import work_on
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import Page, name_of, words_of

LIST = """\
name,kind,Type,postcode,when,phone
Wool Club,group,Crafts,RM17 6SL,Tue 10:00-12:00,01632 960101
Walkers,group,Walks,RM16 2JU,Wed 10:00-12:00,01632 960102
Elsewhere,group,Walks,M2 5DB,Thu 10:00-12:00,
,group,Walks,RM17 6SL,,
"""


@dataclass
class Desk:
    """Somebody at the pages, and the batches for which a process was asked."""

    context: Context
    person: Person
    client: Client
    asked: list[str] = field(default_factory=list)

    def post(self, path: str, **typed: Any) -> tuple[int, str]:
        """The status of a form that was sent, and where it leads."""
        data = {"csrf_token": csrf_token(self.client), **typed}
        answer = self.client.post(path, data=data)
        return answer.status_code, answer.location or ""

    def send(self, text: str | bytes = LIST, name: str = "clubs.csv", source: str = "") -> str:
        """The id of the batch of a file that was taken."""
        status, to = self.upload(text, name, source)
        assert (status, to.startswith("/work/imports/")) == (303, True), words(self.client)
        return to.split("/")[3]

    def upload(self, text: str | bytes, name: str, source: str = "") -> tuple[int, str]:
        """Sends a file; gives the status, and where it leads."""
        data = text.encode() if isinstance(text, str) else text
        return self.post("/work/imports/new", source=source, file=(io.BytesIO(data), name))

    def choose(self, batch_id: str, **changes: str) -> tuple[int, str]:
        """Sends the columns as the page offers them, but for some boxes."""
        path = f"/work/imports/{batch_id}/columns"
        offered = {"sheet": "", **boxes(self.client.page(path))}
        typed = {**offered, **{name.replace("_", "-"): value for name, value in changes.items()}}
        return self.post(path, **typed)

    def work(self) -> None:
        """Works on what was asked for, as the process would."""
        while self.asked:
            work_on(self.context, self.asked.pop())

    def look(self, text: str | bytes = LIST, name: str = "clubs.csv", **changes: str) -> str:
        """The id of a batch whose rows were looked at."""
        batch_id = self.send(text, name)
        assert self.choose(batch_id, **changes)[0] == 303, words(self.client)
        self.work()
        return batch_id

    def bring_in(self, text: str | bytes = LIST, name: str = "clubs.csv") -> str:
        """The id of a batch that was brought in."""
        batch_id = self.look(text, name)
        assert self.post(f"/work/imports/{batch_id}/bring-in")[0] == 303
        self.work()
        return batch_id

    def page(self, batch_id: str, rest: str = "") -> Page:
        """The page of a batch."""
        return self.client.page(f"/work/imports/{batch_id}{rest}")


def desk_of(context: Context, role: Role = Role.EDITOR, id_: str = "") -> Desk:
    """Somebody at the pages over a context, for which no process is started."""
    person = a_person(context, role, id=id_ or f"p-{role}", name="Edna")
    desk = Desk(context, person, sign_in(client_of(context), context, person))
    context.start_import = desk.asked.append
    return desk


def boxes(page: Page) -> dict[str, str]:
    """What is chosen in each list of a page, and typed in each box."""
    found = {}
    for select in page.all("select"):
        options = [each for each in select.iter() if name_of(each) == "option"]
        chosen = [each.get("value", "") for each in options if each.get("selected") is not None]
        found[select.get("name", "")] = chosen[0] if chosen else ""
    return {name: value for name, value in found.items() if name != "sheet"}


# What is counted also where there is none.
NONE = dict.fromkeys(
    (
        *("New", "Changed", "The same as before", "Refused", "Asked not to be listed"),
        *("Likely duplicate", "Outside the borough", "Without a place"),
    ),
    "0",
)


def tally(page: Page) -> dict[str, str]:
    """The counts of a batch's page, by their words."""
    (found,) = page.by_class("tally")
    lines = [words_of(each) for each in found if name_of(each) == "li"]
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def rows(page: Page) -> list[str]:
    """The rows of a batch's page, each in one line."""
    found = page.by_class("import-rows")
    return [words_of(each) for each in found[0] if name_of(each) == "li"] if found else []


def words(client: Client) -> str:
    """What the page that was fetched last says."""
    return client.last.words if client.last else ""


def errors(client: Client) -> list[str]:
    """What is wrong, as the page that was fetched last says it in its fields."""
    assert client.last is not None
    return [
        words_of(each).removeprefix("Error: ") for each in client.last.by_class("error-message")
    ]

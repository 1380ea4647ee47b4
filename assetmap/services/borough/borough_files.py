"""Changes to the borough's own files on a page: tried first, kept as versions, put back."""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assetmap.borough.editing import content_of
from assetmap.borough.files import own_text, read_borough
from assetmap.borough.own_files import write_own
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.borough_change import BoroughChange
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.paths import BOROUGH
from assetmap.services.borough.change_problem import ChangeProblem
from assetmap.services.borough.change_problems import change_problems
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound, Stale
from assetmap.storage.tables import BOROUGH_CHANGES

_STALE = (
    "Somebody changed this while you had it open. Look at what it says now, and change it again."
)
_VALUE_MOST = 2_000  # characters of a value in the audit; the version has the whole text


def text_of(context: Context, file: str) -> str:
    """What the file says that counts now: the borough's own, else the shipped one."""
    own = own_text(context.config.borough, file)
    return shipped_text(file) if own is None else own


def digest_of(text: str) -> str:
    """What tells one text from another, for a form to say which one it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class BadChange(Exception):
    """A change that would break something that is there; `problems` say what, and who uses it."""

    def __init__(self, problems: tuple[ChangeProblem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def tried(context: Context, file: str, text: str | None) -> Borough:
    """The borough as it would be with that text in the file. Raises BadBorough or BadChange."""
    after = read_borough(BOROUGH, context.config.borough, instead={file: text})
    if problems := change_problems(context, context.borough, after):
        raise BadChange(problems)
    return after


def save_text(
    context: Context, actor: Actor, file: str, text: str | None, *, made_from: str, what: str
) -> None:
    """Have the file say `text` from now on; None: what was shipped. `what` goes into the history.

    `made_from` is the digest of the text that the change was made from. Raises NotAllowed, Stale
    when the file says something else by now, BadBorough when it cannot be used, BadChange when it
    would break something, OSError.
    """
    require(actor.person, Action.SET_UP)
    own = context.config.borough
    with _own_file(own, file) as write, context.unit_of_work() as uow:
        before = own_text(own, file)
        was = text_of(context, file)
        if digest_of(was) != made_from:
            raise Stale(_STALE)
        borough = tried(context, file, text)
        number = max((each.number for each in versions(context, file)), default=0) + 1
        now = context.clock.now()
        uow.save(
            BOROUGH_CHANGES,
            BoroughChange(
                f"{file}:{number}", file, number, before, text, what, actor.person.id, now
            ),
        )
        uow.audit(
            AuditEvent(now, actor.person.id, f"borough: {what}", f"borough:{file}", actor.origin),
            _differences(was, shipped_text(file) if text is None else text),
        )
        # Last, so that nothing is written that the history would not have.
        write(text)
        uow.must_rebuild = borough.words != context.borough.words
        context.take_borough(borough)


@contextmanager
def _own_file(own: Path, file: str) -> Iterator[Callable[[str | None], None]]:
    """Gives what writes the file; when the block raises after that, it says again what it said."""
    before: list[str | None] = []

    def write(text: str | None) -> None:
        before.append(own_text(own, file))
        write_own(own, file, text)

    try:
        yield write
    except BaseException:
        if before:
            write_own(own, file, before[0])
        raise


def versions(context: Context, file: str) -> tuple[BoroughChange, ...]:
    """Every change of a file on a page, the newest first."""
    kept = context.store.find(BOROUGH_CHANGES, file=file)
    return tuple(sorted(kept, key=lambda change: -change.number))


def put_back(
    context: Context, actor: Actor, file: str, number: int, *, made_from: str
) -> BoroughChange:
    """Have the file say again what it said before a change; gives that change.

    Raises NotFound for a change that is not there, and what `save_text` does.
    """
    found = next((each for each in versions(context, file) if each.number == number), None)
    if found is None:
        raise NotFound(f"there is no change {number} of {file}")
    what = f"put back what it said before: {found.what}"
    save_text(context, actor, file, found.before, made_from=made_from, what=what)
    return found


def shipped_text(file: str) -> str:
    """What the file says that came with the program."""
    return (BOROUGH / f"{file}.toml").read_text(encoding="utf-8")


def differences(before: str, after: str) -> dict[str, tuple[str, str]]:
    """What each key says before and after, where that differs: `help.phone`, `need.lonely.label`.

    Raises ValueError when a text is no TOML.
    """
    old, new = dict(_flat(content_of(before))), dict(_flat(content_of(after)))
    keys = dict.fromkeys((*old, *new))
    pairs = {key: (old.get(key, ""), new.get(key, "")) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _differences(before: str, after: str) -> Iterator[AuditValue]:
    for key, (was, now) in differences(before, after).items():
        salt = secrets.token_hex(16)
        yield AuditValue(key, was[:_VALUE_MOST], now[:_VALUE_MOST], salt)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _flat(each, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        for number, each in enumerate(value, start=1):
            yield from _flat(each, f"{path}.{entry_name(each, number)}")
    elif isinstance(value, list):
        yield path, "\n".join(map(str, value))
    else:
        yield path, {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def entry_name(entry: Mapping[str, Any], number: int) -> str:
    """What an entry is known by: an entry that moves is then the same."""
    named = next((entry[key] for key in ("slug", "code", "name") if key in entry), number)
    return str(named)

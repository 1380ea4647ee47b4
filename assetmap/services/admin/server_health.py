"""Whether what a served copy stands on is well: disk, files, daily work, letters and backups.

What only a served copy owes (daily work, backups) is asked for once the site has an address of its
own: whoever tries the program out owes neither.
"""

import ipaddress
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from assetmap.clock import LONDON
from assetmap.services.admin.health import Finding
from assetmap.services.backup.last_backup import last_backup
from assetmap.services.checks.upkeep_state import read_state
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import stopped_batches
from assetmap.services.mail.mail_queue import given_up
from assetmap.storage.private_folder import not_ours_alone
from assetmap.storage.store import Unavailable

ROOM_LEAST = 500 * 2**20  # bytes; and there must be room for a copy of the records beside them
DAILY = timedelta(hours=50)  # what runs daily has missed a day by then
_FEW = 3


def examine_server(context: Context) -> Iterator[Finding]:
    """A look at each, with what to do about it."""
    yield _about_room(context)
    yield _about_owner(context)
    yield _about_damage(context)
    yield _about_daily_work(context)
    yield _about_letters(context)
    yield _about_imports(context)
    yield _about_backup(context)
    yield _about_address(context)


def _about_room(context: Context) -> Finding:
    free = shutil.disk_usage(context.config.home).free
    needed = max(ROOM_LEAST, 2 * context.store.bytes_on_disk())
    return Finding(
        "Disk",
        free >= needed,
        f"{free / 2**30:,.1f} GB free",
        f"make room on the disk of {context.config.home}: it needs {needed / 2**30:,.1f} GB free",
    )


def _about_owner(context: Context) -> Finding:
    folders = context.config.own_folders
    found = [(each, path) for each in folders for path in not_ours_alone(each)]
    named = ", ".join(str(path.relative_to(folder)) for folder, path in found[:_FEW])
    where = found[0][0] if found else context.config.home
    more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
    return Finding(
        "Files",
        not found,
        f"not the owner's alone: {named}{more}" if found else "the owner's alone",
        f"as root: chown -R --reference={where} {where}, and run commands as that user",
    )


def _about_damage(context: Context) -> Finding:
    try:
        context.store.check_integrity()
    except Unavailable as error:
        return Finding(
            *("Integrity", False, str(error)),
            "keep the backups that you have and restore the newest (docs/operating.md)",
        )
    return Finding("Integrity", True, "the records are undamaged")


def _about_daily_work(context: Context) -> Finding:
    state = read_state(context.config.shared)
    what, mend = "Daily work", "switch on assetmap-upkeep.timer, or run: assetmap upkeep run"
    if state.stopped_at is not None:
        says = f"stopped on {_day(state.stopped_at)}: {' '.join(state.why)}"
        return Finding(what, False, says, "if all is right: assetmap upkeep run --yes")
    if state.ran_at is None:
        return Finding(what, not context.config.has_public_url, "has never run", mend)
    is_well = context.clock.now() - state.ran_at <= DAILY or not context.config.has_public_url
    return Finding(what, is_well, f"last done on {_day(state.ran_at)}", mend)


def _about_letters(context: Context) -> Finding:
    count = given_up(context)
    says = f"{count:,} could not be delivered" if count else "none given up"
    return Finding("Letters", not count, says, "see /work/letters, and the mail server")


def _about_imports(context: Context) -> Finding:
    """Imports that stopped half-way; the day's work goes on with them as well."""
    stopped = stopped_batches(context)
    named = "; ".join(f"{each.id} ({each.file_name})" for each in stopped[:_FEW])
    more = f" and {len(stopped) - _FEW} more" if len(stopped) > _FEW else ""
    return Finding(
        "Imports",
        not stopped,
        f"stopped half-way: {named}{more}" if stopped else "none stopped half-way",
        "go on with each: assetmap import --resume IMPORT",
    )


def _about_backup(context: Context) -> Finding:
    made_at = last_backup(context.config.shared)
    what, mend = "Backup", "switch on assetmap-backup.timer, or run: assetmap backup FILE"
    if made_at is None:
        return Finding(what, not context.config.has_public_url, "none was made yet", mend)
    is_well = context.clock.now() - made_at <= DAILY or not context.config.has_public_url
    return Finding(what, is_well, f"the newest is of {_day(made_at)}", mend)


def _about_address(context: Context) -> Finding:
    address, what = context.config.public_url, "Public address"
    if not context.config.has_public_url:
        return Finding(what, True, f"not set: links begin with {address}")
    is_well = context.config.is_behind_tls or _is_this_machine(urlsplit(address).hostname or "")
    says = address if is_well else f"{address} is without https: passwords can be read on the way"
    return Finding(what, is_well, says, "set ASSETMAP_PUBLIC_URL to the https address")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _day(at: datetime) -> str:
    return at.astimezone(LONDON).date().isoformat()

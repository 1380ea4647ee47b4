"""The systemd units: systemd takes them, they are hardened alike, and call what there is."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tests.docs.test_commands import COMMANDS

UNITS = ROOT / "scripts" / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
PROGRAM = "/opt/assetmap/.venv/bin/assetmap"
EXPOSURE_MOST = 20  # tenths: systemd calls up to 2.0 well guarded


def guards(service: Path) -> list[str]:
    """What keeps a service from the rest of the machine, but for the folders it writes to."""
    lines = service.read_text(encoding="utf-8").partition("User=assetmap\n")[2].splitlines()
    return [
        line
        for line in lines[: lines.index("SystemCallErrorNumber=EPERM") + 1]
        if "Paths" not in line
    ]


def test_systemd_has_nothing_to_say_of_the_units(systemd_analyze: str, tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        text = unit.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / unit.name).write_text(text)
    said = subprocess.run(
        [systemd_analyze, "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
    )
    ours = [line for line in said.stderr.splitlines() if "assetmap" in line]
    assert (said.returncode, ours) == (0, [])


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_systemd_calls_each_service_well_guarded(systemd_analyze: str, service: Path) -> None:
    said = subprocess.run(
        [systemd_analyze, "security", "--offline=true", f"--threshold={EXPOSURE_MOST}", service],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout.splitlines()[-1]


def test_services_are_guarded_alike() -> None:
    assert [service.name for service in SERVICES] == [
        "assetmap-backup.service",
        "assetmap-deliver.service",
        "assetmap-doctor.service",
        "assetmap-links.service",
        "assetmap-upkeep.service",
        "assetmap.service",
    ]
    first = guards(SERVICES[0])
    assert {"NoNewPrivileges=yes", "ProtectSystem=strict", "UMask=0077"} <= set(first)
    assert [guards(service) for service in SERVICES] == [first] * len(SERVICES)


def test_services_call_commands_that_there_are() -> None:
    called = {
        service.stem: re.findall(rf"{PROGRAM} ([a-z ]+)", service.read_text(encoding="utf-8"))
        for service in SERVICES
    }
    assert called == {
        "assetmap": ["serve", "search lunch"],
        "assetmap-backup": ["backup "],
        "assetmap-deliver": ["upkeep deliver"],
        "assetmap-doctor": ["doctor"],
        "assetmap-links": ["links check"],
        "assetmap-upkeep": ["upkeep run"],
    }
    words = [each.removesuffix(" lunch").strip() for line in called.values() for each in line]
    assert set(words) <= set(COMMANDS)


def test_each_timer_and_socket_has_its_service() -> None:
    starters = {path.stem for path in UNITS.iterdir() if path.suffix in (".timer", ".socket")}
    assert starters == {service.stem for service in SERVICES}

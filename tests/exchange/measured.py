"""Reads a file in a fresh process, to see what that takes."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_READ = """
import resource, sys
from pathlib import Path
from assetmap.exchange.files import bytes_of, table_of
from assetmap.exchange.incoming import BadFile
path = Path(sys.argv[1])
who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
before = sum(sum(resource.getrusage(each)[:2]) for each in who)
try:
    said = f"{len(table_of(path.name, bytes_of(path)).rows)} rows"
except BadFile as error:
    said = str(error)
used = [resource.getrusage(each) for each in who]
print(said)
print(sum(sum(each[:2]) for each in used) - before)
status = Path("/proc/self/status").read_text()  # ru_maxrss counts what the parent had
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


@dataclass(frozen=True)
class Measured:
    """What was said of a file, in how many seconds of a processor and at most how many MB."""

    said: str
    seconds: float
    megabytes: int


def measured(path: Path) -> Measured:
    """Reads the file at `path`."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True
    )
    said, seconds, megabytes = done.stdout.splitlines()
    return Measured(said.removeprefix(f"{path.name}: "), float(seconds), int(megabytes))

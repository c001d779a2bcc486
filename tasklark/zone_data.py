"""Which time zone data this computer uses, to notice when it is another than last time."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import TZPATH


def zone_data_version() -> str:
    """The release of the zone data in use, such as `2025b`; the system's comes before ours."""
    for folder in TZPATH:
        for name in ("+VERSION", "tzdata.zi"):
            found = _first_line(Path(folder) / name)
            if found:
                return found.removeprefix("# version ")
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return "unknown"


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return lines.readline().strip()
    except OSError:
        return ""

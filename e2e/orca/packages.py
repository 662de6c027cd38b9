"""Which packages of Debian Orca needs here. Run as a program it prints those that are missing (for the Makefile)."""

import shutil
import sys
from pathlib import Path

PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "dbus-daemon": "dbus",
    "dbus-send": "dbus",
    "xdotool": "xdotool",
    "orca": "orca",
}
BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


def missing_packages() -> list[str]:
    """The names of the packages to install before Orca can be run; none when all is there."""
    missing = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    if not any(Path(path).exists() for path in BUS_LAUNCHERS):
        missing.add("at-spi2-core")
    return sorted(missing)


if __name__ == "__main__":
    sys.stdout.write(" ".join(missing_packages()))

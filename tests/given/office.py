"""LibreOffice, where it is installed: converts files as a desk's own would, with a profile of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

WANTED = "libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-liberation2"


def program(name: str) -> str:
    """Where a program is; without it the test fails, and says what to install."""
    if (found := shutil.which(name)) is None:
        pytest.fail(f"no {name}; on Debian: apt install --no-install-recommends {WANTED}")
    return found


def converted(files: Sequence[Path], kind: str, into: Path) -> str:
    """Converts files to a kind; what LibreOffice says of it. The profile is kept beside, for the next conversion."""
    profile = f"-env:UserInstallation={(into.parent / 'profile').as_uri()}"
    command = [program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(into)]
    done = subprocess.run(
        [*command, *map(str, files)], check=True, capture_output=True, text=True, timeout=240
    )
    return done.stdout + done.stderr


def pages_of(pdf: Path) -> list[list[str]]:
    """The lines of each page, as they stand below each other."""
    done = subprocess.run(
        [program("pdftotext"), "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    pages = done.stdout.split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


def fonts_of(pdf: Path) -> list[tuple[str, bool]]:
    """Typefaces of a PDF, and whether each is in it."""
    done = subprocess.run([program("pdffonts"), str(pdf)], check=True, capture_output=True, text=True)
    rows = done.stdout.splitlines()[2:]
    return [(re.sub(r"^[A-Z]{6}\+", "", row.split()[0]), row.split()[-5] == "yes") for row in rows]


def places_of(pdf: Path) -> list[tuple[float, float, list[tuple[float, float, str]]]]:
    """Of each page its width, its height, and of each word on it from where to where it reaches, in points."""
    done = subprocess.run(
        [program("pdftotext"), "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    found = []
    for page in done.stdout.split("<page ")[1:]:
        wide, high = re.findall(r'(?:width|height)="([\d.]+)"', page)[:2]
        words = re.findall(
            r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>', page
        )
        found.append((float(wide), float(high), [(float(a), float(b), word) for a, b, word in words]))
    return found  # fmt: skip

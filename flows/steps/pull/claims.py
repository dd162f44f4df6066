"""Whose file is it? A file belongs to the unit the roster links it to, else to the unit that its template or its name tells.

Arrives: the files of a folder, each with its name; the roster; which file the roster links to which unit, and which unit's
         template a file was made from, where its content is at hand.
Leaves:  `Claims`: the files of each unit, those that two are told of, the files the roster passes over, those that several
         units may claim, those of nobody.
Not here: where files come from, and likeness. Ea Kar and Ea Kao are one letter apart, so a name tells a unit
         by its code in front, or by `Roster.match`, or not at all; two files of one unit are both kept, and a file whose
         name tells another unit than its template is both units', since `design.md` §3 leaves that choice to a person.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.roster import Roster, Unit

WORKBOOK_SUFFIXES = tuple(".xlsx .xlsm .xltx .xltm .xls .xlt .xlsb .ods .fods .csv .tsv".split())
"""Endings of spreadsheets: such a file may be a return, also where it must be saved in another way to be read."""
OTHER_SPREADSHEETS = (".numbers", ".et", ".ett", ".gsheet")
OTHER_SUFFIXES = tuple(
    ".doc .docx .docm .odt .rtf .pdf .txt .ppt .pptx .htm .html .mht .xml .zip .rar .7z .gz .tar .jpg .jpeg .png .gif"
    " .heic .webp .tif .tiff .bmp .eml .msg .lnk .url .gdoc .part .crdownload .tmp .bak .wps".split()
)
ENDINGS = (*WORKBOOK_SUFFIXES, *OTHER_SPREADSHEETS, *OTHER_SUFFIXES)
"""Endings that are no part of a unit's name; a Google Sheet's title ends in none of them."""
_DAY = re.compile("[0-9]{1,2}[./-][0-9]")


@dataclass(frozen=True, slots=True)
class Claims:
    """Files are told by their keys: a Drive id, or the file's name in a folder of workbooks."""

    by_unit: Mapping[str, tuple[str, ...]]
    """The files of each unit, by its code; a unit without any has no entry."""
    passed_over: Mapping[str, Unit]
    """Files whose name tells a unit that the roster links to another file."""
    doubtful: Mapping[str, tuple[Unit, ...]]
    """Files whose name several units bear: the district and the commune of one name."""
    nobodys: tuple[str, ...]
    disputed: Mapping[str, tuple[Unit, Unit]] = field(default_factory=dict)
    """Files of the unit whose template they are made from, and of another one that their name tells."""

    def doubts_of(self, unit: Unit) -> tuple[str, ...]:
        """The files that may be the unit's or another's: while one lies there, nobody can say that it sent none."""
        return tuple(key for key, units in self.doubtful.items() if unit in units)


def claims(
    names: Mapping[str, str],
    roster: Roster,
    linked: Mapping[str, str],
    templates: Mapping[str, str] | None = None,
) -> Claims:
    """Sort files, given as key and name; `linked`: the key of the file the roster names, by unit code; `templates`: the
    code of the unit whose template a file was made from, by key.
    """
    owner_of = {key: code for code, key in linked.items()}
    by_unit: dict[str, list[str]] = {}
    passed_over: dict[str, Unit] = {}
    doubtful: dict[str, tuple[Unit, ...]] = {}
    nobodys: list[str] = []
    disputed: dict[str, tuple[Unit, Unit]] = {}
    codes = _codes(roster)
    for key, name in names.items():
        if key in owner_of:
            by_unit.setdefault(owner_of[key], []).append(key)
            continue
        of_template = roster.by_code((templates or {}).get(key, ""))
        of_name = _named(name, roster, codes)
        if of_template is None and len(of_name) > 1:
            doubtful[key] = of_name
            continue
        if of_template in of_name:
            of_name = ()
        elif of_template and of_name:
            disputed[key] = of_template, of_name[0]
        told = [unit for unit in (of_template, *of_name) if unit]
        unlinked = [unit for unit in told if unit.code not in linked]
        for unit in unlinked:
            by_unit.setdefault(unit.code, []).append(key)
        if not told:
            nobodys.append(key)
        elif not unlinked:
            passed_over[key] = told[0]
    of_units = {code: tuple(keys) for code, keys in by_unit.items()}
    return Claims(of_units, passed_over, doubtful, tuple(nobodys), disputed)


def named_in_words(units: Sequence[Unit]) -> str:
    """Units that one name can mean, as who chooses between them is told."""
    return ", ".join(f"{unit.name} ({unit.code})" for unit in units)


def _codes(roster: Roster) -> dict[int, dict[str, Unit]]:
    """The active units by their codes, codes of one length together, the longest first."""
    codes: dict[int, dict[str, Unit]] = {}
    for unit in roster.active:
        code = _plain(unit.code)
        codes.setdefault(len(code), {}).setdefault(code, unit)
    return dict(sorted(codes.items(), reverse=True))


def _named(name: str, roster: Roster, codes: Mapping[int, Mapping[str, Unit]]) -> tuple[Unit, ...]:
    """The unit a file's name tells: its code in front (the longest, if several fit), else its whole name."""
    folded = _plain(name)
    for length, of_length in codes.items():
        # in front as a word: "643.xlsx" and "643_BMT" are 643's, "6431" is not; "27.8 Nam Định" begins with a day
        is_word = not folded[length : length + 1].isalnum() and (length > 2 or not _DAY.match(folded))
        if is_word and folded[:length] in of_length:
            unit = of_length[folded[:length]]
            # a code that is a word, as KCN, may begin another's name
            return (roster.meant(_stem(name)) if folded[:length].isalpha() else ()) or (unit,)
    return roster.meant(_stem(name))


def _stem(name: str) -> str:
    """The name without a file's endings; other dots stay, as in "TP. Buôn Ma Thuột"."""
    name = name.strip()
    while suffix := next((each for each in ENDINGS if name.casefold().endswith(each)), ""):
        name = name[: len(name) - len(suffix)].strip()
    return name


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()

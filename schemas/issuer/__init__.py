"""The issuer: whose letters these are, as data. What changes with a congress or a reorganisation is another entry.

Arrives: `issuer.toml`.
Leaves:  an `Issuer`: what holds on the day of a campaign's letter.
Not here: what the file may say (`file`), what a letter looks like.

| module | what it is |
| --- | --- |
| `file` | `issuer.toml` itself |
| `name_forms`, `unit_names` | the forms of a unit's name; it among other words |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from schemas.issuer.file import Entry, IssuerFile, Kind, Name, PaperKind, Recipient, Signer, faults
from schemas.issuer.name_forms import Types
from schemas.issuer.unit_names import Naming
from schemas.toml_file import TomlError, held, line_of, text_of
from schemas.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Issuer:
    """What holds of the issuer on a day; kinds by their positions, signers and recipients as the file has them."""

    name: Name
    kinds: tuple[Kind, ...]
    naming: Naming
    signers: tuple[Signer, ...]
    recipients: tuple[Recipient, ...]
    papers: tuple[PaperKind, ...]

    @property
    def copied(self) -> tuple[str, ...]:
        """The lines of the recipients that are not above the issuer: no letter is addressed to them for being so."""
        return tuple(each.line for each in self.recipients if not each.is_above)

    def paper(self, kind: str) -> PaperKind | None:
        """What the file says of a kind of papers."""
        return next((each for each in self.papers if each.kind == kind), None)

    def signer(self, kind: str) -> Signer | None:
        """Who signs a kind of papers."""
        of = self.paper(kind)
        return next((each for each in self.signers if of is not None and each.code == of.signer), None)


def load_issuer(path: Path, day: date) -> Issuer:
    """What `issuer.toml` says for a day. Raises TomlError naming the file, the line and the reason."""
    text = text_of(path, "; it says whose letters these are, see docs/issuer.md")
    file = held(path, text, IssuerFile.model_validate, "issuer")
    for keys, reason in faults(file):
        raise TomlError(f"{path}, line {line_of(text, keys)}: {reason}")
    if not any(name.holds_on(day) for name in file.name):
        raise TomlError(f"{path}: name: no entry holds on {day}; add one, or correct the days of one")
    return _on(file, day)


def _on(file: IssuerFile, day: date) -> Issuer:
    def of_day(entries: Sequence[Entry]) -> tuple[Entry, ...]:
        return tuple(entry for entry in entries if entry.holds_on(day))

    (name,) = of_day(file.name)
    kinds = tuple(sorted(of_day(file.kind), key=lambda kind: kind.position))
    types: Types = {each.word: (each.word, *each.abbreviations) for each in of_day(file.type)}
    here = {fold(word) for called in types.values() for word in called}
    elsewhere = {fold(word) for each in file.type for word in (each.word, *each.abbreviations)}
    naming = Naming(
        {kind.code: kind for kind in kinds},
        types,
        frozenset(elsewhere - here),
        name.before_names,
        name.after_names,
    )
    return Issuer(name, kinds, naming, of_day(file.signer), of_day(file.recipient), of_day(file.paper))

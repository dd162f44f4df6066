"""What every paper of a kind has around its words: the issuer of its day, the number's abbreviation, who signs, who receives.

Arrives: a campaign, an instant, a kind of papers.
Leaves:  a `Letterhead`.
Not here: the words (`urging`, `results`, `ranking`, `receipt`, `correction`), how it looks (`layout`).

A letter is the issuer's as it is on the day of the paper, not of the campaign's letter: a congress may lie between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.paper import Annex, Block, Paper
from flows.errors import ConfigurationError
from schemas.campaign import Campaign, issuer_on
from schemas.issuer import Issuer
from schemas.issuer.file import PaperKind
from schemas.paper_kind import PAPER_VI
from schemas.toml_file import TomlError


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A kind of papers of an issuer, at an instant by the campaign's clock."""

    issuer: Issuer
    of: PaperKind
    as_of: datetime

    @property
    def to_those_above(self) -> tuple[Text, ...]:
        """The recipients above the issuer, as a report is addressed to them."""
        return tuple((Given(each.full or each.name),) for each in self.issuer.recipients if each.is_above)

    def paper(
        self,
        *,
        about: Text,
        blocks: tuple[Block, ...],
        kind_vi: str | None = None,
        addressees: tuple[Text, ...] = (),
        recipients: tuple[str, ...] = (),
        annexes: tuple[Annex, ...] = (),
        unit_code: str | None = None,
    ) -> Paper:
        """A draft with these words. `addressees`: then the first recipient is "Như trên"."""
        as_above = ("Như trên",) if addressees else ()
        return Paper(
            kind=self.of.kind,
            kind_vi=kind_vi,
            about=about,
            issuer=self.issuer,
            number=self.of.number,
            as_of=self.as_of,
            addressees=addressees,
            blocks=blocks,
            signer=self.issuer.signer(self.of.kind),
            recipients=(*as_above, *recipients),
            annexes=annexes,
            unit_code=unit_code,
        )


def letterheads(campaign: Campaign, kinds: Sequence[str], as_of: datetime) -> list[Letterhead]:
    """Of each kind, in their order. Raises ConfigurationError naming every kind that `issuer.toml` does not know."""
    try:
        issuer = issuer_on(campaign, campaign.day_of(as_of))
    except TomlError as error:
        raise ConfigurationError(str(error)) from error
    known = {kind: of for kind in kinds if (of := issuer.paper(kind)) is not None}
    lacking = [f'kind = "{kind}" ({PAPER_VI[kind].lower()})' for kind in kinds if kind not in known]
    if lacking:
        raise ConfigurationError(
            f"{campaign.issuer} chưa nói ký hiệu và người ký của văn bản; hãy thêm mục [[paper]] cho: {', '.join(lacking)}. "
            "Cách viết: docs/issuer.md."
        )
    return [Letterhead(issuer, known[kind], as_of) for kind in kinds]

"""What every paper of a kind has around its words: the issuer of its day, the number's abbreviation, who signs, who receives.

Arrives: a campaign, an instant, a kind of papers.
Leaves:  a `Letterhead`.
Not here: the words (`urging`, `results`, `ranking`, `receipt`, `correction`), how it looks (`layout`).

A letter is the issuer's as it is on the day of the paper, not of the campaign's letter: a congress may lie between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.desk.papers.figures.figure import Text
from flows.desk.papers.paper import Annex, Block, Paper
from flows.errors import ConfigurationError
from schemas.campaign import Campaign, issuer_on
from schemas.issuer import Issuer, PaperKind
from schemas.toml_file import TomlError


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A kind of papers of an issuer, at an instant by the campaign's clock."""

    issuer: Issuer
    of: PaperKind
    as_of: datetime

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


def letterhead(campaign: Campaign, kind: str, as_of: datetime) -> Letterhead:
    """Raises ConfigurationError where `issuer.toml` does not say what such a paper wants."""
    try:
        issuer = issuer_on(campaign, campaign.day_of(as_of))
    except TomlError as error:
        raise ConfigurationError(str(error)) from error
    of = issuer.paper(kind)
    if of is None:
        raise ConfigurationError(
            f"{campaign.issuer} chưa nói ký hiệu và người ký của loại văn bản {kind}; hãy thêm mục [[paper]] với "
            f'kind = "{kind}" (xem docs/issuer.md).'
        )
    return Letterhead(issuer, of, as_of)

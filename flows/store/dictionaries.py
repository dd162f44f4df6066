"""The dictionary of quantities as the database keeps it, and what the forms of all campaigns make of it.

Arrives: a connection; forms by their campaign, when they are migrated; a campaign, when it is collected.
Leaves:  a `Dictionary`; ConfigurationError where two forms mean two things by one name, or one is not migrated yet.
Not here: what one name may mean (`schemas.form.dictionary`), the columns (`sql/migrations/quantities.sql` and the views).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from flows.errors import ConfigurationError
from flows.store import records
from flows.store.database import statement
from flows.store.rendering import Places
from schemas.form.dictionary import Dictionary, Entry, asked, of_form
from schemas.form.form import Form
from schemas.form.merging import DictionaryError, merged
from schemas.form.rate import Rate
from schemas.rules import COMMON, catalogue
from schemas.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class _Asked:
    campaign: str
    asked: list[str]


@dataclass(frozen=True, slots=True)
class _KnownRule:
    rule: str
    severity: str


def read(connection: Connection) -> Dictionary:
    """Every quantity and rate that the database has columns for."""
    rates = connection.execute(statement("rates")).mappings()
    return Dictionary(
        tuple(records.read(connection, Entry, "quantities")), tuple(Rate(**each) for each in rates)
    )


def grow(connection: Connection, forms: Mapping[str, Form]) -> Dictionary:
    """The dictionary with what the forms add, recorded; the columns are not there yet. Raises ConfigurationError."""
    by_campaign = {each.campaign: tuple(each.asked) for each in records.read(connection, _Asked, "forms")}
    known = read(connection)
    try:
        grown = merged(known, by_campaign, forms)
    except DictionaryError as error:
        raise ConfigurationError(f"Chưa đổi gì: {error}") from error
    for position, each in enumerate(grown.quantities, start=1):
        if each != known.quantity(each.name):
            records.write(connection, "put_quantity", **asdict(each), position=position)
    for position, rate in enumerate(grown.rates, start=1):
        if rate != known.rate(rate.name):
            records.write(connection, "put_rate", **rate.model_dump(), position=position)
    return grown


def places(connection: Connection) -> Places:
    """Where each column of `report` stands."""
    found: dict[str, dict[str, int | None]] = defaultdict(dict)
    for of, name, position in connection.execute(statement("places")):
        found[of][name] = position
    return found


def put_form(connection: Connection, campaign_code: str, form: Form) -> None:
    """What a campaign asks for, as its file says now. Raises ConfigurationError for what was not migrated yet."""
    known, mine = read(connection), of_form(form)
    lacking = [each.name for each in mine.quantities if not _has(known.quantity(each.name), each)]
    lacking += [each.name for each in mine.rates if known.rate(each.name) is None]
    severities = {each.rule: each.severity for each in records.read(connection, _KnownRule, "rules")}
    lacking += [rule.code for rule in catalogue(form).values() if severities.get(rule.code) != rule.severity]
    if lacking:
        raise ConfigurationError(
            f"Biểu của đợt {campaign_code} có phần mà cơ sở dữ liệu chưa biết ({', '.join(lacking[:5])}); hãy chạy: "
            "bluezone migrate"
        )
    facts = {"campaign": campaign_code, "asked": list(asked(form)), "lead": form.table.lead or None}
    records.write(connection, "put_form", **facts)


def _has(known: Entry | None, mine: Entry) -> bool:
    """Whether the database has a quantity as a form means it, with all that is kept of it."""
    if known is None or known.sense != mine.sense:
        return False
    kept = ("is_stored", "is_summed", "is_lead", "names_people")
    return all(getattr(known, each) >= getattr(mine, each) for each in kept)


def rules(forms: Mapping[str, Form]) -> dict[str, Rule]:
    """The rules of all forms by their code, each as it can be told of every campaign. Raises ConfigurationError."""
    found: dict[str, tuple[str, Rule]] = {code: ("", rule) for code, rule in COMMON.items()}
    for campaign, form in forms.items():
        for code, rule in catalogue(form).items():
            first, other = found.setdefault(code, (campaign, rule))
            if other.severity != rule.severity or other.for_all_campaigns != rule.for_all_campaigns:
                raise _two_rules(code, first, campaign)
            if other.sentence != rule.sentence:
                if rule.for_all_campaigns is None:
                    raise _two_rules(code, first, campaign)
                found[code] = (
                    first,
                    Rule(code, rule.severity, rule.for_all_campaigns, None, rule.for_all_campaigns),
                )
    return {code: rule for code, (_, rule) in found.items()}


def _two_rules(code: str, first: str, second: str) -> ConfigurationError:
    return ConfigurationError(
        f"Chưa đổi gì: đợt {first} và đợt {second} nói hai câu khác nhau cho quy tắc '{code}'; hãy đặt mã (code) khác "
        f"trong form.toml của đợt {second}, hoặc ghi giống nhau."
    )

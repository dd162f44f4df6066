"""Forms of the operators' deployments: campaigns and units are chosen from lists, as the files name them.

Arrives: the campaign folders, read when Prefect asks for a form, not when its flow is imported.
Leaves:  a decorator that makes a flow a form, types shown as a list to choose from, and the code that a choice means.
Not here: what is done with the answer, and whether there is such a unit (`flows.desk.request`).

A form refuses what is not among its choices, so the bare codes follow the names: programs send those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from contextvars import ContextVar
from typing import Annotated, Any, ParamSpec, TypeVar

from prefect import Flow
from prefect.utilities.callables import ParameterSchema, parameter_schema
from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from flows.settings import Settings, read_settings
from schemas.campaign import Campaign, CampaignError, load_campaign

SEPARATOR = " · "

P = ParamSpec("P")
R = TypeVar("R")

_is_declared: ContextVar[bool] = ContextVar("_is_declared", default=True)
"""False while a form is being declared: Prefect wants its fields then, and nobody sees them yet."""


class Form(Flow[P, R]):
    """A flow whose fields are described when somebody asks for them: until then no campaign is read."""

    def __init__(self, fn: Callable[P, R], **options: Any) -> None:
        token = _is_declared.set(False)
        try:
            super().__init__(fn, **options)
        finally:
            _is_declared.reset(token)

    @property
    def parameters(self) -> ParameterSchema:
        """The fields, with the campaigns and units there are now."""
        return parameter_schema(self.fn)

    @parameters.setter
    def parameters(self, declared: ParameterSchema) -> None:
        """What Prefect makes of the fields at their declaration has no choices yet."""


def form(name: str, **options: Any) -> Callable[[Callable[P, R]], Form[P, R]]:
    """Make a flow of that name, with a form."""
    return lambda fn: Form(fn, name=name, **options)


class Choice:
    """A text that is chosen from a list; any text where there is nothing to choose from, since a list must not be empty."""

    def __init__(self, choices: Callable[[Settings], list[str]]) -> None:
        self._choices = choices

    def __get_pydantic_json_schema__(self, text: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        choices = self._choices(read_settings()) if _is_declared.get() else []
        return handler(core_schema.literal_schema(choices) if choices else text)


def campaign_codes(settings: Settings) -> list[str]:
    """The campaigns there are, by their folders' names."""
    return sorted(path.parent.name for path in settings.campaigns.glob("*/campaign.toml"))


def unit_choices(settings: Settings) -> list[str]:
    """Every active unit of every campaign in the rosters' order: "650 · LĐLĐ huyện Krông Năng" …, then "650" …"""
    units = [unit for campaign in _campaigns(settings) for unit in campaign.units.active]
    named = [f"{unit.code}{SEPARATOR}{unit.name}" for unit in units]
    return list(dict.fromkeys([*named, *(unit.code for unit in units)]))


def codes_of(choices: Sequence[str] | None) -> tuple[str, ...]:
    """The codes that were chosen; none means all."""
    return tuple(choice.partition(SEPARATOR)[0] for choice in choices or ())


def _campaigns(settings: Settings) -> Iterator[Campaign]:
    """The campaigns whose files can be read; whoever chooses another is told then what is wrong with it."""
    for code in campaign_codes(settings):
        with suppress(CampaignError):
            yield load_campaign(settings.campaign_folder(code))


CampaignChoice = Annotated[str, Choice(campaign_codes)]
UnitChoice = Annotated[str, Choice(unit_choices)]

"""Forms of the deployments: fields under Vietnamese titles, chosen from lists where there are lists.

Arrives: a flow's function, each parameter annotated with what is to be shown of it.
Leaves:  a decorator that makes a flow a form, how a field is shown, and a final state that says what was wrong with one.
Not here: the kinds of fields (`fields`), what is done with the answer, whether there is such a unit (`flows.desk.request`).

Prefect shows a parameter under its English name, whatever is said of it (`findings/prefect-titles-of-parameters.sh`),
but reads a flow's `__signature__`: there each field is described as its annotation says. Limits are for the server
alone, which refuses a form before its run starts; a flow that is called otherwise says in Vietnamese what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, ParamSpec, TypeVar, cast, get_origin

from prefect import Flow
from prefect.client.schemas.objects import State
from prefect.states import Failed
from prefect.utilities.callables import ParameterSchema, parameter_schema
from pydantic import Field, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from flows.errors import PipelineError, untold
from flows.serving.runs import log, names
from flows.settings import Settings, read_settings

P = ParamSpec("P")
R = TypeVar("R")

_is_declared: ContextVar[bool] = ContextVar("_is_declared", default=True)
"""False while a form is being declared: Prefect wants its fields then, and nobody sees them yet."""
OF_A_COMMAND = re.compile(r" \((?:bỏ )?(?:--|bluezone )[^)]*\)")
"""What a sentence adds in brackets for who types commands."""


class Form(Flow[P, R]):
    """A flow whose fields are described when somebody asks for them: until then no campaign is read."""

    def __init__(self, fn: Callable[P, R], **options: Any) -> None:
        token = _is_declared.set(False)
        try:
            super().__init__(_in_one_sentence(fn), **options)
        finally:
            _is_declared.reset(token)
        self.__signature__ = described(fn)

    @property
    def parameters(self) -> ParameterSchema:
        """The fields, with the campaigns and units there are now."""
        return parameter_schema(self)

    @parameters.setter
    def parameters(self, declared: ParameterSchema) -> None:
        """What Prefect makes of the fields at their declaration has no choices yet."""


def form(name: str, **options: Any) -> Callable[[Callable[P, R]], Form[P, R]]:
    """Make a flow of that name, with a form; its runs are named for what they are, their log is in words.

    What comes of a run is in our database: it is kept nowhere else, and no server is asked where it would be.
    """
    log.speak_vietnamese()
    options = {"flow_run_name": names.of_this_run, "persist_result": False, **options}
    return lambda fn: Form(fn, name=name, **options)


def _in_one_sentence(fn: Callable[P, R]) -> Callable[P, R]:
    """The same, its final state in the words of a form, also when it fails: a sentence, and no traceback."""

    @wraps(fn)
    def run(*arguments: P.args, **named: P.kwargs) -> R:
        try:
            with untold():
                state = cast("State[Any]", fn(*arguments, **named))
        except PipelineError as error:
            state = Failed(data=error, message=str(error))
        state.message = in_words_of_a_form(state.message or "")
        names.tell_outcome(state.message)
        return cast("R", state)

    # names in annotations are looked up where a function stands, and this one stands here
    vars(run)["__signature__"] = signature(fn, eval_str=True)
    return run


def in_words_of_a_form(sentence: str) -> str:
    """A sentence without the options and commands that it names in brackets beside the fields of a form."""
    return OF_A_COMMAND.sub("", sentence)


def described(fn: Callable[..., Any]) -> Signature:
    """The signature from which Prefect makes the form: title, description and limits as the annotations say."""
    plain = signature(fn, eval_str=True)
    return plain.replace(parameters=[_described(each) for each in plain.parameters.values()])


def _described(parameter: Parameter) -> Parameter:
    told: dict[str, Any] = {}
    if get_origin(parameter.annotation) is Annotated:
        for field in parameter.annotation.__metadata__:
            if isinstance(field, FieldInfo):
                said = {"title": field.title, "description": field.description}
                told |= {name: text for name, text in said.items() if text} | _limits(field)
    default = ... if parameter.default is Parameter.empty else parameter.default
    return parameter.replace(default=Field(default=default, json_schema_extra=told))


def _limits(field: FieldInfo) -> dict[str, Any]:
    return dict(field.json_schema_extra) if isinstance(field.json_schema_extra, dict) else {}


class Choice:
    """A text that is chosen from a list; any text where there is nothing to choose from, since a list must not be empty."""

    def __init__(self, choices: Callable[[Settings], list[str]]) -> None:
        self._choices = choices

    def __get_pydantic_json_schema__(self, text: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        choices = self._choices(read_settings()) if _is_declared.get() else []
        return {**handler(text), "enum": choices} if choices else handler(text)


def field(title: str, description: str, **limits: Any) -> FieldInfo:
    """How a field is shown; `limits` are JSON Schema's, for the server."""
    return cast("FieldInfo", Field(title=title, description=description, json_schema_extra=limits))

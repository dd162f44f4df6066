"""Whatever `bluezone` says is Vietnamese, also what click says in its name: help pages and commands typed wrong."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from flows.cli.main import LOCALES, bluezone, main

CATALOGUE = LOCALES / "vi" / "LC_MESSAGES" / "messages.po"
OF_OTHER_MODULES = {
    "_termui_impl.py",
    "_winconsole.py",
    "shell_completion.py",
    "termui.py",
    "testing.py",
    "utils.py",
}
"""Prompts, editors, colours, Windows, completion: `bluezone` has none of them."""
NEVER_SAID = (
    *("Aborted!", "Error: ", "Try '{command} {option}' for help.", "%(prog)s, version", "Show the version"),
    *("Do you want to continue?", "Confirm the action", "deprecated", "DeprecationWarning"),
    *("Value must be an iterable.", "Name '{name}' defined", "Boolean option", "Could not determine name"),
    *("No options defined", "Arguments take exactly", "Invalid start character", "Choice({choices})"),
)
"""`main` says it in its own words, `bluezone` has no such option, or it is said to who writes one."""
OF_HELP = re.compile(
    r"Usage|Options|Commands|Show this|required|default|env var|deprecated"
    r"|\b(OPTIONS|COMMAND|ARGS|TEXT|FLOAT|INTEGER|PATH|FILE|DIRECTORY|BOOLEAN|UUID|DATETIME)\b"
)
"""Click's words of a help page, with those that stand for a value unless we name it."""


def said_by_click() -> Iterator[tuple[str, ...]]:
    """A message of click's, and its plural if it has one."""
    folder = str(Path(click.__file__).parent)
    kinds = {"_": None, "ngettext": (1, 2)}
    for file, _, message, _, _ in extract_from_dir(folder, method_map=[("**.py", "python")], keywords=kinds):
        messages = (message,) if isinstance(message, str) else message
        if file not in OF_OTHER_MODULES and not messages[0].startswith(NEVER_SAID):
            yield messages


def catalogue() -> dict[str | tuple[str, ...], str]:
    with CATALOGUE.open("rb") as file:
        return {
            each.id: each.string[0] if isinstance(each.string, tuple) else each.string
            for each in read_po(file, locale="vi")
            if each.id
        }


pytestmark = pytest.mark.usefixtures("vietnamese")


def test_every_message_of_click_that_a_command_may_show_is_translated() -> None:
    known = {each[0] if isinstance(each, tuple) else each for each in catalogue()}
    assert {message[0] for message in said_by_click()} - known == set()


def test_the_compiled_catalogue_is_the_one_that_is_read_here() -> None:
    """After a change of the text: pybabel compile --directory flows/cli/locales."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, translated in catalogue().items():
        several = isinstance(message, tuple)
        assert translated == (compiled.ngettext(*message, 1) if several else compiled.gettext(message))


def commands(command: click.Command, *above: str) -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, as its help page shows it."""
    names = (*above, command.name or "")
    yield " ".join(names), command
    for each in getattr(command, "commands", {}).values():
        yield from commands(each, *names)


@pytest.mark.parametrize("name, command", [pytest.param(*each, id=each[0]) for each in commands(bluezone)])
def test_a_help_page_has_no_english_of_clicks(name: str, command: click.Command) -> None:
    page = command.get_help(click.Context(command, info_name=name, **bluezone.context_settings))
    assert page.startswith(f"Cách dùng: {name} [TÙY CHỌN]")
    assert "-h, --help" in page
    assert not OF_HELP.findall(page)


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["colect"], "Không có lệnh colect. Gần giống: 'collect'. Xem: bluezone --help"),
        (["automations", "x"], "Không có lệnh x. Xem: bluezone automations --help"),
        (
            ["collect", "--unti", "650"],
            "Không có tùy chọn --unti. Gần giống: '--unit'. Xem: bluezone collect --help",
        ),
        (["collect", "-x"], "Không có tùy chọn -x. Xem: bluezone collect --help"),
        (["collect", "--unit"], "Tùy chọn --unit thiếu giá trị."),
        (["collect", "--again=yes"], "Tùy chọn --again không nhận giá trị."),
        (["collect", "650"], "Thừa chữ trong dòng lệnh: 650; giá trị có dấu cách phải đặt trong ngoặc kép"),
        (["exempt"], "Thiếu tùy chọn '--unit'. Xem: bluezone exempt --help"),
        (["rule", "--unit", "650"], "Thiếu tùy chọn '--as'. Hãy chọn một: đúng-hạn, trễ-hạn,"),
        (
            ["rule", "--as", "ontime"],
            "Giá trị của '--as' không đúng: 'ontime' không phải một trong 'đúng-hạn', 'trễ-hạn', 'on_time', 'late'.",
        ),
        (["down", "--wait", "lâu"], "Giá trị của '--wait' không đúng: 'lâu' không phải số."),
    ],
)
def test_a_command_typed_wrong_is_told_in_one_vietnamese_line(
    arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bluezone", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    out, line = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert line.startswith(f"Lỗi: {told}")
    assert line.count("\n") == 1

"""What clerks do to a sheet without changing what it says; and sheets to which either was done, by their number."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from schemas.sheet import Tab, trim
from schemas.vietnamese.text.encodings import TCVN3, VNI
from tests.given.harm import HARMFUL
from tests.given.made_case import COUNTS, Case, Line
from tests.given.made_sheets import build


def reorder_columns(case: Case) -> None:
    """Columns and groups of columns in another order; a name stays left of its figures or not."""
    groups = list(case.groups)
    case.pick.shuffle(groups)
    order = [index for left, right in groups for index in range(left, right + 1)]
    for line in case.lines[case.heading[0] :]:
        if line.is_of_table:
            cells = line.cells + [None] * (len(case.fields) - len(line.cells))
            line.cells = [cells[index] for index in order]
    case.fields = [case.fields[index] for index in order]
    case.groups = []
    for left, right in groups:
        at = case.groups[-1][1] + 1 if case.groups else 0
        case.groups.append((at, at + right - left))


def move(case: Case) -> None:
    right, down = case.pick.randint(0, 4), case.pick.randint(0, 6)
    for line in case.lines:
        line.cells = [None] * right + line.cells
    case.lines[:0] = [Line([]) for _ in range(down)]
    case.fields[:0] = [""] * right
    case.groups = [(i, i) for i in range(right)] + [(left + right, end + right) for left, end in case.groups]
    case.heading = (case.heading[0] + down, case.heading[1] + down)


def blank_rows(case: Case) -> None:
    for _ in range(case.pick.randint(1, 3)):
        case.lines.insert(case.pick.randint(case.heading[1] + 1, len(case.lines)), Line([]))


def blank_column(case: Case) -> None:
    at = case.pick.choice([left for left, _ in case.groups])
    for line in case.lines:
        line.cells = line.cells[:at] + [None] * (len(line.cells) >= at) + line.cells[at:]
    case.fields.insert(at, "")
    case.groups = [(a + (a >= at), z + (z >= at)) for a, z in case.groups] + [(at, at)]
    case.groups.sort()


def hide_rows(case: Case) -> None:
    case.hidden = tuple(case.pick.sample(range(len(case.lines)), 3))


def more_tabs(case: Case) -> None:
    case.more_tabs = [
        Tab("Hướng dẫn", trim([["Hướng dẫn"], ["Mỗi CĐCS một dòng, số người đã cài đặt ghi số nguyên"]])),
        Tab("Danh mục", trim([["Mã", "Tên"], [1, "Zalo"], [2, "Facebook"]])),
    ]


def as_text(case: Case) -> None:
    """Numbers typed as text, with separators, spaces or units."""
    for line in case.lines:
        if line.branch is None:
            continue
        for name in (*COUNTS, "not_installed"):
            if (
                name in case.fields
                and case.pick.random() < 0.5
                and isinstance(number := line.cells[case.column(name)], int)
            ):
                grouped = (
                    f"{number:,}".replace(",", case.pick.choice(".,\u00a0 "))
                    if number >= 1000
                    else f"{number}"
                )
                words = " máy" if name == "smartphone_users" else " người"
                words = " buổi" if name == "launch_sessions" else words
                line.cells[case.column(name)] = case.pick.choice((
                    f"{number}", f" {number} ", grouped, f"{number}{words}", f"{number}.0", f"0{number}" if number < 90 else f"{number}",
                    float(number), f"'{number}",
                ))  # fmt: skip


def zero_in_words(case: Case) -> None:
    for line in case.lines:
        if line.branch is not None:
            for name in ("installed", "launch_sessions"):
                if name in case.fields and line.cells[case.column(name)] == 0:
                    line.cells[case.column(name)] = "không"


def ordinals_as_text(case: Case) -> None:
    style = case.pick.choice(("{}", "{}.", "0{}", "{})"))
    for line in case.lines:
        if line.branch is not None and "ordinal" in case.fields:
            line.cells[case.column("ordinal")] = style.format(line.cells[case.column("ordinal")])


def repeat_heading(case: Case) -> None:
    """The heading again at the top of the next printed page."""
    rows = [index for index, line in enumerate(case.lines) if line.branch is not None]
    at = case.pick.choice(rows[1:])
    heading = case.lines[case.heading[0] : case.heading[1] + 1]
    case.lines[at:at] = [Line(list(line.cells)) for line in heading]


def untidy_names(case: Case) -> None:
    for line in case.lines:
        if line.branch is not None:
            name = str(line.cells[case.column("branch_name")])
            line.cells[case.column("branch_name")] = case.pick.choice(
                (name, f" {name}", name.replace(" ", "  ", 1), f"{name}\u200b", name + "\n")
            )


def capitals(case: Case) -> None:
    for line in case.lines:
        if line.branch is not None:
            line.cells[case.column("branch_name")] = str(line.cells[case.column("branch_name")]).upper()


def _every_text(case: Case, of: Callable[[str], str]) -> None:
    for line in case.lines:
        line.cells = [of(cell) if isinstance(cell, str) else cell for cell in line.cells]


def decomposed(case: Case) -> None:
    _every_text(case, lambda text: unicodedata.normalize("NFD", text))


def in_tcvn3(case: Case) -> None:
    codes = {letter: chr(code) for code, letter in TCVN3.items()}
    capital = {letter.upper(): code for letter, code in codes.items() if letter.islower()}
    _every_text(
        case,
        lambda text: "".join(codes.get(c) or capital.get(c) or c for c in unicodedata.normalize("NFC", text)),
    )


def in_vni(case: Case) -> None:
    codes = {letter: code for code, letter in VNI.items() if len(code) < 3}
    _every_text(case, lambda text: "".join(codes.get(c, c) for c in unicodedata.normalize("NFC", text)))


def stray_text(case: Case) -> None:
    last = max(index for index, line in enumerate(case.lines) if line.branch is not None)
    case.lines.insert(
        case.pick.randint(last + 1, len(case.lines)),
        Line([None] * case.pick.randint(0, 5) + ["(còn tiếp trang sau)"], is_of_table=False),
    )


def unread_rows_of_form(case: Case) -> None:
    """Numbered rows of the form that were left empty."""
    last = max(index for index, line in enumerate(case.lines) if line.branch is not None)
    if "ordinal" in case.fields:
        rows = [[None] * len(case.fields) for _ in range(3)]
        for n, row in enumerate(rows):
            row[case.column("ordinal")] = 90 + n  # type: ignore[call-overload]
        case.lines[last + 1 : last + 1] = [Line(list(row)) for row in rows]


HARMLESS = (
    reorder_columns, move, blank_rows, blank_column, hide_rows, more_tabs, as_text, zero_in_words, ordinals_as_text,
    repeat_heading, untidy_names, capitals, decomposed, stray_text, unread_rows_of_form,
)  # fmt: skip
ENCODED = (in_tcvn3, in_vni)


def disturbed(seed: int) -> Case:
    """A case by its number: the same number gives the same sheet."""
    pick = random.Random(seed)
    case = build(pick)
    if pick.random() < 0.45:
        case.is_harmless = False
        for harm in pick.sample(HARMFUL, pick.randint(1, 2)):
            case.done.append(harm.__name__)
            harm(case)
    for disturb in pick.sample(HARMLESS, pick.randint(0, 5)):
        if not case.is_harmless and disturb is as_text:
            continue
        case.done.append(disturb.__name__)
        disturb(case)
    if pick.random() < 0.15:
        encode = pick.choice(ENCODED)
        case.done.append(encode.__name__)
        encode(case)
    return case

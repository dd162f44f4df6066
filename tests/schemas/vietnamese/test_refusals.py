"""Every refusal has a sentence for the clerk, and every sentence a cell that earns it."""

from __future__ import annotations

import datetime as dt
import string
from typing import Any

import pytest

from schemas.finding import finding
from schemas.rules.cells import CELL_RULES
from schemas.sheet import DateCell, FormattedNumber
from schemas.vietnamese.dates import read_date
from schemas.vietnamese.money import read_money
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.percents import read_percent
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text.notes import read_text

EARNED: dict[str, dict[str, Any]] = {
    "count": {
        "formula_error": "#REF!", "formula_text": "=45", "column_too_narrow": "###", "not_a_number": "An", "not_whole": "1,5",
        "grouping": "12.34.567", "percent": "85%", "estimate": "~500", "range": "500-600", "rounded": "1,2 nghìn",
        "two_numbers": "45/50", "breakdown_disagrees": "45 (nữ 50)", "words_disagree": "45 (bốn mươi)",
        "words_unclear": "một trăm hai", "date": "12/8/2020", "phone": "0901234567", "zero_or_missing": "-", "unknown": "?",
        "yes": "có", "tick": "x", "ditto": "nt", "brackets": "(45)", "negative": "-5", "too_large": "9999999999",
        "extra_words": "45 nữ", "lookalike_letter": "l5", "decimal_typed": 1.234,
        "time": FormattedNumber(0.5, "h:mm"), "currency": FormattedNumber(45, "#,##0 [$₫-42A]"),
        "multiple": FormattedNumber(12345, '#,##0," nghìn"'), "hidden": FormattedNumber(45, ";;;"),
    },
    "percent": {
        "formula_error": "#DIV/0!", "formula_text": "=D5/C5", "column_too_narrow": "###", "not_a_number": "đạt",
        "above_100": "101%", "signed": "-5%", "one": "1", "estimate": "~85%", "range": "90-95%", "ratio": "45/50",
        "ratio_disagrees": "100% (45/50)", "words_disagree": "85% (tám mươi)", "two_marks": "85,5,2%", "two_numbers": "85; 90",
        "date": "12/8/2020", "unknown": "?", "tick": "x", "ditto": "nt", "extra_words": "(6)", "lookalike_letter": "10O%",
    },
    "date": {
        "formula_error": "#REF!", "formula_text": "=TODAY()", "column_too_narrow": "###", "not_a_date": "45",
        "no_such_day": "31/9/2020", "no_day": "8/2020", "before_campaign": "17/8/2020", "too_far": "28/8/2021",
        "bad_time": "28/8/2020 25:00", "weekday_disagrees": "T7, 28/8/2020", "range": "24-28/8/2020", "vague": "trước 29/8",
        "relative": "hôm qua", "lunar": "10/7/2020 (ÂL)", "unknown": "?", "ditto": "nt", "extra_words": "28/8 (bổ sung)",
        "bad_year": "17/8/22020",
    },
    "text": {
        "formula_error": "#REF!", "formula_text": "=A1", "column_too_narrow": "###", "letters_lost": "C?ng",
        "wrong_letters": "Cơng đồn", "foreign_letter": "Сông", "unclear": "?", "tick": "x", "date": DateCell(44055),
        "totals_row": "Tổng cộng", "signature": "Người lập biểu",
    },
    "money": {
        "formula_error": "#REF!", "formula_text": "=45", "column_too_narrow": "###", "not_money": "An", "not_whole": 1.5,
        "grouping": "1.500 triệu", "foreign": "100 USD", "percent": "85%", "estimate": "~500", "range": "500-600",
        "two_numbers": "45/50", "date": "12/8/2020", "time": FormattedNumber(0.5, "h:mm"), "hidden": FormattedNumber(45, ";;;"),
        "tick": "x", "ditto": "nt", "zero_or_missing": "-", "unknown": "?", "negative": -5, "too_large": 10**16,
    },
}  # fmt: skip
REFUSALS = {rule.code: rule for rule in CELL_RULES}
CELLS = {f"{kind}_{code}": cell for kind, cells in EARNED.items() for code, cell in cells.items()}


def read(code: str) -> Reading[Any]:
    cell = CELLS[code]
    match code.partition("_")[0]:
        case "count":
            return read_count(cell)
        case "percent":
            return read_percent(cell)
        case "date":
            return read_date(cell, 2020, dt.date(2020, 8, 18))
        case "money":
            return read_money(cell, "đồng")
    return read_text(cell)


def test_the_table_above_earns_every_refusal_and_no_other() -> None:
    of_several_cells = {
        *("count_merged", "money_merged", "count_shifted", "money_shifted", "ditto_without_above"),
        *("name_is_ditto", "name_merged", "name_in_parts"),
    }
    assert CELLS.keys() | of_several_cells == REFUSALS.keys()


@pytest.mark.parametrize("code", CELLS)
def test_a_cell_earns_its_refusal(code: str) -> None:
    assert read(code).refusal == code


@pytest.mark.parametrize("code", CELLS)
def test_a_suggestion_has_a_sentence_and_a_sentence_its_suggestion(code: str) -> None:
    assert (read(code).suggestion is not None) == (REFUSALS[code].with_suggestion is not None)


@pytest.mark.parametrize("code", REFUSALS)
def test_a_sentence_names_the_cell_and_what_was_typed(code: str) -> None:
    refusal = REFUSALS[code]
    for text, allowed in (
        (refusal.sentence, {"cell", "raw"}),
        (refusal.with_suggestion, {"cell", "raw", "suggestion"}),
    ):
        if text is not None:
            told = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            assert told - {"day"} == allowed
            assert text.startswith("Ô {cell}: ")
            assert text.endswith(".")
            assert "hãy" in text


def test_a_sentence_is_filled_in_with_what_was_typed_braces_and_all() -> None:
    assert finding("count_zero_or_missing", cell="D7", raw="-").message_vi == (
        "Ô D7: '-' chưa rõ nghĩa; nếu không có, hãy nhập 0; nếu chưa có số liệu, hãy để trống."
    )
    lookalike = finding("count_lookalike_letter", cell="D7", raw="l5", suggestion="15")
    assert "nếu là 15, hãy nhập 15." in lookalike.message_vi
    assert "'{0}'" in finding("count_not_a_number", cell="D7", raw="{0}", suggestion="unused").message_vi

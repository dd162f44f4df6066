"""Text is tidied, never rewritten; what lost letters or is no data goes back."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rules import catalogue
from schemas.sheet import CellError, DateCell
from schemas.vietnamese.text import clean, fold
from schemas.vietnamese.text.marks import DITTO
from schemas.vietnamese.text.notes import read_text
from tests.given.forms import FORM

VIETNAMESE = st.text("aăâđeêioôơuưyáàảãạắằấầếềộợứựýỳHLKNĐƠ '’-.,/0123456789", max_size=40)


@pytest.mark.parametrize(
    "cell",
    [
        "//",
        "///",
        '"',
        "″",
        "〃",
        "”",
        "“ ”",
        "''",
        "-//-",
        '-"-',
        "- nt -",
        "n/t",
        "NT.",
        "Như trên",
        "nhu tren",
    ],
)
def test_a_ditto_mark_stands_for_the_row_above(cell: str) -> None:
    assert read_text(cell).value == DITTO


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "-",
        "—",
        "---",
        ".",
        "…",
        "0",
        0,
        0.0,
        "Không.",
        "KHÔNG CÓ",
        "ko",
        "N/A",
        "null",
        "'",
        "____",
    ],
)
def test_no_note_is_none(cell: Any) -> None:
    assert (read_text(cell).value, read_text(cell).refusal) == (None, None)


@pytest.mark.parametrize(
    ("cell", "person"),
    [
        ("TRẦN ANH TUẤN", "Trần Anh Tuấn"), ("trần thị hoa", "Trần Thị Hoa"), ("Nguyễn văn An", "Nguyễn Văn An"),
        ("nguyen van an", "Nguyen Van An"), ("Ông Lê Văn B, Kế toán", "Ông Lê Văn B"),
        ("đ/c Nguyễn Thị Hoa (CT)", "đ/c Nguyễn Thị Hoa"), ("Chị Trần Thị B - Phó Chủ tịch CĐ", "Chị Trần Thị B"),
        ("2) Đồng chí Hồ Văn Sơn", "Đồng chí Hồ Văn Sơn"), ("H'LIN NIÊ", "H'Lin Niê"), ("h ’ lin niê", "H'Lin Niê"),
        ("Bà H' Hoa Mlô", "Bà H'Hoa Mlô"), ("2. Ông Y Bhit Niê", "Ông Y Bhit Niê"), ("NguyÔn V¨n An", "Nguyễn Văn An"),
    ],
)  # fmt: skip
def test_a_person_is_named_without_post_and_with_the_form_of_address(cell: str, person: str) -> None:
    assert read_text(cell).value == person


@pytest.mark.parametrize(
    "note",
    [
        "phạm vi rộng quá", "đoàn viên nghỉ việc", "CAO SU ĐẮK LẮK", "hồ sơ đã nộp", "Nguyễn Văn An nghỉ ốm", "mai cài tiếp",
        "TRƯỜNG THPT LÊ LỢI", "ZALO FACEBOOK", "1. Zalo 2. Facebook", "Đã cài chưa?", "+ Zalo", "=> đã cài", "- Loa phát thanh",
        "Trường học", "được, nước, ĐƯỜNG", "5 m²", "«Zalo»", "đồn biên phòng", "Tồn tại, hạn chế", "Đ/c Hoa", "chưa có sóng 3G", "Bluezone®", "Hoà Phú", "Hòa Phú",
        "Thuý, Thúy", "Đã xong ✅", "Nguyễn Văn An - 0901234567", "tổng số 45 người", "cộng tác viên",
    ],
)  # fmt: skip
def test_a_note_is_kept_as_typed(note: str) -> None:
    assert (read_text(note).value, read_text(note).refusal) == (note, None)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Đ?ng viên", "letters_lost"), ("?ã cài", "letters_lost"), ("C\ufffdng", "letters_lost"),
        ("thơng tin", "wrong_letters"), ("Liên đồn lao động", "wrong_letters"), ("CÃ´ng Ä‘oÃ n đạt", "wrong_letters"),
        ("Сông", "foreign_letter"), ("Αn", "foreign_letter"), ("工会", "foreign_letter"),
        ("=SUM(A1)", "formula_text"), ("=1+1", "formula_text"), ("+B2+B3", "formula_text"), ("#N/A", "formula_error"),
        ("#NAME?", "formula_error"), (CellError("#REF!"), "formula_error"), (float("nan"), "formula_error"),
        ("####", "column_too_narrow"), ("?", "unclear"), ("/", "unclear"), ("***", "unclear"), (1e300, "unclear"),
        (10**400, "unclear"), ("✓", "tick"), ("x", "tick"), (True, "tick"), (DateCell(44055), "date"),
        ("TỔNG CỘNG", "totals_row"), ("Cộng I", "totals_row"), ("Cộng (I+II)", "totals_row"), ("Tổng số:", "totals_row"),
        ("Cộng toàn huyện", "totals_row"), ("NGƯỜI LẬP BIỂU", "signature"), ("TM. BAN THƯỜNG VỤ", "signature"),
        ("(Ký, ghi rõ họ tên)", "signature"), ("CHỦ TỊCH", "signature"), ("Thủ trưởng đơn vị", "signature"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_data_goes_back(cell: Any, code: str) -> None:
    assert (read_text(cell).value, read_text(cell).refusal) == (None, f"text_{code}")


def test_a_typed_number_is_its_digits() -> None:
    assert [read_text(cell).value for cell in (45, 45.0, 1.5)] == ["45", "45", "1.5"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("LĐLĐ huyện M'Đrắk", "ldldhuyenmdrak"), ("M’ÐRẮK", "mdrak"), ("Ea H‘leo", "eahleo"), ("Cư\u200b M'gar", "cumgar"),
        ("Krông\u00a0Pắc", "krongpac"), ("TP. BMT", "tpbmt"), ("", ""), ("—", ""), ("Ｅａ Ｋａｒ", "eakar"),
    ],
)  # fmt: skip
def test_the_matching_key_is_plain_letters_and_digits(text: str, key: str) -> None:
    assert fold(text) == key


def test_overriding_direction_marks_stay_because_they_show_other_digits() -> None:
    assert clean("\u202e54") == "\u202e54"
    assert clean("\u200e54") == "54"


@given(st.one_of(st.text(max_size=60), st.text(st.characters(max_codepoint=0x17F), max_size=40), VIETNAMESE))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(VIETNAMESE)
def test_the_matching_key_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")} == {
        fold(text)
    }
    assert fold(fold(text)) == fold(text) == fold(text.upper())


@given(VIETNAMESE)
def test_the_matching_key_of_a_unicode_text_survives_cleaning(text: str) -> None:
    # A letter beyond Latin-1 makes the text Unicode for certain: nothing is decoded.
    assert fold(clean("đ" + text)) == fold("đ" + text)


@given(st.text(max_size=200))
def test_the_matching_key_is_alphanumeric(text: str) -> None:
    assert fold(text) == "" or fold(text).isalnum()


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=80), VIETNAMESE,
        st.builds(DateCell, st.floats()), st.builds(CellError, st.text(max_size=8)),
    )
)  # fmt: skip
def test_reading_a_text_never_raises(cell: Any) -> None:
    reading = read_text(cell)
    assert reading.refusal is None or (reading.refusal in catalogue(FORM) and reading.value is None)
    assert reading.value is None or reading.value


@pytest.mark.parametrize(
    "unit", ["a", "ñ", "Ã´", "«", "'", "A. ", "đ ", "\u0301", "- ", "?", "1.", " \u200b"]
)
def test_a_cell_of_fifty_thousand_characters_is_read_at_once(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    read_text(text)
    assert clean(clean(text)) == clean(text)

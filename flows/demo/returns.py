"""The returns of the story that are no plain template: the mess that clerks really type, one unit's after the other.

Not here: when each is handed in (`story`), the layouts (`workbooks`).
"""

from __future__ import annotations

import unicodedata
from typing import Any

from flows.demo.workbooks import Rows, annex, branches, csv_lines, simple, with_cells
from schemas.vietnamese.text.encodings import TCVN3


def buon_ma_thuot() -> Rows:
    """Counts as people write them: a thousand with a point, with a blank, with a word behind."""
    rows = branches("643", 12)
    rows.append(["CĐCS Công ty CP Cà phê Trung Nguyên", 1234, 1200, 1107, "Zalo, Facebook, họp tổ"])
    table = simple(rows, "LĐLĐ thành phố Buôn Ma Thuột")
    last = len(table) - 2
    return with_cells(table, (last, 2, "1.234"), (last, 3, "1.200 người"), (last, 4, "1 107"))


def ea_sup(*, is_repaired: bool) -> Rows:
    """Errors of four kinds: an estimate, a decimal, more installs than phones, a name left out."""
    table = simple(branches("646", 8), "LĐLĐ huyện Ea Súp")
    if is_repaired:
        return table
    phones = table[6][3]
    return with_cells(table, (4, 4, "~20"), (5, 2, "1,5"), (6, 4, phones + 3), (7, 1, None))


def buon_don() -> Rows:
    """One branch twice with different figures, a date in a count column, a formula that failed."""
    rows = branches("647", 7)
    rows.append([rows[2][0].upper(), rows[2][1] + 1, rows[2][2], rows[2][3], "họp"])
    table = simple(rows, "LĐLĐ huyện Buôn Đôn")
    return with_cells(table, (4, 3, "12/8/2020"), (7, 4, "#REF!"))


def krong_nang(*, is_corrected: bool) -> Rows:
    """The sheet of the desk's own example: two sections, ditto marks, "25 máy", "không"."""
    installed = 31 if is_corrected else "không"
    total = 116 if is_corrected else 85
    body: Rows = [
        ["I", "Khối cơ quan HCSN"],
        [1, "CĐCS xã Ea Tam", 24, 22, 20, "83,33%", "Zalo", "-"],
        [2, "CĐCS UBND xã Phú Xuân", 28, "25 máy", 25, "89,3", "nt"],
        [None, "Cộng I", 52, 47, 45, "86,5%"],
        ["II", "Khối trường học"],
        [3, "CĐCS Trường THCS Nguyễn Du", 41, 40, 40, "100%", "Zalo, Facebook", "tỷ lệ tính trên ĐTTM"],
        [4, "CĐCS Trường Tiểu học Lê Lợi", 35, 33, installed, "93,9%" if is_corrected else "0%", "//"],
        [None, "Cộng II", 76, 73, 71 if is_corrected else 40],
        [None, "TỔNG CỘNG", 128, 120, total],
    ]
    remark = "(Kèm theo Báo cáo số 25/BC-LĐLĐ ngày 27/8/2020 của LĐLĐ huyện Krông Năng)"
    return annex("LĐLĐ huyện Krông Năng", body, "Krông Năng", remark)


def krong_ana() -> bytes:
    """Windows-1258 keeps tones apart from their letters, so the text is decomposed the way that code page does."""
    table = simple(branches("655", 8), "LĐLĐ huyện Krông A Na")
    text: Rows = [[_as_1258(cell) if isinstance(cell, str) else cell for cell in row] for row in table]
    return csv_lines(text)


def _as_1258(text: str) -> str:
    letters = []
    for char in unicodedata.normalize("NFC", text):
        try:
            char.encode("cp1258")
            letters.append(char)
        except UnicodeEncodeError:
            base, tone = _without_tone(char)
            letters.append(base + tone)
    return "".join(letters)


def _without_tone(char: str) -> tuple[str, str]:
    """A letter's shape (â, ơ …) and the tone mark that stands after it."""
    marks = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones)), tones


def tcvn3(table: Rows) -> Rows:
    """Text as a TCVN3 (ABC) font has it: "Công đoàn" is stored as "C«ng ®oµn"."""
    codes = {letter: chr(code) for code, letter in TCVN3.items() if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}
    # the capital font shows small letters' codes as capitals
    codes |= {letter.upper(): code for letter, code in codes.items() if letter.upper() not in codes}
    return [
        ["".join(codes.get(c, c) for c in cell) if isinstance(cell, str) else cell for cell in row]
        for row in table
    ]


def cu_kuin() -> Rows:
    """Counts with units, a remark in brackets, a decimal nought, blanks that do not show."""
    table = simple(branches("657", 8), "LĐLĐ huyện Cư Kuin")
    first: dict[int, Any] = {row: table[row] for row in (3, 4, 5, 6)}
    return with_cells(
        table,
        (3, 2, f"{first[3][2]} người"),
        (3, 4, f"{first[3][4]} (nữ 5)"),
        (4, 3, f"{first[4][3]} máy"),
        (5, 4, f"{first[5][4]},0"),
        (6, 2, f" {first[6][2]}\u00a0"),
    )


def y_te() -> Rows:
    """A percentage and a total that do not agree with the rows."""
    table = simple(branches("CN-YT", 8), "Công đoàn ngành Y tế")
    return with_cells(table, (3, 5, "47%"), (len(table) - 1, 4, table[-1][4] + 10))


def decomposed(table: Rows) -> Rows:
    """Text whose letters and marks are apart, as some systems type it."""
    return [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
        for row in table
    ]

"""What each of the 21 units has in the desk's folder at each instant, so that every standing occurs.

Run `python -m flows.demo.story` to write the folders again; the same bytes come out, so that they can be kept as
files and compared. The mess is of the kind that clerks really type.

643 Buôn Ma Thuột   early and clean, a thousand written as 1.234
644 Buôn Hồ         on the last evening
645 Ea H'leo        first seen at 00:05: nobody can say whether it was there at midnight, a ruling decides
646 Ea Súp          filed with errors, repaired on Monday: late
647 Buôn Đôn        filed with errors, never repaired
648 Cư M'gar        never filed
649 Krông Búk       a damaged file around the cutoff, fine on Monday: unverified
650 Krông Năng      on time, corrected after the cutoff
651 Ea Kar          on time, a figure goes bad on Monday and keeps its last good value
652 M'Đrắk          on time, a branch leaves the sheet
653 Krông Bông      two files claim the unit around the cutoff
654 Krông Pắc       files on Monday: late
655 Krông A Na      a .csv with semicolons in the Windows code page, on time
656 Lắk             typed with a TCVN3 font, on time
657 Cư Kuin         figures with words and units, on time
CN-GD Giáo dục      an annex with sections and subtotals, on time
CN-YT Y tế          on time with warnings: percentages and a total that do not agree
CN-VC Viên chức     on time, names in NFD
CN-CT Công Thương   on time, industrial zones
CN-NN Nông nghiệp   exempted on 26/8
CN-GT Giao thông    granted an extension on 28/8, files on Monday
"""

from __future__ import annotations

import shutil
import unicodedata
from typing import Any

from flows.demo.workbooks import (
    EARLY,
    EVENING,
    FOLDER,
    INSTANTS,
    MIDNIGHT,
    MONDAY,
    Rows,
    branches,
    csv_lines,
    official,
    simple,
    with_cells,
    xlsx,
    zones,
)
from schemas.vietnamese.text.encodings import TCVN3

DAMAGED = b"PK\x03\x04 - t\xe1\xba\xa3i v\xe1\xbb\x81 ch\xc6\xb0a xong"


def files(instant: str) -> dict[str, bytes]:
    """The desk's folder at one of `INSTANTS`: file names and bytes."""
    place = list(INSTANTS).index(instant)
    made: dict[str, bytes] = {}
    for name, contents in story().items():
        seen = [content for since, content in contents if list(INSTANTS).index(since) <= place]
        if seen and seen[-1] is not None:
            made[name] = seen[-1]
    return made


def story() -> dict[str, list[tuple[str, bytes | None]]]:
    """Each file with its contents, and the instant each is there from; None once it is taken away."""
    return {
        "643 LĐLĐ TP Buôn Ma Thuột.xlsx": [(EARLY, xlsx(_buon_ma_thuot()))],
        "644_BuonHo.xlsx": [(EVENING, xlsx(simple(branches("644", 9), "LĐLĐ thị xã Buôn Hồ")))],
        "LĐLĐ huyện Ea H'leo.xlsx": [(MIDNIGHT, xlsx(official(branches("645", 12), "LĐLĐ huyện Ea H'leo")))],
        "646 Ea Súp.xlsx": [
            (EARLY, xlsx(_ea_sup(is_repaired=False))),
            (MONDAY, xlsx(_ea_sup(is_repaired=True))),
        ],
        "647 Buôn Đôn.xlsx": [(EARLY, xlsx(_buon_don()))],
        "649-krong-buk.xlsx": [
            (EVENING, DAMAGED),
            (MONDAY, xlsx(simple(branches("649", 7), "LĐLĐ huyện Krông Búk"))),
        ],
        "650 Krông Năng.xlsx": [
            (EVENING, xlsx(_krong_nang(is_corrected=False))),
            (MONDAY, xlsx(_krong_nang(is_corrected=True))),
        ],
        "651 Ea Kar.xlsx": [
            (EARLY, xlsx(simple(branches("651", 10), "LĐLĐ huyện Ea Kar"))),
            (MONDAY, xlsx(simple(with_cells(branches("651", 10), (3, 3, "hơn 30")), "LĐLĐ huyện Ea Kar"))),
        ],
        "652 M'Đrắk.xlsx": [
            (EARLY, xlsx(simple(branches("652", 8), "LĐLĐ huyện M'Đrắk"))),
            (MONDAY, xlsx(simple(branches("652", 8)[:-1], "LĐLĐ huyện M'Đrắk"))),
        ],
        "653 Krông Bông.xlsx": [(EVENING, xlsx(simple(branches("653", 7), "LĐLĐ huyện Krông Bông")))],
        "653 Krông Bông (sửa).xlsx": [
            (EVENING, xlsx(simple(branches("653b", 7), "LĐLĐ huyện Krông Bông"))),
            (MONDAY, None),
        ],
        "654 Krông Pắk.xlsx": [(MONDAY, xlsx(official(branches("654", 11), "LĐLĐ huyện Krông Pắc")))],
        "655 Krông Ana.csv": [(EARLY, _krong_ana())],
        "656 Lắk.xlsx": [(EVENING, xlsx(_tcvn3(simple(branches("656", 6), "LĐLĐ huyện Lắk"))))],
        "657 Cư Kuin.xlsx": [(EARLY, xlsx(_cu_kuin()))],
        "CN-GD Giáo dục.xlsx": [(EARLY, xlsx(official(branches("CN-GD", 14), "Công đoàn ngành Giáo dục")))],
        "CN-YT Y tế.xlsx": [(EVENING, xlsx(_y_te()))],
        "CN-VC Viên chức.xlsx": [
            (EARLY, xlsx(_decomposed(simple(branches("CN-VC", 9), "Công đoàn Viên chức"))))
        ],
        "CN-CT Công Thương.xlsx": [(EARLY, xlsx(zones(branches("CN-CT", 9), "Công đoàn ngành Công Thương")))],
        "CN-GT GTVT.xlsx": [
            (MONDAY, xlsx(simple(branches("CN-GT", 5), "Công đoàn ngành Giao thông vận tải")))
        ],
    }


def _buon_ma_thuot() -> Rows:
    rows = branches("643", 12)
    rows.append(["CĐCS Công ty CP Cà phê Trung Nguyên", 1234, 1200, 1107, "Zalo, Facebook, họp tổ"])
    table = simple(rows, "LĐLĐ thành phố Buôn Ma Thuột")
    last = len(table) - 2
    return with_cells(table, (last, 2, "1.234"), (last, 3, "1.200 người"), (last, 4, "1 107"))


def _ea_sup(*, is_repaired: bool) -> Rows:
    """Errors of four kinds: an estimate, a decimal, more installs than phones, a name left out."""
    table = simple(branches("646", 8), "LĐLĐ huyện Ea Súp")
    if is_repaired:
        return table
    phones = table[6][3]
    return with_cells(table, (4, 4, "~20"), (5, 2, "1,5"), (6, 4, phones + 3), (7, 1, None))


def _buon_don() -> Rows:
    """One branch twice with different figures, a date in a count column, a formula that failed."""
    rows = branches("647", 7)
    rows.append([rows[2][0].upper(), rows[2][1] + 1, rows[2][2], rows[2][3], "họp"])
    table = simple(rows, "LĐLĐ huyện Buôn Đôn")
    return with_cells(table, (4, 3, "12/8/2020"), (7, 4, "#REF!"))


def _krong_nang(*, is_corrected: bool) -> Rows:
    """The sheet of the desk's own example: two sections, ditto marks, "25 máy", "không"."""
    installed = 31 if is_corrected else "không"
    total = 116 if is_corrected else 85
    return [
        ["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["LĐLĐ HUYỆN KRÔNG NĂNG", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["KẾT QUẢ CÀI ĐẶT ỨNG DỤNG BLUEZONE"],
        ["(Kèm theo Báo cáo số 25/BC-LĐLĐ ngày 27/8/2020 của LĐLĐ huyện Krông Năng)"],
        [],
        ["STT", "Tên CĐCS", "Tổng số ĐV", "Trong đó", None, "Tỷ lệ (%)", "Hình thức tuyên truyền", "Ghi chú"],
        [None, None, None, "Số ĐTTM", "Đã cài đặt"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(3)", "(7)", "(8)"],
        ["I", "Khối cơ quan HCSN"],
        [1, "CĐCS xã Ea Tam", 24, 22, 20, "83,33%", "Zalo", "-"],
        [2, "CĐCS UBND xã Phú Xuân", 28, "25 máy", 25, "89,3", "nt"],
        [None, "Cộng I", 52, 47, 45, "86,5%"],
        ["II", "Khối trường học"],
        [3, "CĐCS Trường THCS Nguyễn Du", 41, 40, 40, "100%", "Zalo, Facebook", "tỷ lệ tính trên ĐTTM"],
        [4, "CĐCS Trường Tiểu học Lê Lợi", 35, 33, installed, "93,9%" if is_corrected else "0%", "//"],
        [None, "Cộng II", 76, 73, 71 if is_corrected else 40],
        [None, "TỔNG CỘNG", 128, 120, total],
        [],
        ["Ghi chú: ĐTTM là điện thoại thông minh"],
        [None, None, None, None, None, "Krông Năng, ngày 27 tháng 8 năm 2020"],
        ["NGƯỜI LẬP BIỂU", None, None, None, None, "TM. BAN THƯỜNG VỤ"],
    ]


def _krong_ana() -> bytes:
    """Windows-1258 keeps tones apart from their letters, so the text is decomposed the way that code page does."""
    table = simple(branches("655", 8), "LĐLĐ huyện Krông A Na")
    text: Rows = [[_as_1258(cell) if isinstance(cell, str) else cell for cell in row] for row in table]
    return csv_lines(text, ";", "cp1258")


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


def _tcvn3(table: Rows) -> Rows:
    """Text as a TCVN3 (ABC) font has it: "Công đoàn" is stored as "C«ng ®oµn"."""
    codes = {letter: chr(code) for code, letter in TCVN3.items() if letter.islower() or letter in "ĂÂÊÔƠƯĐ"}
    # the capital font shows small letters' codes as capitals
    codes |= {letter.upper(): code for letter, code in codes.items() if letter.upper() not in codes}
    return [
        ["".join(codes.get(c, c) for c in cell) if isinstance(cell, str) else cell for cell in row]
        for row in table
    ]


def _cu_kuin() -> Rows:
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


def _y_te() -> Rows:
    table = simple(branches("CN-YT", 8), "Công đoàn ngành Y tế")
    return with_cells(table, (3, 5, "47%"), (len(table) - 1, 4, table[-1][4] + 10))


def _decomposed(table: Rows) -> Rows:
    return [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
        for row in table
    ]


def write() -> None:
    """Write every folder anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for instant in INSTANTS:
        folder = FOLDER / instant
        folder.mkdir(parents=True)
        for name, content in files(instant).items():
            (folder / unicodedata.normalize("NFC", name)).write_bytes(content)


if __name__ == "__main__":
    write()

"""What the label of a row says: a total, a section, a branch, a breakdown, an example, a signature.

Arrives: the text of a name's or an ordinal's cell.
Leaves:  plain answers.
Not here: other times and aims (`comparisons`), parts of a branch (`departments`), kinds of branches (`branch_kinds`); what the
         row is, which its figures and its neighbours tell too (`flows.steps.read.rows`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.sheet import Cell, FormattedNumber
from schemas.vietnamese.text import clean, fold

LONGEST = 300
"""Letters of a cell that are looked at to tell what it is."""

_PLACE = r"(?:huyện|thị xã|thị|thành phố|tp|ngành|tỉnh|đơn vị|trường|khối|cụm|công ty|địa bàn|xã|phường|bộ)"
_NUMBER = r"(?:mục|phần|khối|nhóm|cụm)?\s*(?:[a-h]\s*\.\s*)?(?:[ivxlc]+|[a-hđ]|[0-9]{1,2})"
TOTAL = re.compile(
    r"(?:[*+\-–]\s*)?"
    rf"(?:tổng\s*cộng|t\s*[./]?\s*cộng|tổng\s*số|tổng\s*hợp|tổng|cộng\s*dồn|cộng|ts(?=\W*\Z)|l[uũ][yỹ]\s*kế|toàn\s+{_PLACE}(?:\s.*)?|cả\s+{_PLACE}(?:\s.*)?"
    r"|tất\s*cả|tong\s*cong|tong\s*so|tong|cong|toan\s+(?:huyen|nganh|tinh|don vi)|grand\s+total|sub\s*-?\s*total|total|sum|tc)"
    r"\s*[:.\-–=]*\s*"
    rf"(?:\(.*\)|chung|số\s*liệu(?:\s.*)?|số|cộng|tổng|toàn\s.*|các\s.*|khối\s.*|nhóm\s.*|cụm\s.*|lđlđ\s.*|cđcs(?:\s.*)?|của\s.*|hợp|dồn"
    rf"|{_PLACE}(?:\s.*)?|khu\s+vực\s.*|theo\s.*|trang.*|chuyển\s+trang|mang\s+sang.*|lũy\s+kế|kết\s+quả|kết|quân\s+số"
    r"|(?:tính\s+)?(?:đến|tới)\s.*[0-9].*|(?:tính\s+)?(?:đến|tới)\s+(?:nay|hết|thời\s+điểm)\b.*|từ\s+(?:đầu|ngày|khi)\b.*"
    r"|(?:hai|ba|bốn|năm|sáu)\s+(?:khối|cụm|nhóm|ngành|phần|mục)\b.*|[0-9]+\s+\w.*|(?:i|ii|iii|iv|v)\b.*"
    rf"|{_NUMBER}(?:\s*[+,&]\s*{_NUMBER})*)?\s*[:.]*"
)
_OF_SECTIONS = re.compile(r"(?:[ivx]+|[a-h])(?:\s*\+\s*(?:[ivx]+|[a-h]))+")
"""I+II, A + B: the sections that a row sums up."""
_REMARK = re.compile(r"ghi chú|lưu ý|\(?\*|chú thích|ghi chu")
_GRAND = re.compile(
    r"tổng\s*(?:cộng|số|chung)|t\s*[./]?\s*cộng|tong\s+cong|(?:toàn|cả)\s+(?:huyện|tỉnh|ngành|thị|thành|đơn vị|bộ)"
)
_COMPANY = re.compile(r"(?:tổng|tong)\s+(?:công|cong)\s+ty")
_ZONE = r"(?:kcn|ccn|kccn|khu(?:\s*[,/]?\s*cụm)?\s+công\s+nghiệp|cụm\s+công\s+nghiệp)"
_STRONG_SECTION = re.compile(
    r"(?:khối|cụm|nhóm|phần|mục|các|lĩnh vực|loại hình|khu vực|khoi|cum|nhom|cac)\b"
    r"|(?:(?:đơn vị|cđcs|cơ quan|doanh nghiệp|trường)\s+)?khác\b"
    rf"|(?:(?:cđcs|công đoàn cơ sở)\s+)?(?:(?:không\s+)?(?:thuộc|nằm\s+trong)|(?:nằm\s+)?(?:trong|ngoài))\s+(?:các\s+)?{_ZONE}\b"
)
_WEAK_SECTION = re.compile(
    r"(?:hành chính|sự nghiệp|doanh nghiệp|trường học|cơ quan|đơn vị|ngoài nhà nước)\b"
)
NUMBER_OF_SECTION = re.compile(r"(?:[IVXLC]{1,6}|[A-H])\s*[.)\-:/]\s+(?=\S)")
BREAKDOWN = re.compile(r"[-+*\s]*(?:trong đó|trong do)\b")
BRANCH = re.compile(
    r"[-+*\s]*(?:[0-9]{1,4}\s*[.)]\s*)?(?:cđcs|cđ|công đoàn|nghiệp đoàn|trường(?! học)|ubnd|xã|phường|thị trấn|công ty|cty|trạm"
    r"|bệnh viện|chi cục|phòng|ban|trung tâm|th|thcs|thpt|mn|mg|tiểu học|mầm non|mẫu giáo|hợp tác xã|htx|ngân hàng|tòa án"
    r"|viện|hội|đài|kho bạc|bảo hiểm|nhà máy|xí nghiệp|doanh nghiệp tư nhân|dntn|đội|hạt kiểm lâm|chi nhánh|văn phòng"
    r"|huyện ủy|cdcs|cong doan|truong|cong ty)\b",
    re.IGNORECASE,
)
SCOPE = re.compile(
    r"(?:(?:cđcs|cđ|công đoàn|kết quả|số liệu|báo cáo|số|tình hình|chung)\s+)*"
    r"(?:chung(?:\s+(?:của|toàn|cả)\b.*)?|(?:toàn|tất cả)\b.*|cả\s+(?:huyện|thị|thành|tỉnh|ngành|khối|lđlđ)\b.*"
    r"|(?:huyện|thị xã|thành phố|tx|tp|tỉnh|ngành|viên chức|khối|lđlđ|liên đoàn lao động)\b.*)"
)
"""What a whole unit is called: the words for everything, a district, a sector, a federation of labour."""
ARABIC = re.compile(r"0*[0-9]{1,5}(\.0)?\s*[.)/]?|[0-9]{1,3}(?:\.[0-9]{1,3})+\.?")
HIERARCHICAL = re.compile(r"[0-9]{1,3}(?:\.[1-9][0-9]{0,2})+\.?")
ROMAN_OR_LETTER = re.compile(r"([IVXLC]{1,6}|[A-HĐa-h])\s*[.)\-:/]?")
SIGNATURE = re.compile(
    r"(?:người lập|lập biểu|người báo cáo|người tổng hợp|kế toán|thủ trưởng|chủ tịch|phó chủ tịch|t\s*/?\s*m\s*[.\s]"
    r"|k\s*/?\s*t\s*[.]|tl\s*[.]|ban thường vụ|ban chấp hành|nơi nhận|\(?ký|\(?đã ký|xác nhận|ghi chú\s*:|lưu ý\s*:"
    r"|\(?\*+\)?\s*ghi chú|chú thích|nguoi lap|chu tich|\S.*ngày.*tháng.*năm|ngày.*tháng.*năm|noi nhan|ghi chu\s*:)"
)
_EXAMPLE = re.compile(
    r".*[(\[]\s*(?:dòng\s+|số liệu\s+|tên\s+)?(?:mẫu(?!\s+giáo)|vd|v/d|ví dụ|thí dụ|minh ho[ạa]|minh hoạ|vi du)\b[^)\]]*[)\]].*"
    r"|(?:vd|v/d|ví dụ|thí dụ|vi du|thi du)\b.*|(?:dòng\s+)?mẫu\s*[:\-–].*|.*[-–:]\s*(?:mẫu|ví dụ|vd|thí dụ)\s*[.)]?"
)
_EXAMPLE_NUMBERS = frozenset({"vd", "vidu", "mau", "thidu", "example", "eg"})


def label(cell: Cell) -> str:
    """A cell's text as a label; "" for what is none."""
    if type(cell) is FormattedNumber:
        cell = cell.display.text
    if type(cell) is str:
        return clean(cell[:LONGEST])
    return str(cell) if type(cell) in (int, float) else ""


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether a label sums up others. "Tổng Công ty Cà phê" is a company."""
    lower = text.casefold()
    is_sum = TOTAL.fullmatch(lower) or _OF_SECTIONS.fullmatch(lower)
    return is_sum is not None and not _COMPANY.match(lower)


def is_grand_total(text: str) -> bool:
    """Whether a label says that everything is summed up: "TỔNG CỘNG", "Toàn huyện", but not "Cộng" or "Cộng mục I"."""
    return _GRAND.search(text.casefold()) is not None


def is_of_page(text: str) -> bool:
    """Whether a label sums up a page or says that another follows: "Cộng trang 1", "(còn tiếp trang sau)"."""
    return re.search(r"\btrang\b|chuyển", text.casefold()) is not None


def is_plain_name(cell: Cell) -> bool:
    """Whether a name's cell has letters and is neither a total nor a breakdown."""
    text = label(cell)
    is_name = len(text) > 1 and any(char.isalpha() for char in text)
    return is_name and not is_total(text) and not BREAKDOWN.match(text.casefold())


def is_branch(cell: Cell) -> bool:
    """Whether a name's cell begins as the names of branches do."""
    if type(cell) is not str:
        return False
    return bool(BRANCH.match(cell)) or (not cell.isascii() and bool(BRANCH.match(label(cell))))


def has_union_prefix(cell: Cell) -> bool:
    """Whether a name's cell begins with a union's own words: CĐCS, CĐ, Công đoàn."""
    return type(cell) is str and cell.lstrip()[:9].casefold().startswith(
        ("cđ", "công đoàn", "cdcs", "cong doan")
    )


def is_section(text: str) -> bool:
    """Whether a label heads a group of branches."""
    lower = NUMBER_OF_SECTION.sub("", text).casefold()
    return bool(_STRONG_SECTION.match(lower) or _WEAK_SECTION.match(lower))


def is_scope(text: str) -> bool:
    """Whether a label names a whole unit or all its branches, as "Toàn huyện Krông Năng" does."""
    return bool(SCOPE.fullmatch(NUMBER_OF_SECTION.sub("", text).casefold()))


def is_plain_section(text: str) -> bool:
    """Whether a label can be nothing but a group's: "Cơ quan Huyện ủy" can."""
    return bool(_STRONG_SECTION.match(NUMBER_OF_SECTION.sub("", text).casefold()))


def is_numbered(cell: Cell) -> bool:
    """Whether an ordinal's cell is a number, as 7, 07., 1.2 or 7.0."""
    if type(cell) is int or type(cell) is float:
        return True
    if type(cell) is FormattedNumber:
        cell = cell.display.text
    return type(cell) is str and ARABIC.fullmatch(clean(cell[:LONGEST])) is not None


def is_example(name: str, ordinal: str) -> bool:
    """Whether a row says that it only shows how to fill in the form: "CĐCS ABC (mẫu)", "Ví dụ"."""
    return fold(ordinal) in _EXAMPLE_NUMBERS or _EXAMPLE.fullmatch(name.casefold()) is not None


def plain_number(text: str) -> int | None:
    """The number of a row where it is a plain one: 7, 07., 7.0; None for 1.2, a) and none."""
    digits = text.rstrip(".)/ ").removesuffix(".0")
    return int(digits) if digits.isdecimal() else None


def is_remark(cell: Cell) -> bool:
    """Whether a cell begins as a remark does, which may stand anywhere: "Ghi chú:", "Lưu ý:"."""
    return type(cell) is str and len(cell) < LONGEST and _REMARK.match(clean(cell).casefold()) is not None


def is_signature(cell: Cell) -> bool:
    return type(cell) is str and len(cell) < LONGEST and SIGNATURE.match(clean(cell).casefold()) is not None

"""Personal names as clerks type them, and the words that look like names but end a table.

Arrives: one cleaned text.
Leaves:  the person's name alone and in title case, or the text unchanged when it is not plainly a name.
Not here: names of unions and districts, which are matched against the roster; nothing is corrected in a name.

Capitals are decided by the surname. A surname that is also a common word (đoàn viên, hồ sơ, cao su) counts
only before a word that makes it a name (đoàn văn An); a note must never come out in title case.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re

from schemas.vietnamese.text.syllables import is_syllable

APOSTROPHES = "'’‘ʼ`´′ʹ"
_INSIDE = re.compile(rf"(?<=[^\W\d_])[{APOSTROPHES}](?=[^\W\d_])")
_EDE_PREFIX = re.compile(rf"\b([HhMm]) ?[{APOSTROPHES}] ?(?=[^\W\d_])")

SURE_SURNAMES = frozenset({"nguyễn", "nguyen", "huỳnh", "trịnh"})
LIKELY_SURNAMES = frozenset("trần lê phạm hoàng phan vũ võ đặng bùi đỗ ngô đinh trương tạ".split())
"""Surnames that seldom begin a sentence: three or four words after them are a name."""
SURNAMES = (
    SURE_SURNAMES
    | LIKELY_SURNAMES
    | frozenset(
        "trần lê phạm hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai đào cao hà lương lưu tạ thái tô"
        " trương vương quách châu chu kiều la nông phùng tăng thân triệu từ tống văn vi giáp nghiêm khổng hứa mạc"
        " thạch tran pham hoang phan vu vo dang bui".split()
    )
)
MIDDLE_NAMES = frozenset(
    "văn thị hữu đình xuân ngọc minh thanh quang đức trọng quốc hoàng kim bá duy thu hồng mỹ tuấn gia khắc viết"
    " thế tiến mạnh hải bích diệu phương thuỳ thùy kiều tấn nhật".split()
)
EDE_SURNAMES = frozenset(
    "niê mlô êban byă kbuôr ayŭn ayun êñuôl ênuôl ksơr hmok hmŏk kđoh adrơng rcăm siu hđơk bkrông buôn krông"
    " bya eban mlo nie kpă nay".split()
)
ORDINARY_WORDS = frozenset(
    "đã chưa không đang sẽ đi cài xong có làm là và ở bị ốm học được cho với nghỉ tuyên truyền đặt gửi báo cáo"
    " tại qua do vì máy điện thoại người vi lỗi luật thuật trang tính đơn nhà xe trình".split()
)
"""A small word that shows a sentence, not a name."""

FORMS_OF_ADDRESS = re.compile(
    r"(?:đ/c|đ\.c\.?|đ/ch|đc|d/c|đồng chí|ông|bà|anh|chị|cô|thầy|mr|ms|mrs|chủ tịch|phó chủ tịch)\.?:? +",
    re.IGNORECASE,
)
LIST_NUMBER = re.compile(r"[0-9]{1,3} ?[.)\-/] *")
POST = re.compile(
    r"(?: *[-–—,;/] *| *\( *| +- *)(?:(?:phó )?(?:chủ tịch|ct|trưởng|hiệu trưởng|giám đốc|bí thư|trưởng ban|thủ trưởng)"
    r"|pct|uỷ viên|ủy viên|uv|kế toán|thư ký|văn thư|cán bộ|chuyên viên|tổ trưởng|tổ phó|phó ban|nhân viên"
    r"|giáo viên|người lập|người báo cáo|bch)\b[^0-9]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

TOTALS = re.compile(
    r"(?:tổng cộng|cộng|tổng số|tổng|cộng tổng|luỹ kế|lũy kế|tong cong|tong so|cong)"
    r"(?: (?:chung|toàn (?:tỉnh|huyện|ngành|thị xã|thành phố|đơn vị)))?(?: ?\(?[ivx0-9]{1,4}(?: ?\+ ?[ivx0-9]{1,4})*\)?)?"
    r" ?[:.]?",
    re.IGNORECASE,
)
"""The label of a totals row, alone in its cell."""
SIGNATURES = re.compile(
    r"(?:người (?:lập(?: biểu| bảng| báo cáo)?|tổng hợp|báo cáo|ký)|nguoi lap bieu|thủ trưởng(?: đơn vị)?|nơi nhận"
    r"|\(?ký(?: tên|,).{0,40}|xác nhận của .{0,60}|(?:tm|kt|tl|tuq)\. ?[^\W\d_].{0,60}|ban thường vụ|"
    r"(?:lập|kế toán) (?:biểu|trưởng)) ?[:.)]*",
    re.IGNORECASE,
)
SHOUTED_POSTS = re.compile(r"(?:PHÓ )?(?:CHỦ TỊCH|TRƯỞNG BAN|HIỆU TRƯỞNG|GIÁM ĐỐC)")
"""A post alone and in capitals is the block of a signature."""


def is_not_data(text: str) -> str | None:
    """The refusal of a label that ends a table and was read as a row of it."""
    if TOTALS.fullmatch(text):
        return "text_totals_row"
    if SIGNATURES.fullmatch(text) or SHOUTED_POSTS.fullmatch(text):
        return "text_signature"
    return None


def tidy_apostrophes(text: str) -> str:
    """One apostrophe inside words, however it was typed: H’Lin, H` Lin and H'Lin are one name."""
    if not any(sign in text for sign in APOSTROPHES):
        return text
    return _INSIDE.sub("'", _EDE_PREFIX.sub(r"\1'", text))


def title(name: str) -> str:
    """A name in title case; the letter after an Ê Đê prefix is a capital too: H'Lin."""
    return " ".join(
        "'".join(part[:1].upper() + part[1:].lower() for part in word.split("'")) for word in name.split(" ")
    )


def is_name(text: str) -> bool:
    """Whether a text is plainly one person's name: two to five words that begin with a surname."""
    words = text.split(" ")
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return False
    low = [word.lower() for word in words]
    if low[-1] in EDE_SURNAMES:
        return low[0] == "y" or low[0].startswith("h'")
    if low[0] not in SURNAMES or any(word in ORDINARY_WORDS for word in low[1:]):
        return False
    titled = all(word[0].isupper() and word[1:].islower() for word in words)
    likely = low[0] in LIKELY_SURNAMES and all(map(is_syllable, words))
    return titled or low[0] in SURE_SURNAMES or (len(words) > 2 and (likely or low[1] in MIDDLE_NAMES))


def tidy(text: str) -> str:
    """A person's name without list number or post, in title case; other text as it came.

    The form of address stays: by it whoever reads the note is kept from the name (`persons`).
    """
    name = POST.sub("", LIST_NUMBER.sub("", text, count=1) if LIST_NUMBER.match(text) else text, count=1)
    address = FORMS_OF_ADDRESS.match(name)
    name = name[address.end() :] if address else name
    if not is_name(name):
        return text
    words = name.split(" ")
    # "Nguyễn văn An" is a name; "Nguyễn Văn An nghỉ ốm" is a sentence that begins with one.
    one_case = name.isupper() or name.islower() or (words[0][0].isupper() and words[-1][0].isupper())
    if not one_case:
        return text
    return (address[0] if address else "") + title(name)

"""A person named in a text by a form of address: ông, bà, anh, chị, cô, thầy, đ/c … before a name.

Arrives: any text: a branch's name, a heading, a note, a decision's reason, a file's name.
Leaves:  the text with … for each such person and each person's number; or whether there is one.
Not here: numbers (`telephones`); names without a form of address: schools, streets and firms bear people's names, so
         that nobody is ever told by a name's looks.

Institutions bear forms of address too: Trường Mầm non Cô Tiên, Công ty Anh Phát, đường Bà Triệu. There the word has a
capital and goes on with the name before it. So a form in small letters before a name is a person's, and one with a
capital only where something begins anew: after a dash, a bracket, a colon, "gặp"; at the start of a text where more
tells it: a surname, a verb, a number. `tests/spec/persons.txt` is the whole of it as a table.

`ADDRESSED` is written as `telephones.NUMBERS` is, and `report.without_persons` is made of it.
"""

from __future__ import annotations

import re
import unicodedata

from schemas.vietnamese.telephones import LETTERS, SHOWN, not_after, without_phones

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯŬĔĬŎẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-zß-öø-ÿăđĩũơưŭĕĭŏạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_ENDS = f"(?![{LETTERS}])"
_GAP = "[ _\\u00a0]"
_THEN = f"(?:[.:]?{_GAP}|[.-])"
"""Between a form of address and the name: chị Lan, chị: Lan, chị-Lan.xlsx."""

_PLACES = (
    "xã|ty", "phố|cầu|đền|chợ|non|cơm|phở|bún", "quán|chùa|tiệm|hình|hinh|nước|làng|thôn|buôn|hàng", "đường|tiếng|huyện",
    "trường|Trường",
)  # fmt: skip
"""By their length: after these a form in small letters, too, belongs to a place's name, as in quán cô Ba."""
_CALLS = (" do|[Gg]ặp|[Gg]ọi|cho|của|với|hỏi|mối|bởi| và| là| hệ", "[Ll][Hh]", "trách")
"""By their length: words after which a person is named."""
_BEGINS = (
    "[–—,;:/(\\[\\n+•-]",
    "[–—,;:/(\\[+•-][ _]",
    f"[{_LOWER}][{_LOWER}]\\. ",
    *(f"(?:{each}) " for each in _CALLS),
)


def _where_it_begins(width: int) -> str:
    rest = "." * width
    return "(?:" + "|".join(f"(?<={each}{rest})" for each in _BEGINS) + ")"


def _forms(forms: str, *, of_places: bool = True, anew: bool = False) -> str:
    """Forms of address between bars, none a part of a longer word; what stands before them is looked at afterwards."""
    by_width: dict[int, list[str]] = {}
    for form in forms.split("|"):
        by_width.setdefault(len(re.sub(r"\[[^]]*\]", "_", form)), []).append(form)
    return "|".join(
        f"(?:{'|'.join(of)})"
        + not_after(f"[{LETTERS}]", width)
        + ("" if of_places else "".join(not_after(f"(?:{each}) ", width) for each in _PLACES))
        + (_where_it_begins(width) if anew else "")
        for width, of in by_width.items()
    )


_WORD = f"[{_UPPER}](?:['’`-]?[{_UPPER}](?=[{_LOWER}]))?[{_LOWER}]*{_ENDS}"
"""Lan, and of the Ê Đê H'Lan, HLan, Y-Blik."""
_SHOUTED = f"(?!(?:UBND|HĐND|BCH|CĐ|CĐCS|LĐLĐ|THPT|THCS|TH|MN|CT|PCT|TP|TX|TT){_ENDS})(?:[{_UPPER}]['’`-]|[YH]{_GAP})?[{_UPPER}]{{2,}}{_ENDS}"
_NAME = f"(?:{_SHOUTED}(?:{_GAP}{_SHOUTED}){{0,4}}|{_WORD}(?:{_GAP}{_WORD}){{0,4}})"
_SURNAME = (
    "(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Lâm|Mai|Cao|Hà|Lương|Lưu|Tạ"
    "|Trịnh|Trương|Thái|Vương|Nông|Y|H['’`]|NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|HỒ|NGÔ|DƯƠNG|TRƯƠNG)"
)
_FULL_NAME = f"(?={_SURNAME})(?:{_WORD}(?:{_GAP}{_WORD}){{1,4}}|{_SHOUTED}(?:{_GAP}{_SHOUTED}){{1,4}})"
_POST = (
    "(?:(?:[Pp]hó |[Nn]guyên )?(?:[Cc]hủ tịch|[Bb]í thư|[Hh]iệu trưởng|[Hh]iệu phó|[Gg]iám đốc|[Tt]rưởng (?:ban|phòng)"
    "|[Kk]ế toán|[Tt]hủ quỹ|[Tt]ổ trưởng|[Vv]ăn thư|[Tt]hư ký|[Gg]iáo|CT|PCT):? )?"
)
# What follows a form of address and names nobody: anh Em, đồng chí Đảng viên, đồng chí Chủ tịch, đ/c: Thôn 3.
_NOBODY = (
    "(?!(?:[Ee]m|EM|Chị|Anh|Con|CON|Cô|Thầy|Bà|Giáo|(?:Đoàn|Đảng|Hội|Giáo|Nhân|Ủy|Uỷ) [Vv]iên|Công (?:[Đđ]oàn|[Nn]hân|[Cc]hức)"
    "|Cán [Bb]ộ|Lãnh [Đđ]ạo|Chủ|Phó|Trưởng|Bí [Tt]hư|Hiệu|Giám|Kế|Thủ|Thôn|Xã|Phường|Buôn|Khối|Đường|Tổ|Trường|Công"
    f"|Cuc|Bo|Doan|Hoi|Nhanh){_ENDS})"
)
_NUMBER_NEXT = "(?=[ _:,.(–-]{0,4}(?:[+0Oo]|84|[35789])(?:[ ._()–-]{0,2}[0-9Oo]){7})"
_GOES_ON = f"(?=,? (?!chi nhánh|tư thục|xã|phường|thị|huyện|số|cơ sở|và)[{_LOWER}…])"
_TOLD_AT_THE_START = f"(?={_THEN}{_POST}(?:{_FULL_NAME}|{_NAME}(?:{_NUMBER_NEXT}|{_GOES_ON})))"

_ROLE = "(?:phụ trách|[Ll]iên hệ|[Ll][Hh]|[Nn]gười (?:báo cáo|lập biểu|lập|nhập|gửi|ký)|[Đđ]ầu mối)[ :.]{1,3}"

_HOLDERS = "hủ tịch|CT|ế toán|ưởng|phó|ám đốc|í thư|PT"
"""How posts end, and what stands for them: Chủ tịch, PCT, Hiệu trưởng."""
_HOLDER = (
    f"(?<![{LETTERS}])(?:(?:[Pp]hó )?[Cc]hủ tịch|P?CT|[Kk]ế toán|[Tt](?:ổ|rạm) trưởng|[Hh]iệu (?:trưởng|phó)|(?:[Pp]hó )?[Gg]iám đốc"
    "|[Bb]í thư|PT)(?: CĐ(?:CS)?)? ?: ?"
)

COMRADES = "[Đđ][Cc]|[Đđ][./ ][Cc]|[Đđ]/ [Cc]|[Đđ][./][Cc][Hh]|[Dd]/[Cc]|[Đđ]ồng [Cc]hí|ĐỒNG CHÍ|[Mm][RrSs]|[Mm][Rr][Ss]|[Mm]iss"
_KIN = "ông|bà|anh|chị|cô|thầy|chú|bác|cậu|dì|mợ"
_BARE_KIN = "ong|chi|anh"
_CAPITAL_KIN = "Chị|CHỊ|Chú|CHÚ|Bác|BÁC|Thầy|THẦY|ÔNG|BÀ|ANH|CÔ|Ông|Bà|Anh|Cô"
KIN_OF_ALL = f"{_KIN}|{_CAPITAL_KIN}|{_BARE_KIN}|co|thay|ba"
INITIALS = "[acAC][. ]"
# With these in place of a name a place, a fruit, a tongue, a hero is meant.
_NO_PLACE = (
    "(?!(?<=Bà) (?:Rịa|Triệu|Trưng|Huyện|Nà|Đen|Điểm|Chiểu|Tô|Chúa)|(?<=Cô) (?:Tô|Giang|Bắc)|(?<=Ông) (?:Ích|Đốc|Trang)"
    f"|(?<=Anh) (?:Sơn|Đào|hùng|Hùng [{_UPPER}]|Quốc|Ngữ|Văn)|(?<=BÀ) (?:RỊA|TRIỆU|TRƯNG)|(?<=ANH) (?:SƠN|ĐÀO|HÙNG))"
)

SEVERAL = (
    f"[Cc]ác (?:{COMRADES}|{_KIN}){_ENDS}[.:]?{_GAP}*{_NOBODY}{_NAME}"
    f"(?:(?:, ?| và | - ){_NOBODY}{_NAME}(?! [0-9]))+"
)
"""các đ/c Lan, Hồng và Huệ: one form of address for all of them."""
COMRADE = f"(?:{_forms(COMRADES)}){_ENDS}[.:]?{_GAP}*{_POST}{_NOBODY}{_NAME}"
"""đ/c Lan, đồng chí Chủ tịch Nguyễn Văn A: said of a person alone."""
KIN = f"(?:{_forms(_KIN, of_places=False)}){_THEN}{_POST}{_NOBODY}{_NAME}"
"""chị Lan, ông Y Blik Niê: in small letters."""
BARE_KIN = f"(?:{_forms(_BARE_KIN, of_places=False)}){_THEN}{_NOBODY}{_WORD}(?:{_GAP}{_WORD}){{0,3}}"
"""chi Lan, without marks, as in files' names. "ba", "co" and "thay" are other words as well."""
CAPITAL_KIN = f"(?:{_forms(_CAPITAL_KIN, anew=True)}){_NO_PLACE}[.:]?{_GAP}{_POST}{_NOBODY}{_NAME}"
"""- Chị Lan: with a capital, where something begins."""
AT_THE_START = (
    f"\\A(?:Chị|CHỊ|(?:{_CAPITAL_KIN}){_NO_PLACE}{_TOLD_AT_THE_START}){_THEN}{_POST}{_NOBODY}{_NAME}"
)
"""Ông Nguyễn Văn An, Anh Nam nghỉ ốm: at the start, where more tells that it is a person."""
BEFORE_A_NUMBER = f"(?:{_forms(KIN_OF_ALL)}){_GAP}[{LETTERS}]+(?:{_GAP}[{LETTERS}]+){{0,3}}{_NUMBER_NEXT}"
"""chị lan 0905…: whatever the letters."""
INITIAL = f"(?:{_forms('[acAC]')})[. ] ?{_WORD}(?:{_GAP}{_WORD}){{0,3}}{_NUMBER_NEXT}"
"""a. Hùng 0905…; alone it may be the first of a list."""
BY_ROLE = f"(?:{_ROLE}|{_HOLDER}){_FULL_NAME}"
"""Người phụ trách Phạm Gia Bảo; CT: Lê Văn Tám. Without a colon after a post "Chủ tịch Hồ Chí Minh" is a school's name."""
ADDRESSED = (SEVERAL, COMRADE, KIN, BARE_KIN, CAPITAL_KIN, AT_THE_START, BEFORE_A_NUMBER, INITIAL, BY_ROLE)
"""All of them, looked for one after the other."""

_FORMS = f"(?:{KIN_OF_ALL}){_THEN}|{COMRADES}|{INITIALS} ?[{_UPPER}]"
ROLES = f"phụ trách|iên hệ|[Ll][Hh]|gười (?:báo|lập|nhập|gửi|ký)|ầu mối|[\\u0300-\\u036f]|(?:{_HOLDERS})(?: CĐ(?:CS)?)? ?:"
MAY_NAME = f"(?:^|[^{LETTERS}])(?:{_FORMS})|{ROLES}"
"""Where nothing of this stands nobody is addressed: a quick look at the most texts. Marks apart from their letters are
first put on them."""
_ADDRESSED, _MAY_NAME = tuple(map(re.compile, ADDRESSED)), re.compile(MAY_NAME)


def without_persons(text: str) -> str:
    """The text with … for each person named in it and each person's number."""
    if _MAY_NAME.search(text):
        text = unicodedata.normalize("NFC", text)
        for pattern in _ADDRESSED:
            text = pattern.sub(SHOWN, text)
    return without_phones(text)


def shows_person(text: str) -> bool:
    """Whether a text names somebody or holds a person's number."""
    return without_persons(text) != text

"""Whether a label or a title is of another time, an aim, some of the people, or another matter than the return's.

Arrives: the text of a label, as `labels.label` cleans it, and the form of the letter.
Leaves:  plain answers.
Not here: what else labels say (`labels`).

Words are held against text without case or diacritics, since many clerks type none.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.form.form import Form
from schemas.phrases import fold_words

_PEOPLE = r"(?:so|tong so|nguoi|doan vien|cnvcld|cnvc|cong nhan|lao dong|can bo|cbcc\w*|ld|dv)"
_WHEN = r"(?:tuan|thang|quy|ky|dot|nam|lan|ngay|hom)"
_SAID_OF = r"(?:so lieu|ket qua|so|tong|bao cao|luy ke|da cai|cai dat|thuc hien|den|het)"
_OTHER_MATTERS = (
    "ncovi|vssid|vneid|pc covid|zalo|so suc khoe dien tu|tokhaiyte|hue s|dvc|dich vu cong(?! (?:ich|cong|nghiep|nghe))|khau trang|nuoc (?:rua tay|sat khuan)"
    "|dung dich sat khuan|sat khuan|khu khuan|kinh phi|ung ho|quyen gop|qua tet|tui an sinh|vac xin|vaccine|tiem chung|xet nghiem"
    "|the doan vien|ho tro|cap phat|trao tang"
)
"""What other letters ask about; a letter's own matter is none of them."""
_COMPARISON = (
    rf"(?:{_SAID_OF} )*(?:(?:cua |trong |o )?{_WHEN} (?:lien )?(?:truoc|qua|roi|nay|ke|sau|[0-9ivx]+)(?: .*)?|cung ky(?: .*)?)"
    r"|(?:so |tong |theo )*(?:chi tieu|ke hoach(?! (?:va|dau|tai|tong))|muc tieu|dinh muc|nhiem vu|phan dau|kh(?: giao| nam| duoc giao)?|du kien|uoc (?:thuc hien|dat|tinh)"
    r"|cam ket)(?: .*)?"
    r"|(?:so |muc )?(?:binh quan|trung binh|trung vi)(?: .*)?|tb|bq"
    rf"|(?:{_PEOPLE} |con )*chua (?:cai|co|dang ky|bao cao|thuc hien|duoc|tuyen truyen|tai|su dung)(?: .*)?"
    r"|(?:so )?con (?:lai|thieu)(?: .*)?"
    r"|(?:trong do|rieng|chia ra|bao gom|gom(?: co)?|cu the)(?: .*)?"
    rf"|(?:{_PEOPLE} )*(?:nu|nam|nu gioi|nam gioi|phu nu|dang vien|nguoi kinh|(?:nguoi )?dan toc(?! (?:noi|ban) tru)(?: .*)?)(?: {_PEOPLE})*"
    r"|(?:ty le|ti le|phan tram|%|dat ty le|dat ti le|dat %)(?: .*)?"
    r"|(?:tang|giam|tang giam|so (?:tang|giam))(?: (?:so voi|them|trong|thuc|tuyet doi|giam|so)(?: .*)?)?"
    r"|(?:chenh lech|so voi|so sanh|bien dong|hon kem|cao nhat|thap nhat|lon nhat|nho nhat|max|min)(?: .*)?"
    rf"|(?:{_PEOPLE} )*(?:da|dang|khong) (?:cai|co dien thoai|su dung|thuc hien|co dttm|co smartphone|tuyen truyen|dung)(?: .*)?"
    r"|(?:so |nguoi |so nguoi )*(?:co )?(?:dien thoai(?: thong minh)?|dttm|smartphone)"
    r"|(?:so |nguoi |so nguoi )*(?:dang )?nghi (?:thai san|om|huu|phep|khong luong|viec)(?: .*)?"
    r"|(?:ca|toan) (?:nuoc|quoc)(?: .*)?|thuc hien|hoan thanh|dat|ghi chu"
    r"|(?:don vi|cdcs|cac don vi|cac cdcs|doanh nghiep|cong ty|truong|noi) (?:co )?(?:tren|duoi|tu|it hon|nhieu hon) [0-9]+(?: .*)?"
    r"|(?:bao cao|so lieu) (?:ky |lan |dot )?truoc(?: .*)?|dtts|(?:dien thoai |may )?(?:android|ios|iphone)"
    r"|(?:tong )?so (?:cdcs|don vi|cong doan co so)(?: (?:da |chua |co )?(?:bao cao|nop|gui|trien khai)(?: .*)?)?"
    r"|mang sang(?: .*)?|(?:trang truoc )?chuyen (?:sang(?: trang)?|trang)(?: .*)?"
    r"|(?:so |so luong )?(?:<others>)(?: .*)?"
)
_ZONE = r"(?:kcn|ccn|kccn|khu (?:cum )?cong nghiep|cum cong nghiep)"
_BY_GROUPS = r"(?:theo|phan theo|chia theo|phan loai(?: theo)?|tung) (?:khoi|cum|loai|nhom|nganh|dia ban|linh vuc|khu vuc|he|cap)\b"
_OTHER_MATTER = (
    rf".*\b(?:<others>)\b.*|.*\b{_BY_GROUPS}.*|.*\b{_WHEN} (?:lien )?truoc\b.*|.*\bcung ky\b.*|.*\b(?:hom|ngay) qua\b.*"
    r"|.*\bchua (?:bao cao|nop|gui|co bao cao|co so lieu|trien khai|thuc hien)\b.*"
    rf"|.*\b(?:vi du|minh hoa|khong thuoc(?! (?:cac )?{_ZONE}\b)|chi tieu|ke hoach giao|muc tieu|dinh muc|so sanh|so voi|phan dau)\b.*"
    r"|(?:[ivx]+ |[0-9]+ |[a-h] )?tong hop(?: (?!.*\b(?:<own>)\b).*)?"
)
_FIRST_WORDS = frozenset(
    """
    dung don cac doanh cong truong noi cdcs ncovi vssid vneid pc zalo tokhaiyte hue dvc dich khau nuoc sat khu
    kinh ung quyen qua tui vac vaccine tiem xet the ho cap trao kh so tong tuan thang quy ky dot nam lan ngay
    hom cung chi ke muc dinh nhiem phan du uoc cam binh trung tb bq chua con nguoi trong rieng chia bao gom cu
    doan cnvcld cnvc cong lao can ld dv nu phu dang dan ty ti % dat tang giam chenh bien hon cao thap lon nho
    bao dtts android ios iphone may mang chuyen trang max min da khong co dien dttm smartphone nghi ca toan thuc hoan ghi ket luy cai den het theo cua o
    """.split()
)
"""How comparisons begin: any other label is none, and told so at once."""


@cache
def _of_form(pattern: str, form: Form) -> re.Pattern[str]:
    """A pattern with the matters of other letters in it, and the names of this one's."""
    own = [fold_words(name) for name in form.subject.names]
    others = "|".join(each for each in _OTHER_MATTERS.split("|") if each not in own)
    return re.compile(pattern.replace("<others>", others).replace("<own>", "|".join(own) or "$^"))


@lru_cache(maxsize=4096)
def is_comparison(text: str, form: Form) -> bool:
    """Whether a label names another time, an aim, an average or some of the people: "Tuần trước", "Chỉ tiêu giao", "Nữ"."""
    words = fold_words(text)
    if words.partition(" ")[0] not in _FIRST_WORDS:
        return False
    return _of_form(_COMPARISON, form).fullmatch(words) is not None


@lru_cache(maxsize=4096)
def is_other_matter(text: str, form: Form) -> bool:
    """Whether a title heads what is no part of this return: a recap, last week's figures, aims, another campaign."""
    return _of_form(_OTHER_MATTER, form).fullmatch(fold_words(text)) is not None

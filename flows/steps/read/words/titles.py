"""What stands above a table or on its tab: another app's name, an example, figures that are not today's.

Arrives: texts: a tab's title, the rows above a heading.
Leaves:  plain answers.
Not here: what follows from them (`flows.steps.read.choice`, `flows.steps.read.notices`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.form.form import Form
from schemas.phrases import fold_words
from schemas.sheet import Row
from schemas.vietnamese.text import clean

LONGEST = 300
ANOTHER_APP = re.compile(
    r"\b(?:ncovi|vssid|vneid|vn eid|pc ?covid|so suc khoe(?: dien tu)?|bhxh so|dich vu cong(?! (?:ich|cong|nghiep|nghe))|antoan ?covid|suckhoe ?viet ?nam"
    r"|vietnam health declaration|tokhai ?yte|viettel ?pay|momo|etax|nuoc rua tay|phong khu khuan"
    r"|khau trang(?! dien tu))\b"
)
"""What other letters asked about."""
WITH_APP = re.compile(
    r"\b(?:cai dat|cai|ung dung|app|phan mem|tai|kich hoat|quet)(?: (?:ung dung|app|phan mem|va|su dung|tai khoan))* "
    r"(?:zalo|facebook|viber|messenger|momo|teams|zoom)\b"
)
"""Names of apps that a letterhead may give for another reason: how to send the report in."""
CALLED = re.compile(
    r"(?:[Ưứ]ng dụng|[Pp]hần mềm|[Aa]pp)\s+(?!Store\b)[\"'“«(]?\s*(?:[A-Z][A-Za-z]*-[A-Z]\w*|[A-Z][a-z]*[A-Z]\w*|[A-Z][a-z]{3,}\b)"
)
"""An app called by a name that is no Vietnamese word: "ứng dụng Hue-S"."""
OF_SOMETHING = re.compile(
    r"\b(?:phan mem|ung dung|app) (?!(?:khau trang|phong|phat hien|truy vet|canh bao|khai bao|tren|cho|cua|trong|ho tro|de"
    r"|theo|va|tai|den|dien thoai|toi|cong nghe|thong tin|o|tu|voi|nham|phuc vu)\b)[a-z]+ [a-z]+"
)
"""An app told by what it is for: "phần mềm quản lý đoàn viên"."""
_EARLIER = r"(?:tuan|thang|ky|lan|dot|ngay|hom|so|nam) (?:lien )?truoc(?! (?:ngay|gio|\d))|(?:so lieu|ban|bao cao) cu(?! [a-z])"
"""What was before; "Số liệu Cư Kuin" is of a district, "định kỳ trước ngày 25" a deadline."""
NOT_CURRENT = re.compile(
    rf"\b(?:old|ban nhap|draft|backup|luu tru|tham khao|{_EARLIER}"
    r"|chi tieu(?: giao)?|ke hoach(?: giao)?(?! so| \d)|muc tieu|phan dau|khong dung|da huy|huy bo"
    r"|het hieu luc)\b"
)
OLD = re.compile(r"\b(?:cũ|nháp|lưu)\b", re.IGNORECASE)
"""With their accents: Cư Kuin is a district, and "nhập" is what a clerk does."""
EARLIER = re.compile(rf"\b(?:{_EARLIER})\b|\A(?:old|cu)\Z")
TOGETHER = re.compile(
    r"\b(?:so voi|so sanh|tang|giam|(?:tuan|thang|ky|lan|dot|ngay|hom) nay|hien (?:tai|nay)|den nay)\b"
)
"""Earlier figures beside today's."""
AIM = re.compile(
    r"(?:(?:bang|bieu|phu luc|tong hop|giao|phan bo|du thao) )*(?:chi tieu|ke hoach(?! so| \d)|muc tieu|phan dau|du kien|uoc thuc hien)\b"
)
"""How the title of a table of aims, or of what is expected, opens."""
DONE = re.compile(r"\b(?:(?<!uoc )thuc hien|va ket qua|so voi|so sanh|hoan thanh|da dat)\b")
CURRENT = re.compile(r"\b(?:thuc hien|ket qua|hien tai|moi|chinh thuc|tuan nay|ky nay)\b")
OF_A_GROUP = re.compile(r"(?:cum|khoi|nhom|khu vuc|dia ban|linh vuc|loai hinh)\b")
SHOWS_HOW = re.compile(
    r"\b(?:ví dụ|vi du|thí dụ|vd|minh họa|minh hoạ|minh hoa|demo|example|sample)\b", re.IGNORECASE
)
TEMPLATE = re.compile(r"\b(?:mẫu|template|hướng dẫn|huong dan)\b|\Amau\b", re.IGNORECASE)
"""Many a return is typed into the tab that is called so."""
OF_A_TIME = re.compile(r"\b(?:tuan|ngay|thang|ky|lan|dot|quy|den|t)\b ?\d+|\b\d{1,2} \d{1,2}(?: \d{2,4})?\b")


def texts_of(row: Row) -> list[str]:
    return [cell[:LONGEST] for cell in row if isinstance(cell, str) and cell.strip()]


@cache
def _own_matter(form: Form) -> re.Pattern[str]:
    names = "|".join(re.escape(fold_words(name)) for name in form.subject.names)
    return re.compile("|".join((rf"\b(?:{names or '$^'})\b", *form.subject.spelled)))


def names_campaign(text: str, form: Form) -> bool:
    """Whether a text names what the letter is about, however it is spelled."""
    return bool(_own_matter(form).search(fold_words(text)))


def names_another_app(text: str, form: Form) -> bool:
    """Whether a text names what another letter asked about: "KẾT QUẢ CÀI ĐẶT NCOVI"."""
    words = fold_words(text)
    is_named = ANOTHER_APP.search(words) or WITH_APP.search(words) or CALLED.search(clean(text))
    is_named = is_named or OF_SOMETHING.search(words)
    return bool(is_named) and not _own_matter(form).search(words)


def is_not_current(text: str) -> bool:
    """Whether a title says that its figures are old, a draft, or what was aimed at."""
    words = fold_words(text)
    return bool(NOT_CURRENT.search(words) or OLD.search(clean(text))) and not is_current(text)


@lru_cache(maxsize=4096)
def is_of_an_earlier_time(text: str) -> bool:
    """Whether a title says that its figures are those of before, and not that others are held against them."""
    words = fold_words(text)
    return bool(EARLIER.search(words)) and not TOGETHER.search(words)


@lru_cache(maxsize=4096)
def is_of_an_aim(text: str) -> bool:
    """Whether a title says that its figures are what was aimed at or expected, and not what was done of it."""
    words = fold_words(text)
    return bool(AIM.match(words)) and not DONE.search(words)


def is_current(text: str) -> bool:
    """Whether a title says that its figures are today's: "Tuần này", "Số liệu mới"."""
    return bool(CURRENT.search(fold_words(text)))


def is_of_a_time(text: str) -> bool:
    """Whether a tab is called by a day, a week or a turn: "Tuần 2", "28-8"."""
    return bool(OF_A_TIME.search(fold_words(text)))


def is_of_a_group(text: str) -> bool:
    """Whether a tab is called by some of the branches: "Cụm 2", "Khối trường học"."""
    return bool(OF_A_GROUP.match(fold_words(text)))


def shows_how(text: str) -> bool:
    """Whether a tab's title says that it only shows how a form is filled in."""
    return bool(SHOWS_HOW.search(clean(text)))


def is_template(text: str) -> bool:
    """Whether a tab is called a template, an example or instructions."""
    return shows_how(text) or bool(TEMPLATE.search(clean(text)))

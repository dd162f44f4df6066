"""What labels say of rows that are no branch's: other times and aims, examples, parts of a branch, titles of other tables.

Arrives: the text of a label, as `labels.label` cleans it.
Leaves:  plain answers.
Not here: totals, sections, branches, signatures (`labels`); what a row is, which its figures tell too (`rows`).

Words are held against text without case or diacritics, since many clerks type none; where that would make two words
one (tổ, tờ, tô) the accented text is asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.headings.phrases import fold_words
from schemas.vietnamese.text import fold

_PEOPLE = r"(?:so|tong so|nguoi|doan vien|cnvcld|cnvc|cong nhan|lao dong|can bo|cbcc\w*|ld|dv)"
_WHEN = r"(?:tuan|thang|quy|ky|dot|nam|lan|ngay|hom)"
_SAID_OF = r"(?:so lieu|ket qua|so|tong|bao cao|luy ke|da cai|cai dat|thuc hien|den|het)"
_OTHER_APPS = (
    r"(?:ncovi|vssid|vneid|pc covid|zalo|so suc khoe dien tu|tokhaiyte|hue s|dvc|dich vu cong|khau trang|nuoc (?:rua tay|sat khuan)|dung dich sat khuan|sat khuan|khu khuan"
    r"|kinh phi|ung ho|quyen gop|qua tet|tui an sinh|vac xin|vaccine|tiem chung|xet nghiem|the doan vien|ho tro|cap phat|trao tang)"
)
_COMPARISON = re.compile(
    rf"(?:{_SAID_OF} )*(?:(?:cua |trong |o )?{_WHEN} (?:lien )?(?:truoc|qua|roi|nay|ke|sau|[0-9ivx]+)(?: .*)?|cung ky(?: .*)?)"
    r"|(?:so |tong |theo )*(?:chi tieu|ke hoach(?! (?:va|dau|tai|tong))|muc tieu|dinh muc|nhiem vu|phan dau|kh(?: giao| nam| duoc giao)?|du kien|uoc (?:thuc hien|dat|tinh)"
    r"|cam ket)(?: .*)?"
    r"|(?:so |muc )?(?:binh quan|trung binh|trung vi)(?: .*)?|tb|bq"
    rf"|(?:{_PEOPLE} |con )*chua (?:cai|co|dang ky|bao cao|thuc hien|duoc|tuyen truyen|tai|su dung)(?: .*)?"
    r"|(?:so )?con (?:lai|thieu)(?: .*)?"
    r"|(?:trong do|rieng|chia ra|bao gom|gom(?: co)?|cu the)(?: .*)?"
    rf"|(?:{_PEOPLE} )*(?:nu|nam|nu gioi|nam gioi|phu nu|dang vien|nguoi kinh|(?:nguoi )?dan toc(?: .*)?)(?: {_PEOPLE})*"
    r"|(?:ty le|ti le|phan tram|%|dat ty le|dat ti le|dat %)(?: .*)?"
    r"|(?:tang|giam|tang giam|so (?:tang|giam))(?: (?:so voi|them|trong|thuc|tuyet doi|giam|so)(?: .*)?)?"
    r"|(?:chenh lech|so voi|so sanh|bien dong|hon kem|cao nhat|thap nhat|lon nhat|nho nhat|max|min)(?: .*)?"
    rf"|(?:{_PEOPLE} )*(?:da|dang|khong) (?:cai|co dien thoai|su dung|thuc hien|co dttm|co smartphone|tuyen truyen|dung)(?: .*)?"
    r"|(?:so |nguoi |so nguoi )*(?:co )?(?:dien thoai(?: thong minh)?|dttm|smartphone)"
    r"|(?:so |nguoi |so nguoi )*(?:dang )?nghi (?:thai san|om|huu|phep|khong luong|viec)(?: .*)?"
    r"|(?:ca|toan) (?:nuoc|quoc)(?: .*)?|thuc hien|hoan thanh|dat|ghi chu"
    r"|(?:don vi|cdcs|cac don vi|cac cdcs|doanh nghiep|cong ty|truong|noi) (?:co )?(?:tren|duoi|tu|it hon|nhieu hon) [0-9]+(?: .*)?"
    rf"|(?:so |so luong )?{_OTHER_APPS}(?: .*)?"
)
_EXAMPLE = re.compile(
    r".*[(\[]\s*(?:dòng\s+|số liệu\s+|tên\s+)?(?:mẫu(?!\s+giáo)|vd|v/d|ví dụ|thí dụ|minh ho[ạa]|minh hoạ|vi du)\b[^)\]]*[)\]].*"
    r"|(?:vd|v/d|ví dụ|thí dụ|vi du|thi du)\b.*|(?:dòng\s+)?mẫu\s*[:\-–].*|.*[-–:]\s*(?:mẫu|ví dụ|vd|thí dụ)\s*[.)]?",
)
_EXAMPLE_NUMBERS = frozenset({"vd", "vidu", "mau", "thidu", "example", "eg"})

_STRONG_PART = re.compile(
    r"(?:tổ(?!\s+(?:hợp|chức|dân))|cđbp|cdbp|cđ\s+bộ\s+phận|công\s+đoàn\s+bộ\s+phận|bộ\s+phận|khoa|phân\s+xưởng|ca|chuyền|to\s+cong\s+doan"
    r"|cong\s+doan\s+bo\s+phan|bo\s+phan)\b"
)
_WEAK_PART = re.compile(
    r"(?:phòng|ban|đội|xưởng|văn\s+phòng|nhóm|bếp|kho(?!\s+bạc)|cửa\s+hàng|điểm\s+trường|phân\s+hiệu|phong|doi)\b"
)
_MARKED_PART = re.compile(r"(?:trạm|chi\s+nhánh|cơ\s+sở|nam|nữ|khối|đơn\s+vị|trung\s+tâm|nông\s+trường)\b")
BULLET = re.compile(
    r"\s*(?:[-+*•–—·→>]+\s*(?=\S)|[0-9]{1,3}(?:\.[0-9]{1,3})+[.)]?\s+|(?<!\S)[a-hđ][.)]\s*(?=\S))"
)

_BY_GROUPS = r"(?:theo|phan theo|chia theo|phan loai(?: theo)?|tung) (?:khoi|cum|loai|nhom|nganh|dia ban|linh vuc|khu vuc|he|cap)\b"
_OTHER_MATTER = re.compile(
    rf".*\b{_OTHER_APPS}\b.*|.*\b{_BY_GROUPS}.*|.*\b{_WHEN} (?:lien )?truoc\b.*|.*\bcung ky\b.*|.*\b(?:hom|ngay) qua\b.*"
    r"|.*\bchua (?:bao cao|nop|gui|co bao cao|co so lieu|trien khai|thuc hien)\b.*"
    r"|.*\b(?:vi du|minh hoa|khong thuoc|chi tieu|ke hoach giao|muc tieu|dinh muc|so sanh|so voi|phan dau)\b.*"
    r"|(?:[ivx]+ |[0-9]+ |[a-h] )?tong hop(?: (?!.*\bbluezone\b).*)?"
)
_KINDS = (
    "loai hinh", "khu vuc", "truong hoc", "truong", "mam non", "mau giao", "tieu hoc", "trung hoc co so", "trung hoc pho thong",
    "trung hoc", "thcs", "thpt", "ptth", "th", "mn", "mg", "cac", "khoi", "cum", "nhom", "xa phuong thi tran", "xa", "phuong", "thi tran",
    "ubnd", "uy ban nhan dan", "doanh nghiep", "dn", "cong ty", "cty", "tnhh", "cp", "co phan", "nha nuoc", "ngoai nha nuoc", "ngoai",
    "quoc doanh", "tu nhan", "fdi", "hop tac xa", "htx", "co quan", "hanh chinh", "su nghiep", "hcsn", "dang doan the", "doan the", "y te",
    "giao duc", "tram y te", "tram", "don vi", "khac", "con lai", "san xuat", "kinh doanh", "dich vu", "cong lap", "va", "nghiep doan",
    "von dau tu nuoc", "trung uong", "dia phuong", "truc thuoc", "trong", "ngoai cong lap", "cong nghiep", "nong nghiep", "thuong mai",
    "luc luong vu trang", "vu trang", "hanh chinh su nghiep", "dao tao", "y", "phong ban", "dong dan cu", "kcn", "ccn", "sxkd",
)  # fmt: skip
_ONLY_KINDS = re.compile(
    rf"(?:(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))})(?: |$))+"
    r"|(?:cum|khoi|nhom|khu vuc|phan|muc|dia ban) (?:so )?(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])"
)
_FIRST_WORDS = frozenset(
    [
        "dung",
        "don",
        "cac",
        "doanh",
        "cong",
        "truong",
        "noi",
        "cdcs",
        "ncovi",
        "vssid",
        "vneid",
        "pc",
        "zalo",
        "tokhaiyte",
        "hue",
        "dvc",
        "dich",
        "khau",
        "nuoc",
        "sat",
        "khu",
        "kinh",
        "ung",
        "quyen",
        "qua",
        "tui",
        "vac",
        "vaccine",
        "tiem",
        "xet",
        "the",
        "ho",
        "cap",
        "trao",
        "kh",
        "so",
        "tong",
        "tuan",
        "thang",
        "quy",
        "ky",
        "dot",
        "nam",
        "lan",
        "ngay",
        "hom",
        "cung",
        "chi",
        "ke",
        "muc",
        "dinh",
        "nhiem",
        "phan",
        "du",
        "uoc",
        "cam",
        "binh",
        "trung",
        "tb",
        "bq",
        "chua",
        "con",
        "nguoi",
        "trong",
        "rieng",
        "chia",
        "bao",
        "gom",
        "cu",
        "doan",
        "cnvcld",
        "cnvc",
        "cong",
        "lao",
        "can",
        "ld",
        "dv",
        "nu",
        "phu",
        "dang",
        "dan",
        "ty",
        "ti",
        "%",
        "dat",
        "tang",
        "giam",
        "chenh",
        "bien",
        "hon",
        "cao",
        "thap",
        "lon",
        "nho",
        "max",
        "min",
        "da",
        "khong",
        "co",
        "dien",
        "dttm",
        "smartphone",
        "nghi",
        "ca",
        "toan",
        "thuc",
        "hoan",
        "ghi",
        "ket",
        "luy",
        "cai",
        "den",
        "het",
        "theo",
        "cua",
        "o",
    ]
)


@lru_cache(maxsize=4096)
def is_comparison(text: str) -> bool:
    """Whether a label names another time, an aim, an average or some of the people: "Tuần trước", "Chỉ tiêu giao", "Nữ"."""
    words = fold_words(text)
    if words.partition(" ")[0] not in _FIRST_WORDS:
        return False
    return _COMPARISON.fullmatch(words) is not None


def is_example(name: str, ordinal: str) -> bool:
    """Whether a row says that it only shows how to fill in the form: "CĐCS ABC (mẫu)", "Ví dụ"."""
    return fold(ordinal) in _EXAMPLE_NUMBERS or _EXAMPLE.fullmatch(name.casefold()) is not None


def unbulleted(text: str) -> str:
    """A label without the bullet or number of a list before it."""
    return BULLET.sub("", text, count=1).strip()


def is_strong_part(text: str) -> bool:
    """Whether a label can be little else than a department of a branch: "Tổ Toán", "CĐBP Khối hành chính"."""
    return _STRONG_PART.match(unbulleted(text).casefold()) is not None


def is_weak_part(text: str) -> bool:
    """Whether a label may be a department's, if it stands as one: "Phòng Kế toán" is, "Phòng Y tế huyện" is a branch."""
    return _WEAK_PART.match(unbulleted(text).casefold()) is not None


def is_part_if_marked(text: str) -> bool:
    """Whether a label may be a department's, if a bullet or a number puts it below a branch: "- Trạm 2"."""
    return _MARKED_PART.match(unbulleted(text).casefold()) is not None


@lru_cache(maxsize=4096)
def is_other_matter(text: str) -> bool:
    """Whether a title heads what is no part of this return: a recap, last week's figures, aims, another campaign."""
    return _OTHER_MATTER.fullmatch(fold_words(text)) is not None


@lru_cache(maxsize=4096)
def is_kind(text: str) -> bool:
    """Whether a label names a kind of branches and none of them: "Mầm non", "Xã, phường", "Cụm 2"."""
    return _ONLY_KINDS.fullmatch(fold_words(text)) is not None

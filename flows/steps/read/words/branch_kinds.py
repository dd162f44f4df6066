"""Whether a label names a kind of branches and none of them: "Mầm non", "Xã, phường", "Cụm 2".

Arrives: the text of a label, as `labels.label` cleans it.
Leaves:  a plain answer.
Not here: sections and what a whole unit is called (`labels`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from schemas.phrases import fold_words

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


@lru_cache(maxsize=4096)
def is_kind(text: str) -> bool:
    """Whether a label names a kind of branches and none of them: "Mầm non", "Xã, phường", "Cụm 2"."""
    return _ONLY_KINDS.fullmatch(fold_words(text)) is not None

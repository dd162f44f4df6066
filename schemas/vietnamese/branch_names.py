"""What a branch is known by, however its name is typed: one key for "CĐCS Trường PTTH X" and "THPT X (điều chỉnh)".

Arrives: a branch's name as it was read.
Leaves:  its key: the name folded, without the union's own prefix, a correction's remark and footnotes, and with each
         usual abbreviation in one form.
Not here: likeness. What is left is compared letter by letter, so that THPT X and THCS X, Xã X and UBND xã X are two.
         Whether two rows of one branch agree is `flows.steps.check`'s; whole columns at once are `plain_names`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from schemas.vietnamese.text import fold

SCHOOLS = {
    "thpt": ("trung hoc pho thong", "pho thong trung hoc", "ptth"),
    "thcs": ("trung hoc co so",),
    "ptcs": ("pho thong co so",),
    "th": ("tieu hoc",),
    "mn": ("mam non",),
    "mg": ("mau giao",),
    "ptdtnt": ("pho thong dan toc noi tru", "pt dan toc noi tru", "pho thong dtnt"),
    "ptdtbt": ("pho thong dan toc ban tru", "pt dan toc ban tru", "pho thong dtbt"),
}
"""Kinds of schools, which stand with and without "Trường" before them. PTCS is none of the others: it had both levels."""

UNION = (
    "cong doan co so thanh vien", "cong doan co so", "cong doan cs thanh vien", "cong doan cs", "cd co so thanh vien",
    "cd co so", "cd cs", "c d c s", "cdcs thanh vien", "cdcs tv",
)  # fmt: skip
"""What a grassroots union calls itself beside CĐCS."""
ABBREVIATIONS = {
    "cdcs": UNION,
    "bo phan": ("cong doan bo phan", "cd bo phan", "cdbp"),
    "ldld": ("lien doan lao dong",),
    "ubnd": ("uy ban nhan dan", "ub nhan dan", "ub nd"),
    "hdnd": ("hoi dong nhan dan",),
    "mttq": ("mat tran to quoc",),
    "ub": ("uy ban",),
    "cong ty cp": ("cong ty co phan", "cty co phan", "c ty co phan", "ctcp", "cty cp", "c ty cp"),
    "cong ty": ("cty", "c ty"),
    "cp": ("co phan",),
    "tnhh mtv": (
        "trach nhiem huu han mot thanh vien", "trach nhiem huu han 1 thanh vien", "trach nhiem huu han mtv",
        "tnhh mot thanh vien", "tnhh 1 thanh vien", "tnhh 1tv", "tnhh 1 tv", "tnhhmtv",
    ),
    "tnhh": ("trach nhiem huu han",),
    "mtv": ("mot thanh vien",),
    "dntn": ("doanh nghiep tu nhan",),
    "htx": ("hop tac xa",),
    "xn": ("xi nghiep",),
    "tm": ("thuong mai",),
    "dv": ("dich vu",),
    "sx": ("san xuat",),
    "xnk": ("xuat nhap khau",),
    "bvdk": ("benh vien da khoa", "bv da khoa", "benh vien dk"),
    "bv": ("benh vien",),
    "ttyt": ("trung tam y te", "tt y te", "trung tam yt"),
    "tyt": ("tram y te", "tram yt"),
    "gddt": ("giao duc va dao tao", "giao duc dao tao", "gd va dt", "gd va dao tao"),
    "gdtx": ("giao duc thuong xuyen",),
    "gdnn": ("giao duc nghe nghiep",),
    "trung tam gdtx": ("tt gdtx", "ttgdtx", "tt giao duc thuong xuyen"),
    "trung tam gdnn": ("tt gdnn", "ttgdnn", "tt giao duc nghe nghiep"),
    "nhcsxh": ("ngan hang chinh sach xa hoi", "nh chinh sach xa hoi", "ngan hang csxh"),
    "nh": ("ngan hang",),
    "nnptnt": ("nong nghiep va phat trien nong thon", "nong nghiep phat trien nong thon", "nong nghiep va ptnt", "nong nghiep ptnt"),
    "bhxh": ("bao hiem xa hoi",),
    "kbnn": ("kho bac nha nuoc", "kb nha nuoc"),
    "ldtbxh": ("lao dong thuong binh va xa hoi", "lao dong thuong binh xa hoi", "ld tb va xh", "ldtb va xh"),
    "tnmt": ("tai nguyen va moi truong", "tai nguyen moi truong", "tn va mt"),
    "vhtt": ("van hoa va thong tin", "van hoa thong tin", "vh va tt"),
    "tckh": ("tai chinh va ke hoach", "tai chinh ke hoach", "tc va kh"),
    "ktht": ("kinh te va ha tang", "kinh te ha tang", "kt va ht"),
    "thads": ("thi hanh an dan su",),
    "tand": ("toa an nhan dan",),
    "vksnd": ("vien kiem sat nhan dan", "vien ksnd", "vks nhan dan"),
    "bchqs": ("ban chi huy quan su", "bch quan su"),
    "lhpn": ("lien hiep phu nu",),
    "qlda": ("quan ly du an",),
    "ql": ("quan ly",),
    "ban ql": ("bql",),
    "ban qlda": ("bqlda",),
    "vp": ("van phong",),
    "ca": ("cong an",),
    "kcn": ("khu cong nghiep", "khu cn"),
    "ccn": ("cum cong nghiep", "cum cn"),
    "tx": ("thi xa",),
    "tp": ("thanh pho",),
    "vn": ("viet nam",),
    "truong dh": ("truong dai hoc",),
    "truong cao dang": ("truong cd",),
}  # fmt: skip
"""What a word or an abbreviation stands for where it can stand for nothing else, folded: each form on the right is
written as the one on the left. TT (Trung tâm, Thị trấn), GD alone and CN are not among them."""

PREFIXES = ("cdcs", "cong doan", "cd")
"""The union's own words before its name, which are left out: what else they are called is in `UNION`."""
GLUED_PREFIXES = ("cdcstv", "cdcs")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are written as others in a key, each between spaces; in capitals, so that no other phrase takes them in."""

    typed: str
    written: str


def _compounds() -> Iterator[tuple[str, str]]:
    """Phrases of two that stand side by side: a kind of school after the union's words, a place after UBND."""
    for school, forms in SCHOOLS.items():
        for form in (school, *forms):
            yield from ((f"{word} {form}", f"truong {school}") for word in ("tr", "trg"))
            yield from ((f"{union} {form}", f"cdcs truong {school}") for union in (*UNION, *PREFIXES))
    for committee in ("ubnd", *ABBREVIATIONS["ubnd"]):
        for short, place in (("p", "phuong"), ("x", "xa"), ("tt", "thi tran")):
            yield f"{committee} {short}", f"ubnd {place}"


def _phrases() -> tuple[Phrase, ...]:
    """The longest first, since "công ty cổ phần" holds "cổ phần"."""
    single = ((typed, written) for written, forms in (ABBREVIATIONS | SCHOOLS).items() for typed in forms)
    pairs = sorted((*_compounds(), *single), key=lambda pair: (-len(pair[0].split()), -len(pair[0])))
    return (*(Phrase(f" {typed} ", f" {written.upper()} ") for typed, written in pairs), Phrase(" va ", " "))


PHRASES = _phrases()
_BY_WORDS: dict[tuple[str, str], list[int]] = {}
_BY_WORD: dict[str, list[int]] = {}
for _place, _phrase in enumerate(PHRASES):
    _first, *_others = _phrase.typed.split()
    if _others:
        _BY_WORDS.setdefault((_first, _others[0]), []).append(_place)
    else:
        _BY_WORD.setdefault(_first, []).append(_place)

_APOSTROPHES = frozenset("'’‘ʼ`´′ʹ\"“”")
_KEPT = frozenset("()[].,:;/&*")
_FOOTNOTES = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹†‡※★☆")
_DASHES = frozenset("-‐‑‒–—―−_~")


class _Signed(dict[int, str]):
    """What each character leaves of itself while remarks are looked for: letters folded, signs in one form."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _FOOTNOTES:
            kept = "*"
        elif char in _DASHES:
            kept = "-"
        else:
            kept = char if char in _KEPT else fold(char) or ("" if char in _APOSTROPHES else " ")
        self[code] = kept
        return kept


_SIGNED = _Signed()
_TO_SPACES = str.maketrans(dict.fromkeys("()[].,:;/&*-", " "))

CORRECTIONS = (
    "dieu chinh", "hieu chinh", "dinh chinh", "chinh sua", "chinh lai", "da chinh", "da sua", "sua doi", "sua lai",
    "sua so lieu", "cap nhat", "bo sung", "thay the", "bao cao lai", "nop lai", "gui lai", "nhap lai", "lam lai",
    "tinh lai", "ra soat lai", "kiem tra lai",
)  # fmt: skip
"""Words of a correction, which no name of a branch ends with."""
_CHANGED = f"(?:{'|'.join(CORRECTIONS)})"
_PERHAPS_CHANGED = (
    "(?:sua|chinh|moi nhat|moi|cu|dc|d/c|bs|dung|chinh thuc|chinh xac|cuoi cung|cuoi|so cu|so moi|so dung|nhap trung|trung"
    "|final|updated?|new|old|revised|rev|edited|edit|copy|ban sao)"
)
"""Words that say so only in brackets or after a dash: there is a "xã Tân Mới"."""
_BEFORE = r"(?:(?:da|duoc|ban|so lieu|sl|so|bao cao|bc|xin|lan cuoi) )*"
_TIMES = (
    r"(?:lan (?:thu )?(?:[0-9]{1,2}|nhat|hai|ba|cuoi)|l ?[0-9]|lai|so lieu|sl|bao cao|bc"
    r"|(?:den )?(?:ngay )?[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?: ?[/.-] ?[0-9]{2,4})?)"
)
_SURE = rf"{_BEFORE}(?:{_CHANGED}(?: {_TIMES})*|lan (?:thu )?[0-9]{{1,2}})"
_ASIDE = rf"{_BEFORE}(?:(?:{_CHANGED}|{_PERHAPS_CHANGED})(?:[ ,]+(?:{_CHANGED}|{_PERHAPS_CHANGED}|{_TIMES}))*|lan (?:thu )?[0-9]{{1,2}})"
_IN_BRACKETS = rf"[(\[] *{_ASIDE}[ .:;]*[)\]]"
_FOOTNOTE = r"[(\[] *(?:\*+|[1-9]) *[)\]]|\*+"
_AT_END = re.compile(
    rf"(?:\s*(?:{_IN_BRACKETS}|{_FOOTNOTE})|\s*(?:\s-|-\s|[,;:/])\s*{_ASIDE}|[\s-]+{_SURE})[\s.,;:]*\Z"
)
_AT_START = re.compile(rf"\A\s*(?:(?:{_IN_BRACKETS}|{_FOOTNOTE})[\s:-]*|{_SURE}\s*[:-]\s*)")
_LAST_OF_REMARKS = tuple(
    f" {last}" for last in {*(words.split()[-1] for words in CORRECTIONS), "lai", "lieu", "sl", "bc", "cao"}
)
"""The last words of a remark without a sign before it."""
_REMARKS = 4
"""More remarks than these stand after no name."""

_OFFICE = (
    "noi vu|giao duc|gd|tai chinh|tckh|lao dong|ld|y te|tai nguyen|tnmt|nong nghiep|kinh te|van hoa|vh|tu phap|thanh tra"
    "|dan toc|hanh chinh|ke toan|to chuc|ke hoach|ky thuat|kinh doanh|cong chung|quan ly|ql"
)
_SHORT_PLACES = (
    (re.compile(rf"\bp\. ?(?=(?:{_OFFICE})\b)"), "phong "),
    (re.compile(r"\bp\. ?(?=[a-z])"), "phuong "),
    (re.compile(r"\bx\. ?(?=[a-z])"), "xa "),
    (re.compile(r"(?<!ea )\bh\. ?(?=[a-z])(?!leo)"), "huyen "),
)
"""A letter and a full stop before a name: P. Tân Lập, but P. Nội vụ."""
_LEADING_ZERO = re.compile(r"(?<= )0+(?=[0-9])")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]) (?=[0-9])")


def branch_key(name: str) -> str:
    """What a branch's name leaves: small letters and digits, and a full stop where two numbers meet."""
    signed = name.translate(_SIGNED)
    if not signed.replace(" ", "").isalnum():
        signed = _without_remarks(signed)
        if "." in signed:
            for pattern, word in _SHORT_PLACES:
                signed = pattern.sub(word, signed)
        signed = signed.translate(_TO_SPACES)
    elif signed.endswith(_LAST_OF_REMARKS) or " lan " in signed:
        signed = _without_remarks(signed)
    words = _written(signed.split())
    key = _without_prefix(words)
    if (plain := key.replace(" ", "")).isalpha():
        return plain
    return _BETWEEN_DIGITS.sub(".", _LEADING_ZERO.sub("", key).strip()).replace(" ", "")


def _without_remarks(signed: str) -> str:
    """The name without footnotes and remarks of a correction, unless no name would be left."""
    for _ in range(_REMARKS):
        bare = _AT_START.sub("", _AT_END.sub("", signed))
        if bare == signed or not _has_letter(bare):
            break
        signed = bare
    return signed


def _written(words: list[str]) -> str:
    """The words, between spaces, with every phrase in its one form."""
    text = f" {' '.join(words)} "
    places = [place for pair in pairwise(words) for place in _BY_WORDS.get(pair, ())]
    places += [place for word in words for place in _BY_WORD.get(word, ())]
    for place in sorted(set(places)):
        text = text.replace(PHRASES[place].typed, PHRASES[place].written)
    return text.lower()


def _without_prefix(words: str) -> str:
    """The words without the union's own; those that name nothing else keep it, so that "CĐCS 719" stays a name."""
    while prefix := next((prefix for prefix in PREFIXES if words.startswith(f" {prefix} ")), None):
        rest = words[len(prefix) + 1 :]
        if not _has_letter(rest):
            return f" cdcs{rest}"
        words = rest
    # typed without a space: no word begins with these letters
    glued = next((prefix for prefix in GLUED_PREFIXES if words.startswith(f" {prefix}")), "")
    if glued and _has_letter(rest := words[len(glued) + 1 :].lstrip()):
        words = f" {rest}"
    first = words[1:].partition(" ")[0]
    return f" truong{words}" if first in SCHOOLS else words


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))

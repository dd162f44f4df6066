"""Usual abbreviations in branches' names, each with the one form in which a key writes it.

Arrives: nothing.
Leaves:  `PHRASES`, the longest first.
Not here: how they are written into a key (`schemas.vietnamese.branch_names`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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

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

from flows.demo import returns
from flows.demo.workbooks import (
    EARLY,
    EVENING,
    FOLDER,
    INSTANTS,
    MIDNIGHT,
    MONDAY,
    branches,
    official,
    simple,
    with_cells,
    xlsx,
    zones,
)

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
        "643 LĐLĐ TP Buôn Ma Thuột.xlsx": [(EARLY, xlsx(returns.buon_ma_thuot()))],
        "644_BuonHo.xlsx": [(EVENING, xlsx(simple(branches("644", 9), "LĐLĐ thị xã Buôn Hồ")))],
        "LĐLĐ huyện Ea H'leo.xlsx": [(MIDNIGHT, xlsx(official(branches("645", 12), "LĐLĐ huyện Ea H'leo")))],
        "646 Ea Súp.xlsx": [
            (EARLY, xlsx(returns.ea_sup(is_repaired=False))),
            (MONDAY, xlsx(returns.ea_sup(is_repaired=True))),
        ],
        "647 Buôn Đôn.xlsx": [(EARLY, xlsx(returns.buon_don()))],
        "649-krong-buk.xlsx": [
            (EVENING, DAMAGED),
            (MONDAY, xlsx(simple(branches("649", 7), "LĐLĐ huyện Krông Búk"))),
        ],
        "650 Krông Năng.xlsx": [
            (EVENING, xlsx(returns.krong_nang(is_corrected=False))),
            (MONDAY, xlsx(returns.krong_nang(is_corrected=True))),
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
        "655 Krông Ana.csv": [(EARLY, returns.krong_ana())],
        "656 Lắk.xlsx": [(EVENING, xlsx(returns.tcvn3(simple(branches("656", 6), "LĐLĐ huyện Lắk"))))],
        "657 Cư Kuin.xlsx": [(EARLY, xlsx(returns.cu_kuin()))],
        "CN-GD Giáo dục.xlsx": [(EARLY, xlsx(official(branches("CN-GD", 14), "Công đoàn ngành Giáo dục")))],
        "CN-YT Y tế.xlsx": [(EVENING, xlsx(returns.y_te()))],
        "CN-VC Viên chức.xlsx": [
            (EARLY, xlsx(returns.decomposed(simple(branches("CN-VC", 9), "Công đoàn Viên chức"))))
        ],
        "CN-CT Công Thương.xlsx": [(EARLY, xlsx(zones(branches("CN-CT", 9), "Công đoàn ngành Công Thương")))],
        "CN-GT GTVT.xlsx": [
            (MONDAY, xlsx(simple(branches("CN-GT", 5), "Công đoàn ngành Giao thông vận tải")))
        ],
    }


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

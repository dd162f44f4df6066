"""Names sort as Vietnamese, in a database whose server knows no such collation.

`tests/spec/vietnamese_order.txt` is the promise: words in the order in which ICU's collation "vi" sorts them. On a
server with ICU, `python -m tests.sql.test_sorting postgresql://…` writes it anew; read it before you keep it.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from pathlib import Path

import sqlalchemy as sa

from flows.store.database import Database
from tests.given.desk import Desk, branches

ORDER = Path(__file__).parents[1] / "spec" / "vietnamese_order.txt"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS = "aăâeêioôơuưy"
LETTERS = [
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    for tone in (TONES if letter in VOWELS else ("",))
]
SIGNS = "_-–—,;:!?….·'‘’\"“”()/&+ 0123456789"
HIGHLAND = "ƀbčcĕeĭiŏoŭuÐ"
"""Letters of Ê Đê and M'nông names, and one that is typed for Đ."""
HEADER = '# Words in the order of ICU\'s collation "vi": every letter with every tone, signs, names, and words made at random.\n'


def words() -> list[str]:
    return [line for line in ORDER.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def made() -> list[str]:
    """Every letter, small and capital; every sign between letters; names; words of letters that are near each other."""
    rolled = random.Random(28)
    letters = [*LETTERS, *(letter.upper() for letter in LETTERS)]
    near = "aAăâấầẩẫậàảãáạdDđĐeêếoôơớuưứ"
    names = "Đắk Lắk,Đăk Nông,Dak Glei,Ea Súp,Ea H'leo,Cư M'gar,Krông Bông,Krông Búk,Hoà Bình,Hòa Bình,Lâm Đồng,Lam Dong"
    highland = "Ea H’leo,Krông Ƀŭk,Krông Pač,Čư M'gar,Ea Sŭp,Ðắk Lắk"
    return sorted(
        {
            *letters,
            *(f"a{sign}b" for sign in SIGNS),
            *f"{names},{highland}".split(","),
            *("".join(rolled.choices(letters, k=3)) for _ in range(200)),
            *("".join(rolled.choices(near, k=rolled.randint(2, 5))) for _ in range(300)),
            *("".join(rolled.choices(HIGHLAND + HIGHLAND.upper() + "íịzđd", k=3)) for _ in range(100)),
        }
    )


def test_every_letter_tone_and_sign_sorts_as_icus_vietnamese_composed_or_decomposed(desk: Desk) -> None:
    assert set(made()) == set(words())
    for form in ("NFC", "NFD"):
        [row] = desk.query(
            f'SELECT array_agg(w ORDER BY report.vietnamese_sort(normalize(w, {form})) COLLATE "C") AS in_order '
            "FROM unnest(CAST(:words AS text[])) AS w",
            role="bluezone_analyst",
            words=made(),
        )
        assert row["in_order"] == words()


def test_units_and_branches_sort_by_their_keys_whatever_the_databases_collation(desk: Desk) -> None:
    named = ["CĐCS Đoàn Kết", "CĐCS Ăn Dương", "CĐCS Dân Tiến", "CĐCS An Bình", "CĐCS Ea Tu", "CĐCS Âu Cơ"]
    desk.look("650", "28/8 17:00", branches(*((name, 24, 22, 20) for name in named)))
    rows = desk.query("SELECT branch_name FROM report.submission ORDER BY branch_sort")
    in_order = ["An Bình", "Ăn Dương", "Âu Cơ", "Dân Tiến", "Đoàn Kết", "Ea Tu"]
    assert [row["branch_name"] for row in rows] == [f"CĐCS {name}" for name in in_order]
    # kept beside the name, by whoever writes it
    desk.take("28/8 18:00", {"650": {"name": "LĐLĐ thị xã Ăn"}})
    for kept in ("core.unit", "core.roster_entry"):
        units = desk.query(f"SELECT unit_sort, report.vietnamese_sort(unit_name) AS key FROM {kept}")
        assert [unit for unit in units if unit["unit_sort"] != unit["key"]] == []
    assert desk.query("SELECT 1 AS one FROM report.unit_standing WHERE unit_sort IS NULL") == []


if __name__ == "__main__":
    with Database(sys.argv[1]).begin(None) as connection:
        sorted_by_icu = connection.execute(
            sa.text('SELECT w FROM unnest(CAST(:words AS text[])) AS w ORDER BY w COLLATE "vi-x-icu"'),
            {"words": made()},
        ).scalars()
        ORDER.write_text(HEADER + "".join(f"{word}\n" for word in sorted_by_icu), encoding="utf-8")

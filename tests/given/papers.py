"""Papers made by hand, as a desk would send them and as nobody would wish them; no database."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.desk.papers.figures.figure import Cell, Figure, Given, Text
from flows.desk.papers.paper import Annex, Column, Paper, Paragraph, Picture, Row, Table
from schemas.issuer import Issuer, load_issuer

CAMPAIGNS = Path(__file__).parents[2] / "flows" / "campaigns"
AT = datetime(2020, 9, 3, 17, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ISSUER: Issuer = load_issuer(CAMPAIGNS / "issuer.toml", AT.date())
RECIPIENTS = ("Như trên", *(each.line for each in ISSUER.recipients))
LONG_NAME = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Cà phê Thắng Lợi huyện Krông Pắc"
HOSTILE = (
    "<w:p>&amp; ]]>",
    "Trường\x00 \x0b\x1b[31mEa\x85Tam\ufffe\ud800",
    "\u202eđảo ngược 12\u202c \u200fא",
    "K" * 90,
    "=cmd|'/c calc'!A0",
    "{{ value }} %s {0}",
    "Ea\tKar\nhuyện",
)
"""Branches' names; each must be printed, and nothing after it may go astray."""


def _cell(column: str, **key: str) -> Cell:
    return Cell("figures_at", column, tuple(key.items()), "bluezone-2020", AT)


def count(value: int | None, column: str = "installed") -> Text:
    return (Figure(_cell(column, scope="unit"), value),)


def percent(value: str, column: str = "installed_of_workforce_pct") -> Text:
    return (Figure(_cell(column, scope="unit"), Decimal(value), "percent"),)


def picture(wide: int = 640, high: int = 320) -> Picture:
    """A picture with steps of grey, as bytes that no library of drawing has made."""
    rows = b"".join(b"\0" + bytes(200 - 40 * (x * 5 // wide) for x in range(wide)) for _ in range(high))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    words = 'Số đã cài theo ngày, từ "18/8" đến 03/9 & tỷ lệ < 100'
    return Picture(
        b"\x89PNG\r\n\x1a\n" + body, words, ("Hình: số đã cài đặt theo ngày, từ ", Given("18/8"), ".")
    )


COLUMNS = (
    Column("STT", 0.5, is_amount=True),
    Column("Đơn vị", 3),
    Column("CĐCS", 0.8, is_amount=True),
    Column("CNVCLĐ", 1, is_amount=True),
    Column("Có điện thoại thông minh", 1.1, is_amount=True),
    Column("Đã cài", 1, is_amount=True),
    Column("% tổng", 0.9, is_amount=True),
    Column("Ghi chú", 1.5),
)


def by_unit(names: list[str]) -> Table:
    """A table of units with a bold row for their kind and one for the sum."""
    rows = [
        Row(
            (
                count(number),
                (Given(name),),
                count(12 + number),
                count(1_000 + 137 * number),
                count(900 + 101 * number),
                count(700 + 83 * number),
                percent("68.5"),
                ("tạm tính",) if number % 5 == 0 else (),
            )
        )
        for number, name in enumerate(names, 1)
    ]
    kind = Row(((), ("Liên đoàn Lao động huyện, thị xã, thành phố",), (), (), (), (), (), ()), is_bold=True)
    total = Row(
        (
            (),
            ("Tổng cộng",),
            count(234),
            count(44_770),
            count(40_110),
            count(31_234),
            percent("69.77"),
            (),
        ),
        is_bold=True,
    )
    return Table(COLUMNS, (kind, *rows, total))


def units(many: int) -> list[str]:
    places = ("Ea H'leo", "Krông Búk", "Cư M'gar", "Buôn Đôn", "Ea Súp", "Krông Pắc", "M'Đrắk", "Lắk")
    return [f"LĐLĐ huyện {places[number % len(places)]} {number:03}" for number in range(many)]


def said(*spans: str | Figure | Given) -> Paragraph:
    return Paragraph(spans)


TEXT = (
    Paragraph(("Triển khai",), "part"),
    said(
        "Thực hiện Công văn số ",
        Given("17/LĐLĐ-TGNC ngày 18/8/2020"),
        ", Ban Thường vụ Liên đoàn Lao động tỉnh đã chỉ đạo các cấp công đoàn tuyên truyền, vận động đoàn viên, công nhân, viên chức,"
        " lao động cài đặt ứng dụng Bluezone, trước hết là ở các khu, cụm công nghiệp.",
    ),
    Paragraph(("Kết quả",), "part"),
    Paragraph(("Cấp huyện",), "section"),
    said(
        "Đã có ",
        *count(31_234),
        " người cài đặt, bằng ",
        *percent("69.77"),
        " tổng số công nhân, viên chức, lao động.",
    ),
    Paragraph(("đúng hạn: ", *count(15), " đơn vị;"), "item"),
    Paragraph(("trễ hạn: ", *count(3), " đơn vị."), "item"),
    picture(),
    Paragraph(("Công đoàn ngành",), "section"),
    said("Số liệu của ", *count(2), " đơn vị còn chờ trả lời nên chưa tính vào kết quả trên."),
    Table(
        (
            Column("Tình trạng", 2),
            Column("Số đơn vị", 1, is_amount=True),
            Column("Tỷ lệ", 1, is_amount=True),
        ),
        (
            Row((("Đúng hạn",), count(15), percent("71.4"))),
            Row((("Trễ hạn",), count(3), percent("14.3"))),
            Row((("Tổng cộng",), count(21), percent("100")), is_bold=True),
        ),
    ),
    Paragraph(("Khó khăn",), "part"),
    Paragraph(("Khách quan",), "section"),
    said("Một số công đoàn cơ sở ở vùng sâu chưa có điện thoại thông minh."),
    Paragraph(("Kiến nghị",), "part"),
    said(
        "Đề nghị các đơn vị tiếp tục vận động (danh sách tại Phụ lục I, Phụ lục II và Phụ lục III kèm theo)."
    ),
)

REPORT = Paper(
    kind="results",
    paper_id=17,
    kind_vi="BÁO CÁO",
    about=("Kết quả tuyên truyền, vận động cài đặt ứng dụng Bluezone trong đoàn viên, người lao động",),
    issuer=ISSUER,
    number="BC-LĐLĐ",
    as_of=AT,
    addressees=(("Ban Tuyên giáo Tổng Liên đoàn Lao động Việt Nam",), ("Ủy ban nhân dân tỉnh Đắk Lắk",)),
    blocks=TEXT,
    signer=ISSUER.signers[1],
    recipients=RECIPIENTS,
    annexes=(
        Annex(
            ("Kết quả theo đơn vị đến 17 giờ ngày ", Given("03/9/2020")),
            (by_unit(units(102)),),
            is_landscape=True,
        ),
        Annex(
            ("Đơn vị chưa báo cáo",),
            (
                said("Đến 17 giờ còn các đơn vị sau:"),
                Paragraph(("LĐLĐ huyện Ea Súp;",), "item"),
                Paragraph(("LĐLĐ huyện Lắk.",), "item"),
            ),
        ),
        Annex(("Số đã cài theo ngày",), (picture(),), is_landscape=True),
    ),
)
"""Three annexes, two of them across; 102 units; a picture; two addressees; somebody signs for another."""

LETTER = replace(
    REPORT,
    kind="urging",
    kind_vi=None,
    about=("V/v đôn đốc báo cáo kết quả cài đặt ứng dụng Bluezone",),
    number="LĐLĐ-TGNC",
    addressees=(("Liên đoàn Lao động các huyện, thị xã, thành phố",),),
    blocks=(
        said(
            "Ngày ",
            Given("18/8/2020"),
            ", Ban Thường vụ Liên đoàn Lao động tỉnh đã ban hành Công văn số ",
            Given("17/LĐLĐ-TGNC"),
            " về việc tuyên truyền, vận động cài đặt ứng dụng Bluezone, đề nghị các đơn vị báo cáo trước ngày ",
            Given("29/8/2020"),
            ".",
        ),
        said("Đến nay còn ", *count(4), " đơn vị chưa báo cáo (Phụ lục kèm theo)."),
        said("Đề nghị các đơn vị khẩn trương thực hiện."),
    ),
    signer=ISSUER.signers[0].model_copy(update={"name": "Y Người Ký"}),
    annexes=(Annex(("Đơn vị chưa báo cáo",), (by_unit(units(4)),)),),
)
"""A công văn to one addressee, with one annex, signed by name."""

BARE = replace(
    REPORT,
    kind="receipt",
    kind_vi="PHIẾU TIẾP NHẬN",
    about=("Báo cáo của LĐLĐ huyện Ea Kar",),
    addressees=(),
    blocks=(said("Chưa có số liệu."), by_unit([])),
    signer=None,
    recipients=(),
    annexes=(),
)
"""No addressee, no signer, no recipients, no annex, no figure; its last block is a table."""

HARSH = replace(
    REPORT,
    about=("Kết quả của ", Given(LONG_NAME), " & ", Given(HOSTILE[0])),
    addressees=tuple((Given(name),) for name in (LONG_NAME, *HOSTILE)),
    blocks=(
        *(said("Công đoàn cơ sở ", Given(name), " có ", *count(1_234), " người.") for name in HOSTILE),
        by_unit([LONG_NAME, *HOSTILE, "A" * 2_000, "dài lắm " * 900, "dài lắm " * 58]),
        said("Hết"),
    ),
    recipients=(LONG_NAME, HOSTILE[0]),
    annexes=(Annex((Given(LONG_NAME), Given(HOSTILE[0])), (by_unit([*HOSTILE, LONG_NAME]),)),),
)
"""Names that nobody would wish, everywhere where a name may stand."""

PAPERS = {"report": REPORT, "letter": LETTER, "bare": BARE, "harsh": HARSH}

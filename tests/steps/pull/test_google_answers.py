"""Google's bodies become sheets, and both ways of reading give the same sheet."""

from __future__ import annotations

import json
from typing import Any

from flows.steps.pull.google import answers
from schemas.sheet import CellError, DateCell, FormattedNumber, Sheet, Tab
from tests.google import masks
from tests.google.books import Formatted, Formula, ServedFile, ServedTab

MESSY = ServedTab(
    "Báo cáo",
    [
        ["CÔNG ĐOÀN HUYỆN", None, None],
        [],
        ["TT", "Tên CĐCS", "Số LĐ", "Đã cài", "Tỷ lệ", "Ngày"],
        [1, "Trường THPT Buôn Ma Thuột", 25.0, "25 máy", 0.125, DateCell(44067.5)],
        [2, "  Bệnh viện ", Formula("=A4*2", 50), True, CellError("#DIV/0!"), None],
        [3, "", None, Formula('=IMPORTRANGE("x","A1")', CellError("#REF!")), "nt", "0912345678", None, ""],
        [None, None],
    ],
    tab_id=77,
    merges=[(0, 0, 0, 2), (4, 1, 5, 1)],
    hidden_rows=[4, 900],
)
CELLS = (
    ("CÔNG ĐOÀN HUYỆN",),
    (),
    ("TT", "Tên CĐCS", "Số LĐ", "Đã cài", "Tỷ lệ", "Ngày"),
    (1, "Trường THPT Buôn Ma Thuột", 25, "25 máy", 0.125, DateCell(44067.5)),
    (2, "  Bệnh viện ", 50, True, CellError("#DIV/0!")),
    (3, None, None, CellError("#REF!"), "nt", "0912345678"),
)


def whole(*tabs: ServedTab) -> Sheet:
    return answers.sheet(body(answers.WHOLE_FIELDS, *tabs))


def in_two(*tabs: ServedTab) -> Sheet:
    outline = body(answers.OUTLINE_FIELDS, *tabs)
    by_title = {"'" + tab.title.replace("'", "''") + "'": tab for tab in tabs}
    parts = [{"values": by_title[name].values()} for name in answers.ranges(outline)]
    return answers.sheet_of_values(outline, {"valueRanges": json.loads(json.dumps(parts))})


def body(fields: str, *tabs: ServedTab) -> Any:
    file = ServedFile("id", "Sheet", None, tabs=list(tabs))
    return json.loads(json.dumps(masks.keep(file.to_spreadsheet(with_grid=True), fields)))


def test_cells_stay_typed() -> None:
    """Numbers, booleans, texts, dates and errors come as what they are; trailing blanks are cut."""
    sheet = whole(MESSY)
    assert sheet == Sheet(
        (Tab("Báo cáo", CELLS, ((0, 0, 0, 2), (4, 1, 5, 1)), (4,), 77),), "vi_VN", "Asia/Ho_Chi_Minh"
    )


def test_a_whole_number_is_one_number_however_google_writes_it() -> None:
    """25.0 and 25 are both int 25, so that the same content has one hash."""
    (row,) = whole(ServedTab("T", [[25.0, 25, -3.0, 2.5]])).tabs[0].rows
    assert [type(cell) for cell in row] == [int, int, int, float]


def test_both_ways_of_reading_give_the_same_sheet() -> None:
    """A sheet that grows past the limit of one request does not look changed by that."""
    assert in_two(MESSY, ServedTab("T1", []), ServedTab("Ông's", [["a"]], 5)) == whole(
        MESSY, ServedTab("T1", []), ServedTab("Ông's", [["a"]], 5)
    )


def test_every_error_has_the_code_the_cell_shows() -> None:
    """Excel's codes, so that the same content through .xlsx gives the same cell."""
    codes = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"]
    tab = ServedTab("T", [[CellError(code) for code in codes] + [CellError("Loading...")]])
    assert whole(tab).tabs[0].rows[0] == tuple(map(CellError, [*codes, "#GETTING_DATA"]))
    assert in_two(tab) == whole(tab)


def test_a_text_that_begins_like_an_error_stays_a_text() -> None:
    """Only Google's own codes are errors; "#1" and "#HỎI" were typed by somebody."""
    tab = ServedTab("T", [["#1", "#HỎI", "#REF", "#Bluezone (mới)"]])
    assert in_two(tab).tabs[0].rows[0] == ("#1", "#HỎI", "#REF", "#Bluezone (mới)")


def test_an_empty_sheet_is_a_sheet_of_one_empty_tab() -> None:
    """Google gives no data at all for it."""
    assert whole(ServedTab("Trang tính1", [])) == Sheet(
        (Tab("Trang tính1", (), tab_id=0),), "vi_VN", "Asia/Ho_Chi_Minh"
    )


def test_a_hidden_tab_is_kept_unless_it_is_empty() -> None:
    """A visible empty tab is kept too; a chart's tab has no cells and is none of ours."""
    tabs = [
        ServedTab("Số liệu", [[1]], 1, is_hidden=True),
        ServedTab("Trống", [], 2, is_hidden=True),
        ServedTab("Trang tính2", [], 3),
        ServedTab("Biểu đồ", [], 4, kind="OBJECT"),
    ]
    assert [(tab.title, tab.is_hidden) for tab in whole(*tabs).tabs] == [
        ("Số liệu", True),
        ("Trang tính2", False),
    ]
    assert in_two(*tabs) == whole(*tabs)


def test_the_tab_we_write_back_is_no_content() -> None:
    """A tab of the unit's own that has the same title is."""
    ours = ServedTab("Kiểm tra", [["Kết quả kiểm tra tự động lúc 8:00"], ["đạt"]], 9)
    theirs = ServedTab("Kiểm tra", [["TT", "Tên"]], 8)
    assert [tab.tab_id for tab in whole(MESSY, ours, theirs).tabs] == [77, 8]


def test_a_grid_that_starts_elsewhere_keeps_its_addresses() -> None:
    """Google names the offset of a grid that does not begin at A1."""
    answer = {
        "sheets": [
            {
                "properties": {"title": "T"},
                "data": [
                    {
                        "startRow": 2,
                        "startColumn": 1,
                        "rowData": [{"values": [{"effectiveValue": {"numberValue": 7}}]}],
                        "rowMetadata": [{"hiddenByFilter": True}],
                    }
                ],
            }
        ]
    }
    (tab,) = answers.sheet(answer).tabs
    assert tab.rows == ((), (), (None, 7))
    assert tab.hidden_rows == (2,)


def test_titles_are_quoted_in_ranges() -> None:
    """An unquoted T1 would be a cell of the first tab; an apostrophe is doubled."""
    outline = body(answers.OUTLINE_FIELDS, ServedTab("T1", []), ServedTab("Ông's", []))
    assert answers.ranges(outline) == ["'T1'", "'Ông''s'"]


def test_formulas_that_read_elsewhere_are_noticed() -> None:
    """IMPORTRANGE and the like change a sheet without anybody editing it."""
    assert answers.is_live(body(answers.FORMULA_FIELDS, MESSY))
    assert answers.is_live(body(answers.FORMULA_FIELDS, ServedTab("T", [[Formula("=if(today()>1,1,2)", 1)]])))
    sums = ServedTab("T", [[Formula("=SUM(A1:A3)", 3), "IMPORTRANGE( là hàm"], [Formula("=RANDOM1(2)", 1)]])
    assert not answers.is_live(body(answers.FORMULA_FIELDS, sums))


def test_number_formats_travel_with_their_numbers() -> None:
    """By type and pattern, in both ways of reading; a format that says nothing leaves a plain number."""
    cells = [
        Formatted(1, "PERCENT", "0%"),
        Formatted(0.855, "PERCENT"),
        Formatted(45, "CURRENCY", '#,##0\\ "₫"'),
        Formatted(45, "CURRENCY"),
        Formatted(0.3125, "TIME", "h:mm"),
        Formatted(0.3125, "TIME"),
        Formatted(1.875, "DATE_TIME", "[h]:mm:ss"),
        Formatted(44055, "DATE"),
        Formatted(44055.5, "DATE_TIME", "dd/mm/yyyy hh:mm"),
        Formatted(45, "NUMBER", '0" nghìn"'),
        Formatted(45, "NUMBER", "#,##0"),
        Formatted(45, "NUMBER"),
        Formatted(45, "NUMBER", '0" người"'),
        Formatted(45, "TEXT"),
    ]
    (row,) = whole(ServedTab("T", [cells])).tabs[0].rows
    assert row == (
        FormattedNumber(1, "0%"),
        FormattedNumber(0.855, "0.00%"),
        FormattedNumber(45, '#,##0\\ "₫"'),
        FormattedNumber(45, "[$₫]#,##0"),
        FormattedNumber(0.3125, "h:mm"),
        FormattedNumber(0.3125, "hh:mm:ss"),
        FormattedNumber(1.875, "[h]:mm:ss"),
        DateCell(44055.0),
        DateCell(44055.5),
        FormattedNumber(45, '0" nghìn"'),
        45,
        45,
        45,
        45,
    )
    assert in_two(ServedTab("T", [cells])) == whole(ServedTab("T", [cells]))

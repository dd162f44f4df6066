"""The templates of a campaign: what they look like, what their cells take, and that nothing is written over."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from flows.desk.letters.words import basis, due
from flows.desk.template import files
from flows.desk.template.archive import without_save_time
from flows.desk.template.columns import columns_of
from flows.desk.template.layout import EXAMPLE_ROW, FIRST, HEADING, TOTALS, layout
from flows.desk.template.workbook import workbook, written_at
from flows.errors import ConfigurationError
from schemas.campaign import Campaign
from schemas.campaign.file import Policy
from schemas.roster import Unit
from tests.given.claimed import named_unit
from tests.given.filled_templates import BLUEZONE, CAMPAIGNS, TET

OF_EACH = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.code)


def unit(campaign: Campaign, code: str) -> Unit:
    found = campaign.units.by_code(code)
    assert found
    return found


def tab(campaign: Campaign, code: str) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(workbook(campaign, unit(campaign, code)))).worksheets[0]


def test_the_headings_are_the_forms_labels_with_their_units_of_measure() -> None:
    assert [each.heading for each in columns_of(TET.form)] == [
        "Tên CĐCS",
        "Tổng số đoàn viên, CNVCLĐ (người)",
        "Số đoàn viên (người)",
        "Số người có hoàn cảnh khó khăn (người)",
        "Số suất quà đã trao (suất)",
        "Số tiền đã chi (đồng)",
        "Nguồn kinh phí",
        "Có tổ chức Tết sum vầy",
        "Ngày tổ chức",
        "Hình thức trao quà",
        "Ghi chú",
    ]


def test_a_percentage_that_is_computed_is_not_asked_for() -> None:
    names = [each.quantity.name for each in columns_of(BLUEZONE.form)]
    assert "typed_pct" not in names
    assert "not_installed" not in names
    assert "installed" in names


@OF_EACH
def test_the_letterhead_says_whose_letter_it_answers_and_until_when(campaign: Campaign) -> None:
    rows = [
        row[0] for row in tab(campaign, campaign.units.active[0].code).iter_rows(max_row=6, values_only=True)
    ]
    assert rows[0] == campaign.letter.issuer.upper()
    assert rows[1] == campaign.units.active[0].name
    assert campaign.title in str(rows[2])
    assert basis(campaign.letter) in str(rows[3])
    assert due(campaign.report_before, campaign.policy) in str(rows[4])


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy.BEFORE_DATE, "trước ngày 14/2/2026"),
        (Policy.THROUGH_DATE, "hết ngày 14/2/2026"),
        (Policy.THROUGH_DATE_ROLL, "hết ngày 14/2/2026, nếu là ngày nghỉ thì hết ngày làm việc kế tiếp"),
    ],
)
def test_the_deadline_is_worded_as_the_letter_words_it(policy: Policy, words: str) -> None:
    assert due(date(2026, 2, 14), policy) == words


def test_cells_take_what_their_quantity_is() -> None:
    made = tab(TET, "PTL")
    letters = layout(TET, unit(TET, "PTL")).letters
    held = {str(each.sqref).partition(str(FIRST))[0]: each for each in made.data_validations.dataValidation}
    of = {name: held.get(letter) for name, letter in letters.items()}
    workforce, members, money, chosen, on = (
        of[name] for name in ("workforce", "members", "spent", "funded_by", "held_on")
    )
    assert workforce and members and money and chosen and on
    assert (workforce.type, workforce.formula1, workforce.errorStyle) == ("whole", "0", "stop")
    # more than its whole is asked about: which of the two is wrong, only the clerk knows
    assert (members.type, members.errorStyle) == ("whole", "warning")
    assert f"${letters['workforce']}{FIRST}" in str(members.formula2)
    assert money.type == "whole"
    assert (chosen.type, chosen.formula1) == ("list", "'Danh mục'!$A$1:$A$3")
    assert (on.type, on.formula1) == ("date", "46037")
    assert of["note"] is None
    assert of["branch_name"] is None


def test_what_is_chosen_from_stands_in_a_hidden_tab() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(TET, unit(TET, "PTL"))))
    hidden = book["Danh mục"]
    assert hidden.sheet_state == "hidden"
    assert [row[0] for row in hidden.iter_rows(values_only=True)] == [
        "Ngân sách công đoàn", "Doanh nghiệp", "Xã hội hóa", "Có", "Không",
    ]  # fmt: skip


@OF_EACH
def test_the_heading_is_locked_and_the_cells_to_fill_in_are_not(campaign: Campaign) -> None:
    made = tab(campaign, campaign.units.active[0].code)
    assert made.protection.sheet
    assert not made.protection.password
    for row in range(1, FIRST):
        assert all(cell.protection.locked for cell in made[row])
    assert not any(cell.protection.locked for cell in made[FIRST])
    # below the numbered rows too
    assert not any(about.protection.locked for about in made.column_dimensions.values())


def test_it_is_printed_across_with_the_heading_on_each_page() -> None:
    made = tab(BLUEZONE, "650")
    assert (made.page_setup.orientation, made.page_setup.paperSize) == ("landscape", 9)
    assert (made.page_setup.fitToWidth, made.page_setup.fitToHeight) == (1, 0)
    assert made.print_title_rows == f"${HEADING}:${HEADING + 1}"
    assert made.freeze_panes == f"C{FIRST}"
    assert made.cell(HEADING, 2).font.name == "Times New Roman"


def test_there_is_a_row_for_each_branch_that_is_expected() -> None:
    assert layout(TET, unit(TET, "XKB")).rows > 41
    assert layout(TET, unit(TET, "XEK")).rows >= 30
    assert layout(TET, replace(unit(TET, "XEK"), branches_expected=4000)).last > 4000 + FIRST


def test_totals_are_formulas_over_the_rows_below_them_and_leave_out_the_example() -> None:
    made = tab(BLUEZONE, "650")
    assert made.cell(TOTALS, 2).value == "TỔNG CỘNG"
    formula = str(made.cell(TOTALS, 3).value)
    assert f"C{FIRST}:C" in formula
    assert EXAMPLE_ROW < TOTALS < FIRST


@OF_EACH
def test_the_same_template_is_the_same_to_the_byte(campaign: Campaign) -> None:
    one = campaign.units.active[0]
    assert workbook(campaign, one) == workbook(campaign, one)


@pytest.mark.parametrize("prefix", [b"dcterms:", b"ns2:", b""])
def test_the_time_of_saving_is_left_out_however_it_is_written(prefix: bytes) -> None:
    """With lxml openpyxl writes other prefixes."""
    core = b"<a><" + prefix + b'modified x="y">2026-11-29T11:03:21Z</' + prefix + b"modified></a>"
    assert b"2026-01-12T08:00:00Z" in without_save_time(core, written_at(TET))


def test_each_units_file_is_claimed_by_its_name_too(tmp_path: Path) -> None:
    for campaign in CAMPAIGNS:
        for each in campaign.units.active:
            assert named_unit(files.file_name(each), campaign.units) == each


def test_a_name_that_no_system_takes_is_written_otherwise() -> None:
    assert files.file_name(Unit("A/1", 'Công đoàn "X": a|b', "affiliated")) == "A-1 Công đoàn -X- a-b.xlsx"


def test_templates_are_written_once(tmp_path: Path) -> None:
    units = TET.units.active[:2]
    first = files.write(TET, units, tmp_path / "mau")
    again = files.write(TET, units, tmp_path / "mau")
    assert [each.is_new for each in first] == [True, True]
    assert [each.is_new for each in again] == [False, False]
    assert sorted(path.name for path in (tmp_path / "mau").iterdir()) == sorted(
        each.path.name for each in first
    )


def test_nothing_is_written_where_somebody_filled_one_in(tmp_path: Path) -> None:
    units = TET.units.active[:2]
    filled_in = tmp_path / files.file_name(units[1])
    filled_in.write_bytes(b"figures")
    with pytest.raises(
        ConfigurationError, match=r"có thể đơn vị đã điền: XEK Công đoàn xã Ea Kar\.xlsx\. Chưa ghi tệp nào"
    ):
        files.write(TET, units, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [filled_in.name]
    assert filled_in.read_bytes() == b"figures"


def test_two_units_are_never_one_file(tmp_path: Path) -> None:
    one, other = Unit("A/1", "Công đoàn X", "affiliated"), Unit("A-1", "Công đoàn X", "affiliated")
    with pytest.raises(ConfigurationError, match="cùng một tên tệp"):
        files.write(TET, [one, other], tmp_path)


def test_a_template_that_would_get_findings_never_leaves(tmp_path: Path) -> None:
    """The form is data: what it calls its matter may be another's."""
    odd = TET.model_copy(update={"title": "Cài đặt ứng dụng NCOVI", "form": _about_nothing(TET)})
    with pytest.raises(ConfigurationError, match=r"không được đọc đúng như đã lập: .* Hãy sửa form\.toml"):
        files.write(odd, odd.units.active[:1], tmp_path / "mau")
    assert not (tmp_path / "mau").exists()


def _about_nothing(campaign: Campaign) -> object:
    form = campaign.form
    return replace(form, subject=form.subject.model_copy(update={"names": ()}))


def test_a_quantity_that_no_heading_names_is_said() -> None:
    form = TET.form
    odd = form["gifts"].model_copy(update={"label": "ghi chú", "headings": ("Ghi chú",)})
    broken = replace(form, quantities={**form.quantities, "gifts": odd})
    with pytest.raises(ConfigurationError, match="tiêu đề «Ghi chú» không được đọc là gifts"):
        columns_of(broken)

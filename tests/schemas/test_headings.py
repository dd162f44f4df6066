"""What headings mean: the corpus, its neighbours, the traps, and headings that need the one above them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from tests.given.forms import FORM

match = grammar_of(FORM).match

CORPUS = Path(__file__).parents[1] / "spec" / "messy_cells.csv"
CORPUS_NAMES = {
    "stt": "ordinal", "tong_so": "workforce", "cnvcld": "workforce", "doan_vien": "members",
    "so_smartphone": "smartphone_users", "so_da_cai": "installed", "so_chua_cai": "not_installed",
    "ty_le": "typed_pct", "ty_le_tren_tong": "typed_pct_of_workforce",
    "ty_le_tren_smartphone": "typed_pct_of_smartphones", "hinh_thuc": "publicity", "ghi_chu": "note",
    "ten_cdcs": "branch_name", "ten_don_vi": "branch_name", "kho_khan": "difficulties",
    "ngay_bao_cao": "reported_on", "nguoi_lap": "contact_name", "dien_thoai": "contact_phone",
    "submitted_at": "submitted_at", "email": "email", "nu": "women", "": None,
}  # fmt: skip


def corpus() -> list[tuple[str, str | None]]:
    with CORPUS.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "header"]
    return [(row["raw"], CORPUS_NAMES[row["expected"]]) for row in rows]


@pytest.mark.parametrize("raw, field", corpus())
def test_every_heading_of_the_corpus(raw: str, field: str | None) -> None:
    assert match(raw).field == field


NEIGHBOURS = {
    "ordinal": "STT|Số thứ tự|S.T.T|S\nT\nT|Tt",
    "branch_name": "Tên CĐCS, nghiệp đoàn|Danh sách CĐCS|Tên ĐV|Tên cơ quan, đơn vị|CĐCS/Đơn vị|Tên trường|1. Tên CĐCS"
    "|Tên CĐCS (ghi rõ tên)|Công đoàn cơ sở (CĐCS)|TÊN CÔNG ĐOÀN CƠ SỞ TRỰC THUỘC",
    "workforce": "Tổng số người|Tổng số CBCCVCLĐ|Tổng số CB, CC, VC, NLĐ|TS CBGVNV|Tổng CBCNV|Số CNVCLĐ toàn đơn vị"
    "|Tổng số đoàn viên công đoàn và người lao động|Tổng số ĐV/CNVCLĐ|Tổng số (người)|Quân số|Số CNVC-LĐ hiện có"
    "|Tổng số CNVCLĐ (người)|Tổng số CBCCVC-NLĐ của đơn vị",
    "members": "Tổng đoàn viên|Số ĐVCĐ|Trong đó: đoàn viên|Số đoàn viên công đoàn (người)|Tổng số đoàn viên của CĐCS",
    "smartphone_users": "Số điện thoại thông minh|Số máy ĐTTM|Có ĐT thông minh|Số ĐV/CNVCLĐ có ĐTTM|Số người dùng smart-phone"
    "|Số đoàn viên sử dụng điện thoại cảm ứng|Số ĐT TM|3. Số ĐTTM (máy)|Đoàn viên có smartfone",
    "without_smartphone": "Không có ĐTTM|Số người chưa có điện thoại thông minh|Số ĐV không sử dụng smartphone",
    "installed": "Đã cài|Số lượng tải ứng dụng|Số ĐTTM đã cài Bluezone|Số đã cài đặt đến ngày 28/8/2020|Số đã cài (tính đến 28/8)"
    "|Cài Blue zone|Số người cài đặt thành công|Kết quả đã cài đặt|Số máy đã cài|Số đã cài trên ĐTTM|Số người có Bluezone"
    "|Số đã cài đặt (4)|Số người đã cài khẩu trang điện tử",
    "not_installed": "Chưa cài|Số chưa cài được|Không cài được|Số ĐTTM chưa cài|Số còn lại chưa cài đặt|Chưa có Bluezone",
    "typed_pct": "Tỷ lệ|% đã cài|Đạt (%)|Tỷ lệ (%) (5/3)|Tỷ lệ hoàn thành|Tỷ lệ cài đặt Bluezone (%)|Phần trăm",
    "typed_pct_of_workforce": "Tỷ lệ so với tổng số|Tỷ lệ % trên tổng số CNVCLĐ|Tỷ lệ/tổng số đoàn viên|Tỷ lệ đã cài trên tổng số",
    "typed_pct_of_smartphones": "Tỷ lệ đã cài / ĐTTM|Tỷ lệ (%) đã cài đặt so với số người có ĐTTM|Tỷ lệ trên ĐTTM",
    "reached": "Số người được tuyên truyền, vận động|Số CNVCLĐ đã được tuyên truyền|Số lượt người được tuyên truyền|Số người tiếp cận",
    "launch_sessions": "Số buổi ra quân|Tuần lễ ra quân (số buổi)|Số lần tổ chức ra quân|Số cuộc phát động",
    "publicity": "HT tuyên truyền|Hình thức TT|Kênh tuyên truyền|Hình thức tuyên truyền (Zalo, Facebook...)|Cách thức triển khai",
    "in_industrial_zone": "Thuộc KCN (Có/Không)|Tên khu công nghiệp|KCN/CCN|Đơn vị thuộc KCN",
    "note": "Ghi chú (nếu có)|Chú thích",
    "difficulties": "Kiến nghị, đề xuất|Khó khăn|Ý kiến",
    "reported_on": "Ngày lập|Thời gian báo cáo|Ngày BC",
    "contact_name": "Họ tên người báo cáo|Người lập biểu|Cán bộ phụ trách|Họ và tên cán bộ đầu mối",
    "contact_phone": "Số ĐT liên hệ|Điện thoại|SĐT người báo cáo|Số điện thoại",
    "women": "Nữ|Lao động nữ|Số nữ CNVCLĐ",
}


@pytest.mark.parametrize(
    "field, text", [(f, text) for f, texts in NEIGHBOURS.items() for text in texts.split("|")]
)
def test_a_heading_clerks_use_names_its_field(field: str, text: str) -> None:
    assert match(text).field == field


@pytest.mark.parametrize(
    "text",
    [
        "Tổng số", "Số", "Số ĐT", "ĐT", "ĐV", "Số lượng (người)", "Số lượng người", "Số người tuyên truyền", "Số lượt cài đặt",
        "Số đã cài/số ĐTTM", "Đã cài/chưa cài", "Số đã cài trên tổng số", "Chỉ tiêu cài đặt", "Dự kiến cài đặt",
        "Số người được tuyên truyền và đã cài", "Tổng số CNVCLĐ, trong đó đoàn viên", "Số nữ đã cài", "Số lao động là đoàn viên",
        "Ra quân", "Số buổi tuyên truyền", "Tổng số điện thoại", "Được tuyên truyền",
    ],
)  # fmt: skip
def test_a_heading_of_two_meanings_is_doubtful(text: str) -> None:
    assert match(text).kind is Kind.DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn viên thanh niên", "ĐVTN", "Số đoàn viên TN", "Cán bộ công đoàn", "Đảng viên", "Số CĐCS", "Đơn vị tính", "Mã CĐCS",
        "Tỷ lệ chưa cài", "Tỷ lệ đoàn viên có ĐTTM", "Tỷ lệ ĐTTM", "CĐCS trong KCN", "Xã, phường", "Số lượng/tỷ lệ", "Tổng số LĐLĐ",
    ],
)  # fmt: skip
def test_a_heading_of_something_else_names_no_field(text: str) -> None:
    assert match(text).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    "text", ["Họ và tên", "Số CMND", "CCCD", "Năm sinh", "Địa chỉ", "Số sổ BHXH", "Họ tên, đơn vị"]
)
def test_personal_data_is_told(text: str) -> None:
    assert match(text).kind is Kind.PERSONAL


ASKED = {
    "branch_name": "Tên CĐCS của đồng chí?|Tên đơn vị của đồng chí là gì?|Đồng chí thuộc CĐCS nào?"
    "|Đồng chí công tác tại đơn vị nào?|CĐCS nào?|Tên CĐCS¹|Tên CĐCS [1]|Tên CĐCS 1)|Tên CĐCS (*)"
    "|Vui lòng cho biết tên CĐCS|Tên CĐCS_x000D_|Tên công đoàn cơ sở của đơn vị đồng chí"
    "|Xin đồng chí cho biết tên đơn vị?|Tên đơn vị anh/chị|1. Tên CĐCS của đồng chí? *|Đơn vị của đồng chí?"
    "|Đơn vị anh (chị) đang công tác?",
    "installed": "Bao nhiêu người đã cài đặt Bluezone?|Có bao nhiêu người đã cài đặt?"
    "|Đơn vị đồng chí có bao nhiêu người đã cài đặt Bluezone?|Đơn vị đã cài được bao nhiêu máy?"
    "|Trong đó có bao nhiêu người đã cài Bluezone?|Số người đã cài đặt Bluezone là bao nhiêu?"
    "|Số đã cài đặt Bluezone¹|Số đã cài (1)|Số đã cài [2]|Số đã cài 2)|Số đã cài đặt_x000D_\nBluezone"
    "|Số đã cài&nbsp;đặt|Số đã cài đặt (Đơn vị tính: người)|Số đã cài đặt - ĐVT: người"
    "|Bao nhiêu đoàn viên, CNVCLĐ đã cài ứng dụng Bluezone?|Có bao nhiêu đồng chí đã cài Bluezone"
    "|Vui lòng nhập số người đã cài đặt|Số người cài đặt thành công?|Đã có bao nhiêu người cài đặt Bluezone?"
    "|Số đã cài đặt Bluezone*",
    "workforce": "Đơn vị đồng chí có bao nhiêu đoàn viên, CNVCLĐ?|Tổng số CNVCLĐ¹|Tổng số CNVCLĐ [1]|Tổng số CNVCLĐ 1)"
    "|Tổng số CNVCLĐ (*)|Tổng số CNVCLĐ(1)|Tổng số CNVCLĐ của đơn vị là bao nhiêu?|Đơn vị có bao nhiêu CNVCLĐ?"
    "|Có bao nhiêu CNVCLĐ?|Hiện nay đơn vị có bao nhiêu người lao động?"
    "|Tổng số đoàn viên, CNVCLĐ của đơn vị đồng chí là bao nhiêu người?|Tổng số CNVCLĐ (Đơn vị tính: người)"
    "|Cơ quan đồng chí hiện có bao nhiêu cán bộ, công nhân viên chức lao động?"
    "|Đơn vị có tổng số bao nhiêu CNVCLĐ?|Tổng số CNVCLĐ²⁾",
    "members": "Đơn vị có bao nhiêu đoàn viên?|Đơn vị đồng chí có bao nhiêu đoàn viên công đoàn?|Có bao nhiêu đoàn viên?"
    "|Số đoàn viên¹",
    "smartphone_users": "Có bao nhiêu người có điện thoại thông minh?|Bao nhiêu người sử dụng điện thoại thông minh?"
    "|Đơn vị có bao nhiêu người dùng smartphone?|Số người có điện thoại thông minh là bao nhiêu?|Số ĐTTM²"
    "|Trong đó bao nhiêu người có điện thoại thông minh?",
    "not_installed": "Bao nhiêu người chưa cài đặt?|Còn bao nhiêu người chưa cài?",
    "launch_sessions": "Đơn vị đã tổ chức bao nhiêu buổi ra quân?|Số buổi ra quân?",
    "reached": "Bao nhiêu người đã được tuyên truyền?|Số người đã được tuyên truyền về Bluezone là bao nhiêu?",
    "in_industrial_zone": "Đơn vị có thuộc KCN không?|Đơn vị có nằm trong khu công nghiệp không?|Có thuộc KCN/CCN không?",
    "difficulties": "Đồng chí có khó khăn, vướng mắc gì không?|Khó khăn, vướng mắc của đơn vị?|Kiến nghị gì không?",
    "publicity": "Hình thức tuyên truyền của đơn vị là gì?|Đơn vị tuyên truyền bằng hình thức nào?"
    "|Hình thức tuyên truyền (Zalo, Facebook)?|Hình thức tuyên truyền: Zalo, Facebook",
    "typed_pct": "Tỷ lệ cài đặt là bao nhiêu?|Tỷ lệ cài đặt đạt bao nhiêu %?",
    "contact_phone": "Số điện thoại của đồng chí?|SĐT liên hệ của đồng chí",
}
"""Questions of a form, footnotes, codes and units of measure."""


@pytest.mark.parametrize(
    "field, text", [(f, text) for f, texts in ASKED.items() for text in texts.split("|")]
)
def test_a_heading_that_asks_or_has_a_footnote_names_its_field(field: str, text: str) -> None:
    assert match(text).field == field


OF_OTHER_MATTERS = (
    "Số cài đặt NCOVI|Số đã cài NCOVI|Số đã cài Zalo|Số cài Sức khỏe điện tử|Đã cài VssID|Đã cài VNeID"
    "|Số cài PC-Covid|Đã cài đặt Hue-S|Số khẩu trang đã phát|Số người đã cài NCOVI|Bao nhiêu người đã cài NCOVI?"
    "|Số đã cài (NCOVI)|Số đã cài Bluezone, NCOVI|Khẩu trang|Số người đã khai báo y tế"
    "|Số đã cài đặt (nghìn người)|Tổng số CNVCLĐ (ĐVT: nghìn người)|Tổng số CNVCLĐ (ngàn người)|Số đã cài (x1000)"
    "|Tổng số CNVCLĐ (1.000 người)|Đồng chí có muốn cài Bluezone không?|Bao nhiêu đoàn viên thanh niên đã cài?"
    "|Vì sao chưa cài?|Đồng chí đã cài đặt Bluezone chưa?|Đơn vị đồng chí đã cài Bluezone chưa?"
    "|Đồng chí có điện thoại thông minh không?|Bao nhiêu buổi tuyên truyền?"
)


@pytest.mark.parametrize("text", OF_OTHER_MATTERS.split("|"))
def test_another_app_another_matter_thousands_and_a_yes_or_no_are_none_of_our_counts(text: str) -> None:
    assert match(text).field is None


UNDER = [
    ("Số lượng", ["Đã cài đặt"], "installed"),
    ("Đoàn viên", ["Đã cài đặt Bluezone"], "installed"),
    ("Số lượng", ["Điện thoại thông minh", "Kết quả cài đặt Bluezone"], "smartphone_users"),
    ("Số lượng", ["Trong đó", "Kết quả cài đặt"], "installed"),
    ("Số lượng", ["CNVCLĐ", "Đã cài đặt"], "installed"),
    ("Số người", ["Được tuyên truyền"], "reached"),
    ("Số buổi", ["Ra quân"], "launch_sessions"),
    ("Tổng số", ["Đoàn viên, CNVCLĐ"], "workforce"),
    ("CNVCLĐ", ["Tổng số"], "workforce"),
    ("ĐV", ["Tổng số"], "members"),
    ("Chưa", ["Cài đặt Bluezone"], "not_installed"),
    ("Có", ["Điện thoại thông minh"], "smartphone_users"),
    ("Không", ["Điện thoại thông minh"], "without_smartphone"),
    ("Trên ĐTTM", ["Tỷ lệ cài đặt"], "typed_pct_of_smartphones"),
    ("Tổng số", ["Tỷ lệ cài đặt"], "typed_pct_of_workforce"),
    ("Tỷ lệ %", ["Đã cài đặt"], "typed_pct"),
    ("Đã cài", ["Số người có ĐTTM"], "installed"),
    ("Số ĐTTM", ["Kết quả cài đặt"], "smartphone_users"),
    ("Đoàn viên", ["Không có ĐTTM"], "without_smartphone"),
    ("Đoàn viên", ["Nữ"], "women"),
    ("Số ĐTTM", ["Chưa cài đặt"], None),
    ("Tỷ lệ", ["Chưa cài đặt"], None),
    ("Đã cài", ["Nữ"], None),
    ("Đã cài", ["Đoàn viên thanh niên"], None),
    ("Chưa cài", ["Tỷ lệ (%)"], None),
    ("Số lượng", ["Cài đặt NCOVI"], None),
    ("Đã cài", ["NCOVI"], None),
    ("Tỷ lệ", ["NCOVI"], None),
    ("Đã cài", ["Kết quả (nghìn người)"], None),
    ("Đã cài", ["Bluezone"], "installed"),
]


@pytest.mark.parametrize("text, above, field", UNDER)
def test_a_heading_is_read_under_those_above_it(text: str, above: list[str], field: str | None) -> None:
    assert match(text, *above).field == field


def test_the_unit_of_measure_and_the_columns_number_change_nothing() -> None:
    for tail in (
        " (người)",
        "\n(người)",
        " (ĐVT: người)",
        " (5)",
        " (5)=(4)+(3)",
        " *",
        ":",
        " (nếu có)",
        " (tính đến ngày 28/8)",
    ):
        assert match(f"Số đã cài đặt{tail}").field == "installed"


def test_what_a_heading_may_be_is_told_by_fields_that_exist() -> None:
    for text in ("Số lượng", "Kết quả cài đặt", "ĐV", "Số ĐT", "Số người tuyên truyền"):
        assert set(match(text).candidates) <= FORM.quantities.keys()


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_has_a_meaning_or_none_and_never_raises(text: str, above: str) -> None:
    heading = match(text, above)
    assert (heading.kind is Kind.FIELD) == (heading.field is not None)

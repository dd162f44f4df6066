"""A finding: what is wrong with a row or a return, where, and what to type instead.

Arrives: a rule's code and the facts of one case.
Leaves:  a `Finding` with one Vietnamese sentence for the clerk.
Not here: when a rule is broken (`schemas.submission`, `flows.steps.check`); only what it is called,
         how severe it is and what it says. `CATALOGUE` is all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from schemas.vietnamese.refusals import REFUSALS

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Severity = Literal["error", "question", "warning"]
"""An error is the unit's to mend; a question waits for a yes or no, and what it is about waits uncounted; a warning
is accepted and shown."""

SEVERITY_VI: dict[str, str] = {"error": "lỗi", "question": "câu hỏi", "warning": "cảnh báo"}

SHOWN_LENGTH = 80
"""Longest part of a typed value that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`cell` and `heading` are None when the whole return is meant. Raw values stay in the findings table."""

    severity: Severity
    rule: str
    message_vi: str
    cell: str | None = None
    heading: str | None = None
    raw_value: str | None = None
    asks_about: str | None = None
    """Of a question alone: the words of the row it is about (`schemas.answer.row_words`), to which an answer is bound."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's severity, what it means for readers of the documentation, and the sentence for the clerk."""

    code: str
    severity: Severity
    sentence: str


_ROW_RULES = (
    Rule("branch_name_missing", "error", "Ô {cell}: thiếu tên CĐCS; hãy nhập tên CĐCS cho dòng này."),
    Rule(
        "workforce_missing",
        "error",
        "Ô {cell}: thiếu tổng số đoàn viên, CNVCLĐ của {branch}; hãy nhập số, nếu không có ai thì xóa dòng này.",
    ),
    Rule(
        "installed_missing",
        "error",
        "Ô {cell}: thiếu số người đã cài đặt của {branch}; hãy nhập số, chưa có ai cài thì nhập 0.",
    ),
    Rule(
        "workforce_below_one",
        "error",
        "Ô {cell}: tổng số đoàn viên, CNVCLĐ của {branch} là 0; hãy nhập số thật hoặc xóa dòng này.",
    ),
    Rule(
        "members_above_workforce",
        "error",
        "Ô {cell}: số đoàn viên ({members}) lớn hơn tổng số CNVCLĐ ({workforce}); hãy kiểm tra lại hai số.",
    ),
    Rule(
        "smartphones_above_workforce",
        "error",
        "Ô {cell}: số người có điện thoại thông minh ({smartphone_users}) lớn hơn tổng số ({base}); "
        "hãy kiểm tra lại hai số.",
    ),
    Rule(
        "installed_above_smartphones",
        "error",
        "Ô {cell}: số đã cài đặt ({installed}) lớn hơn số người có điện thoại thông minh ({smartphone_users}); "
        "hãy kiểm tra lại hai số.",
    ),
    Rule(
        "installed_above_workforce",
        "error",
        "Ô {cell}: số đã cài đặt ({installed}) lớn hơn tổng số đoàn viên, CNVCLĐ ({base}); "
        "hãy kiểm tra lại hai số.",
    ),
    Rule(
        "branch_twice_different",
        "error",
        "Ô {cell}: {branch} có hai dòng với số liệu khác nhau (các ô {others}); hãy giữ một dòng đúng.",
    ),
    Rule(
        "branch_twice_identical",
        "warning",
        "Ô {cell}: {branch} đã có ở ô {others} với cùng số liệu; chỉ tính một dòng, hãy xóa dòng thừa.",
    ),
    Rule(
        "reached_above_workforce",
        "warning",
        "Ô {cell}: số người được tuyên truyền ({reached}) lớn hơn tổng số ({base}); hãy kiểm tra lại.",
    ),
    Rule(
        "not_installed_disagrees",
        "warning",
        "Ô {cell}: số chưa cài ({not_installed}) cộng số đã cài ({installed}) không bằng số người có điện thoại "
        "thông minh, cũng không bằng tổng số; hãy kiểm tra lại.",
    ),
    Rule(
        "typed_pct_disagrees",
        "warning",
        "Ô {cell}: tỷ lệ {typed_pct}% không khớp số liệu của dòng (tính lại: {recomputed}); "
        "hãy sửa tỷ lệ hoặc số liệu.",
    ),
    Rule(
        "workforce_above_3000",
        "warning",
        "Ô {cell}: {branch} có {base} người, lớn bất thường với một CĐCS; hãy kiểm tra lại.",
    ),
    Rule(
        "looks_like_date",
        "error",
        "Ô {cell}: số {raw} là một ngày (như 12/8) bị bảng tính đổi thành số; hãy định dạng ô là số và nhập lại số đúng.",
    ),
    Rule(
        "row_may_be_total",
        "question",
        "Ô {cell}: dòng '{raw}' có phải là một CĐCS không? Có thể đây là dòng tổng hoặc tên nhóm nên dòng này chưa được "
        "tính. Nếu là CĐCS, hãy đánh số thứ tự và ghi tên bắt đầu bằng 'CĐCS'; nếu là dòng tổng, hãy ghi 'Tổng cộng'; "
        "hoặc trả lời có hay không cho người phụ trách.",
    ),
    Rule(
        "row_may_be_part",
        "question",
        "Ô {cell}: dòng '{raw}' có phải là một CĐCS riêng không? Có thể đây là bộ phận của CĐCS phía trên, hoặc là dòng gộp "
        "các dòng phía dưới, nên dòng này chưa được tính. Nếu là bộ phận, hãy ghi 'Tổ …' hoặc xóa dòng; nếu là CĐCS, hãy "
        "đánh số như các dòng khác; hoặc trả lời có hay không cho người phụ trách.",
    ),
    Rule(
        "row_after_table",
        "question",
        "Ô {cell}: dòng '{raw}' đứng sau dòng tổng hoặc sau chữ ký; có phải là một CĐCS của bảng không? Dòng này chưa được "
        "tính. Nếu là CĐCS, hãy chuyển lên trên dòng tổng; hoặc trả lời có hay không cho người phụ trách.",
    ),
    Rule(
        "row_hidden",
        "question",
        "Ô {cell}: dòng '{raw}' đang bị ẩn; có tính CĐCS này không? Dòng này chưa được tính; hãy bỏ ẩn nếu tính, xóa dòng nếu "
        "không, hoặc trả lời có hay không cho người phụ trách.",
    ),
    Rule(
        "row_stands_apart",
        "warning",
        "Ô {cell}: dòng '{raw}' không được đánh số hoặc đặt tên như các dòng khác và được tính là một CĐCS; "
        "nếu là dòng tổng, hãy ghi 'Tổng cộng', nếu là CĐCS, hãy đánh số và ghi tên bắt đầu bằng 'CĐCS'.",
    ),
    Rule(
        "zone_not_yes_or_no",
        "warning",
        "Ô {cell}: '{raw}' chưa rõ có thuộc KCN/CCN hay không; hãy nhập 'Có' hoặc 'Không'.",
    ),
    Rule(
        "ditto_without_above",
        "warning",
        "Ô {cell}: '{raw}' chỉ 'như trên' nhưng phía trên không có nội dung; hãy nhập nội dung.",
    ),
    Rule("name_is_ditto", "error", "Ô {cell}: tên CĐCS ghi '{raw}' (như trên); hãy nhập đầy đủ tên CĐCS."),
)

_RETURN_RULES = (
    Rule(
        "table_not_found",
        "error",
        "Không tìm thấy bảng số liệu; bảng cần một dòng tiêu đề có: {missing}.",
    ),
    Rule(
        "column_missing",
        "error",
        "Bảng thiếu cột {missing}; hãy thêm cột này với tiêu đề như trong mẫu.",
    ),
    Rule(
        "only_totals",
        "error",
        "Bảng chỉ có dòng tổng, chưa có dòng CĐCS nào; hãy nhập mỗi CĐCS một dòng.",
    ),
    Rule(
        "sheet_emptied",
        "question",
        "Bảng đã trống; trước đó có {rows} CĐCS. Có đúng là đơn vị xóa hết số liệu không? Số liệu cũ được giữ cho đến khi "
        "có trả lời; nếu xóa nhầm, hãy nhập lại số liệu vào bảng.",
    ),
    Rule(
        "several_tables",
        "error",
        "Có hơn một bảng số liệu ({where}); hãy chỉ giữ một bảng, các CĐCS ghi nối tiếp trong bảng đó.",
    ),
    Rule(
        "figures_in_multiples",
        "error",
        "Ô {cell}: '{raw}' cho biết số liệu không tính theo từng người; hãy nhập đủ từng chữ số, ví dụ 1215, rồi xóa "
        "dòng này.",
    ),
    Rule(
        "tab_not_read",
        "warning",
        "Trang '{raw}' có số liệu nhưng thiếu cột trong mẫu nên không được đọc; nếu có CĐCS ở đó, hãy ghi vào bảng chính.",
    ),
    Rule(
        "table_not_read",
        "warning",
        "Ô {cell}: bảng bắt đầu ở đây {why} nên không được tính; nếu có CĐCS chỉ ghi ở đó, hãy ghi vào bảng chính.",
    ),
    Rule(
        "tables_read_together",
        "warning",
        "Các bảng bắt đầu ở {where} được đọc như một báo cáo, mỗi CĐCS một lần; hãy kiểm tra có đúng ý không.",
    ),
    Rule(
        "title_names_another_app",
        "question",
        "{where}: '{raw}' là tên ứng dụng khác; số liệu trong bảng có phải của đợt báo cáo này (cài đặt Bluezone) không? "
        "Hãy trả lời có hoặc không; nếu có, hãy sửa tiêu đề.",
    ),
    Rule(
        "total_column_disagrees",
        "warning",
        "Ô {cell}: {field} ghi {raw} không khớp các cột thành phần (các ô {others}); hãy kiểm tra lại.",
    ),
    Rule(
        "heading_twice",
        "error",
        "Ô {cell}: hai cột cùng là {field} (các ô {others}); hãy sửa tiêu đề để mỗi cột một nội dung.",
    ),
    Rule(
        "heading_doubtful",
        "warning",
        "Ô {cell}: tiêu đề '{raw}' chưa rõ là cột gì (có thể là: {candidates}); cột này chưa được đọc, "
        "hãy ghi rõ tiêu đề.",
    ),
    Rule(
        "heading_assumed",
        "warning",
        "Ô {cell}: tiêu đề '{raw}' được hiểu là {candidates}; hãy ghi rõ tiêu đề.",
    ),
    Rule(
        "heading_blank",
        "warning",
        "Ô {cell}: cột này có nội dung nhưng không có tiêu đề nên không được đọc; hãy ghi tiêu đề như trong mẫu.",
    ),
    Rule(
        "heading_unknown",
        "warning",
        "Ô {cell}: cột '{raw}' không có trong mẫu nên không được đọc; nếu là cột trong mẫu, hãy sửa tiêu đề.",
    ),
    Rule(
        "personal_data_column",
        "warning",
        "Ô {cell}: cột '{raw}' là thông tin cá nhân không ai yêu cầu và không được lưu; hãy xóa cột này.",
    ),
    Rule(
        "total_disagrees",
        "warning",
        "Ô {cell}: dòng tổng ghi {raw} nhưng cộng các dòng CĐCS là {sum}; hãy kiểm tra lại.",
    ),
    Rule(
        "row_not_counted",
        "warning",
        "Ô {cell}: '{raw}' không phải là một CĐCS của bảng nên không được tính ({rows}); nếu là CĐCS, hãy ghi tên và số thứ tự "
        "như các dòng khác, phía trên dòng tổng.",
    ),
    Rule(
        "parts_disagree",
        "warning",
        "Ô {cell}: cộng các bộ phận không bằng số liệu của CĐCS ở dòng {row}; số của CĐCS được tính, hãy kiểm tra lại.",
    ),
    Rule(
        "rows_hidden",
        "warning",
        "Các dòng bị ẩn vẫn được tính: {rows}; hãy bỏ ẩn để kiểm tra, dòng thừa thì xóa.",
    ),
    Rule(
        "counts_all_equal",
        "warning",
        "Mọi dòng đều có tổng số, số điện thoại thông minh và số đã cài bằng nhau; hãy xác nhận số liệu là thật.",
    ),
    Rule(
        "another_unit_named",
        "warning",
        "Ô {cell}: bảng ghi tên '{raw}' nhưng là bảng của {unit}; hãy kiểm tra có gửi nhầm bảng không.",
    ),
    Rule(
        "copy_of_another_unit",
        "warning",
        "Mọi số liệu giống hệt bảng của {others}; hãy kiểm tra có chép nhầm bảng của đơn vị khác không.",
    ),
    Rule(
        "locale_not_vietnamese",
        "warning",
        "Bảng đặt ngôn ngữ '{raw}' nên 1.234 bị hiểu là số lẻ; vào Tệp > Cài đặt, chọn Việt Nam.",
    ),
    Rule(
        "time_zone_not_vietnamese",
        "warning",
        "Bảng đặt múi giờ '{raw}'; vào Tệp > Cài đặt, chọn múi giờ (GMT+07:00) Thành phố Hồ Chí Minh.",
    ),
)

_CELL_RULES = tuple(
    Rule(code, "error" if code.startswith("count_") else "warning", refusal.sentence)
    for code, refusal in REFUSALS.items()
)

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in (*_ROW_RULES, *_RETURN_RULES, *_CELL_RULES)}
"""Every rule by its code: first the rows', then the returns', then the reasons a cell is refused."""


def shown(value: object) -> str:
    """A typed value as a sentence repeats it: on one line, cut when long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def general_sentence(rule: str, cell: str | None) -> str:
    """What a rule says about a cell, with … for whatever was typed: for pages that others than the unit read."""
    if rule not in CATALOGUE:
        return rule
    return PLACEHOLDER.sub(
        lambda found: cell if cell and found[1] == "cell" else "…", CATALOGUE[rule].sentence
    )


def finding(
    rule: str,
    *,
    cell: str | None = None,
    heading: str | None = None,
    raw: object = None,
    severity: Severity | None = None,
    asks_about: str | None = None,
    **facts: Any,
) -> Finding:
    """One case of a rule, its sentence filled in. `severity` overrides the rule's where a field is stricter."""
    known = CATALOGUE[rule]
    refusal = REFUSALS.get(rule)
    sentence = known.sentence
    if refusal is not None and facts.get("suggestion") and refusal.with_suggestion:
        sentence = refusal.with_suggestion
    return Finding(
        severity=severity or known.severity,
        rule=rule,
        message_vi=sentence.format(cell=cell, raw=shown(raw), **facts),
        cell=cell,
        heading=heading,
        raw_value=None if raw is None else str(raw),
        asks_about=asks_about,
    )

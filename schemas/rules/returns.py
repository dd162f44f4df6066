"""The rules of a return as a whole: its tables and headings, rows that belong together, its totals, whose it is.

Arrives: nothing; when one of these is broken is found where the sheet is read (`flows.steps.read`) and where the rows
         are held against each other (`flows.steps.check`), each told by its code.
Leaves:  `RETURN_RULES`, and what a form says of the whole return.
Not here: the rules of single rows (`rows`, `questions`) and of cells (`cells`).
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.form.form import Form
from schemas.rules.rule import Rule

RETURN_RULES = (
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
    Rule("table_not_found", "error", "Không tìm thấy bảng số liệu; bảng cần một dòng tiêu đề có: {missing}."),
    Rule("column_missing", "error", "Bảng thiếu cột {missing}; hãy thêm cột này với tiêu đề như trong mẫu."),
    Rule("only_totals", "error", "Bảng chỉ có dòng tổng, chưa có dòng CĐCS nào; hãy nhập mỗi CĐCS một dòng."),
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
        "person_in_heading",
        "warning",
        "Ô {cell}: tiêu đề '{raw}' có tên người hoặc số điện thoại; hãy chỉ ghi nội dung của cột.",
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
        "name_stands_alone",
        "warning",
        "Ô {cell}: '{raw}' đứng một mình, không có số liệu, ngay dưới CĐCS ở dòng {row} nên không được đọc; nếu là phần tiếp của "
        "tên CĐCS đó, hãy ghi cả tên vào một ô; nếu là tên nhóm, hãy đánh số I, II; nếu là CĐCS, hãy đánh số và nhập số liệu.",
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
        "title_of_another_time",
        "question",
        "{where}: '{raw}' là của thời gian khác; số liệu trong bảng có phải của đợt báo cáo này không? Hãy trả lời có hoặc không; "
        "nếu có, hãy sửa tiêu đề.",
    ),
    Rule(
        "title_of_an_aim",
        "question",
        "{where}: '{raw}' ghi là chỉ tiêu, kế hoạch hoặc dự kiến; số liệu trong bảng có phải là kết quả thực hiện không? Hãy trả "
        "lời có hoặc không; nếu có, hãy sửa tiêu đề.",
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


def rules_of_return(form: Form) -> Iterator[Rule]:
    """What names another letter's matter, and figures that are too even, by the form."""
    yield Rule(
        "title_names_another_app",
        "question",
        f"{{where}}: '{{raw}}' là tên ứng dụng khác; số liệu trong bảng có phải của đợt báo cáo này ({form.subject.about}) không? "
        "Hãy trả lời có hoặc không; nếu có, hãy sửa tiêu đề.",
        for_all_campaigns="{where}: '{raw}' là tên ứng dụng khác; số liệu trong bảng có phải của đợt báo cáo này không? Hãy trả "
        "lời có hoặc không; nếu có, hãy sửa tiêu đề.",
    )
    if form.table.suspicious_equal:
        yield Rule(
            "counts_all_equal",
            "warning",
            form.table.suspicious_says,
            for_all_campaigns="Mọi dòng đều có các số liệu bằng nhau; hãy xác nhận số liệu là thật.",
        )

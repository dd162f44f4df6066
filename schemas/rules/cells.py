"""What a clerk is told about a cell that cannot be read: one Vietnamese sentence for each reason.

Arrives: nothing; the readers of `schemas.vietnamese` refuse with these codes (`Reading.refusal`).
Leaves:  `CELL_RULES`.
Not here: the rules that refuse, which are the readers'. How severe it is depends on the column: in a field that a row
         cannot do without (`Field.refuses_row`) every refusal is an error.

The facts are {cell} (A1 address), {raw} (as typed) and, only in the sentence with one, {suggestion}.
"""

from __future__ import annotations

from schemas.rules.rule import Rule, Severity


def _any_column(what: str) -> dict[str, str]:
    """What no column can take; `what` names the thing to type."""
    return {
        "formula_error": f"công thức bị lỗi ('{{raw}}'); hãy sửa công thức hoặc nhập thẳng {what}.",
        "formula_text": f"'{{raw}}' là công thức ở dạng chữ, chưa tính ra kết quả; hãy nhập {what}.",
        "column_too_narrow": f"chỉ sao chép được '{{raw}}' vì cột quá hẹp; hãy nới cột và nhập lại {what}.",
    }


def _rules(
    kind: str, severity: Severity, wants: str | None = None, /, **sentences: str | tuple[str, str]
) -> tuple[Rule, ...]:
    """The reasons of one kind of cell; of a pair the second is said where the clerk's meaning can be guessed.

    `wants` names what to type in place of what no column can take.
    """
    said = {**(_any_column(wants) if wants else {}), **sentences}
    pairs = {code: (each,) if isinstance(each, str) else each for code, each in said.items()}
    return tuple(
        Rule(f"{kind}_{code}", severity, *("Ô {cell}: " + each for each in pair))
        for code, pair in pairs.items()
    )


_LIKELY = "nếu là {suggestion}, hãy nhập {suggestion}."


def _or_likely(what: str, otherwise: str) -> tuple[str, str]:
    """What is wrong, and what to do where the clerk's meaning cannot be guessed, and where it can."""
    return f"{what}; {otherwise}", f"{what}; {_LIKELY}"


_SHIFTED = "'{raw}' có thể bị lệch cột vì dòng này có nhiều giá trị hơn tiêu đề, như khi dấu phẩy trong 1,234 cắt số làm hai ô; "
_LOOKALIKE = "'{raw}' có chữ cái giống chữ số (l, I, O)"

CELL_RULES = (
    *_rules(
        "ditto",
        "warning",
        without_above="'{raw}' chỉ 'như trên' nhưng phía trên không có nội dung; hãy nhập nội dung.",
    ),
    *_rules(
        "name",
        "error",
        is_ditto="tên CĐCS ghi '{raw}' (như trên); hãy nhập đầy đủ tên CĐCS.",
        merged="tên CĐCS '{raw}' gộp chung cho nhiều dòng số liệu nên không rõ số nào là của cả CĐCS; hãy để mỗi CĐCS một dòng.",
        in_parts="tên CĐCS '{raw}' ghi ở nhiều dòng, mỗi dòng chỉ một phần số liệu (như nam, nữ) hoặc một thời gian; hãy ghi mỗi CĐCS một dòng với số liệu đầy đủ đến nay.",
    ),
    *_rules(
        "count",
        "error",
        "số nguyên",
        not_a_number="'{raw}' không phải là số; hãy nhập một số nguyên, ví dụ 45.",
        not_whole="'{raw}' không phải số nguyên; hãy nhập số người là số nguyên, ví dụ 45 hoặc 1234.",
        grouping="'{raw}' có dấu phân cách không đúng nhóm ba chữ số; hãy nhập lại không dùng dấu, ví dụ 1234.",
        percent="'{raw}' là tỷ lệ phần trăm; cột này cần số lượng, hãy nhập số nguyên, ví dụ 45.",
        estimate="'{raw}' là số ước lượng; hãy nhập con số chính xác, ví dụ 498.",
        range="'{raw}' là một khoảng; hãy nhập một con số chính xác.",
        rounded="'{raw}' là số làm tròn; hãy nhập đầy đủ từng chữ số, ví dụ 1215.",
        merged="'{raw}' nằm trong ô gộp chung cho nhiều dòng nên không rõ số của từng dòng; hãy bỏ gộp ô và nhập số cho từng dòng.",
        shifted=_SHIFTED + "hãy nhập số không có dấu phân cách, ví dụ 1234.",
        two_numbers="'{raw}' có nhiều hơn một số; hãy nhập mỗi số vào đúng cột của nó.",
        breakdown_disagrees="'{raw}' có số chi tiết không khớp với tổng; hãy kiểm tra và chỉ nhập con số tổng.",
        words_disagree="'{raw}' có phần số và phần chữ khác nhau; hãy kiểm tra và chỉ nhập bằng chữ số.",
        words_unclear="'{raw}' viết bằng chữ có thể hiểu nhiều cách; hãy nhập bằng chữ số, ví dụ 45.",
        date="'{raw}' là ngày tháng, không phải số lượng; hãy định dạng ô là số và nhập lại số nguyên.",
        time="'{raw}' là giờ hoặc thời lượng, không phải số lượng; hãy định dạng ô là số và nhập lại số nguyên.",
        currency="'{raw}' là số tiền, không phải số lượng; hãy định dạng ô là số và nhập lại số nguyên.",
        multiple="ô chỉ hiển thị '{raw}', là số nghìn hoặc số triệu; hãy định dạng ô là số và nhập đủ từng chữ số.",
        hidden="ô không hiển thị đúng số đang chứa ('{raw}'); hãy định dạng ô là số và nhập lại số nguyên.",
        phone="'{raw}' giống số điện thoại; hãy chuyển sang cột số điện thoại và nhập số lượng vào ô này.",
        zero_or_missing="'{raw}' chưa rõ nghĩa; nếu không có, hãy nhập 0; nếu chưa có số liệu, hãy để trống.",
        unknown="'{raw}' cho biết chưa rõ; hãy nhập số nguyên khi đã rõ, nếu chưa có số liệu, hãy để trống.",
        yes="'{raw}' không cho biết bao nhiêu; hãy nhập số nguyên, ví dụ 45.",
        tick="'{raw}' là dấu đánh chọn; hãy nhập số lượng bằng chữ số, ví dụ 45.",
        ditto="'{raw}' là ký hiệu như trên, không dùng được cho số liệu; hãy nhập lại con số.",
        brackets="'{raw}' nằm trong ngoặc, có thể là số âm hoặc số thứ tự cột; hãy nhập số không có ngoặc.",
        negative="'{raw}' là số âm; hãy nhập số nguyên từ 0 trở lên.",
        too_large="'{raw}' lớn hơn dân số cả nước nên không phải là số lượng, có thể là số điện thoại mất số 0; hãy nhập lại số đúng.",
        extra_words="'{raw}' có phần chữ hoặc ký hiệu không rõ nghĩa; hãy chỉ nhập con số và đưa phần còn lại vào cột ghi chú.",
        formula_text=(
            "'{raw}' là công thức ở dạng chữ, chưa tính ra kết quả; hãy nhập số nguyên.",
            "'{raw}' là công thức ở dạng chữ; " + _LIKELY,
        ),
        lookalike_letter=_or_likely(_LOOKALIKE, "hãy nhập lại bằng chữ số."),
        decimal_typed=(
            "số '{raw}' có phần thập phân; hãy nhập số nguyên, và đặt ngôn ngữ (locale) của trang tính là Việt Nam.",
            "số '{raw}' có phần thập phân vì trang tính không đặt locale Việt Nam; " + _LIKELY,
        ),
    ),
    *_rules(
        "money",
        "error",
        "số tiền bằng đồng, ví dụ 1500000",
        not_money="'{raw}' không phải là số tiền; hãy nhập số tiền bằng đồng, ví dụ 1500000.",
        not_whole="'{raw}' không phải số đồng nguyên; hãy nhập số tiền bằng đồng, ví dụ 1500000.",
        grouping="'{raw}' có thể hiểu hai cách; hãy nhập đủ từng chữ số bằng đồng, ví dụ 1500000.",
        foreign="'{raw}' là ngoại tệ; hãy nhập số tiền bằng đồng Việt Nam, ví dụ 1500000.",
        percent="'{raw}' là tỷ lệ phần trăm; hãy nhập số tiền bằng đồng, ví dụ 1500000.",
        estimate="'{raw}' là số ước lượng; hãy nhập số tiền chính xác, ví dụ 1500000.",
        range="'{raw}' là một khoảng; hãy nhập một số tiền, ví dụ 1500000.",
        merged="'{raw}' nằm trong ô gộp chung cho nhiều dòng; hãy bỏ gộp ô và nhập số tiền cho từng dòng.",
        shifted=_SHIFTED + "hãy nhập số tiền không có dấu phân cách, ví dụ 1500000.",
        two_numbers="'{raw}' có nhiều hơn một số; hãy nhập mỗi số vào đúng cột của nó.",
        date="'{raw}' là ngày tháng; hãy định dạng ô là số và nhập lại số tiền.",
        time="'{raw}' là giờ; hãy định dạng ô là số và nhập lại số tiền.",
        hidden="ô không hiển thị đúng số tiền đang chứa ('{raw}'); hãy định dạng ô là số và nhập lại.",
        tick="'{raw}' là dấu đánh chọn; hãy nhập số tiền bằng đồng, ví dụ 1500000.",
        ditto="'{raw}' là ký hiệu như trên; hãy nhập lại số tiền của dòng này.",
        zero_or_missing="'{raw}' chưa rõ nghĩa; nếu không có, hãy nhập 0; nếu chưa có số liệu, hãy để trống.",
        unknown="'{raw}' cho biết chưa rõ; hãy nhập số tiền khi đã rõ, nếu chưa có, hãy để trống.",
        negative="'{raw}' là số âm; hãy nhập số tiền từ 0 đồng trở lên.",
        too_large="'{raw}' lớn hơn mọi số tiền của một CĐCS; hãy nhập lại số tiền bằng đồng.",
    ),
    *_rules(
        "percent",
        "warning",
        "tỷ lệ, ví dụ 85,5%",
        not_a_number="'{raw}' không phải là tỷ lệ; hãy nhập dạng 85,5% hoặc để trống.",
        above_100="'{raw}' lớn hơn 100%; hãy kiểm tra lại số liệu và nhập tỷ lệ từ 0% đến 100%.",
        signed="'{raw}' có dấu cộng hoặc trừ; hãy nhập tỷ lệ từ 0% đến 100%, không kèm dấu.",
        one="'{raw}' có thể là 1% hoặc 100%; hãy nhập 1% hoặc 100%.",
        estimate="'{raw}' là tỷ lệ ước lượng; hãy nhập tỷ lệ chính xác, ví dụ 85,5%, hoặc để trống.",
        range="'{raw}' là một khoảng; hãy nhập một tỷ lệ, ví dụ 85,5%, hoặc để trống.",
        ratio="'{raw}' là phân số; hãy nhập tỷ lệ phần trăm, ví dụ 90%, hoặc để trống.",
        ratio_disagrees="'{raw}' có tỷ lệ và phân số không khớp nhau; hãy chỉ nhập tỷ lệ đúng, ví dụ 90%, hoặc để trống.",
        words_disagree="'{raw}' có phần số và phần chữ không khớp nhau; hãy chỉ nhập tỷ lệ đúng, ví dụ 85%.",
        two_marks="'{raw}' có hai dấu thập phân; hãy nhập lại, ví dụ 85,5%.",
        two_numbers="'{raw}' có nhiều hơn một số; hãy chỉ nhập một tỷ lệ, ví dụ 85,5%.",
        date="'{raw}' là ngày tháng; hãy nhập tỷ lệ dạng 85,5% hoặc để trống.",
        unknown="'{raw}' cho biết chưa rõ; hãy nhập tỷ lệ dạng 85,5% hoặc để trống.",
        tick="'{raw}' là dấu đánh chọn; hãy nhập tỷ lệ dạng 85,5% hoặc để trống.",
        ditto="'{raw}' là ký hiệu như trên; hãy nhập lại tỷ lệ của dòng này hoặc để trống.",
        extra_words="'{raw}' có phần chữ hoặc ký hiệu không rõ nghĩa; hãy chỉ nhập tỷ lệ, ví dụ 85,5%.",
        lookalike_letter=_or_likely(_LOOKALIKE, "hãy nhập lại tỷ lệ bằng chữ số."),
    ),
    *_rules(
        "date",
        "warning",
        "ngày, ví dụ {day}",
        not_a_date="'{raw}' không phải là ngày; hãy nhập ngày/tháng/năm, ví dụ {day}.",
        no_such_day="không có ngày '{raw}' trong lịch; hãy nhập lại ngày/tháng/năm, ví dụ {day}.",
        no_day="'{raw}' thiếu ngày cụ thể; hãy nhập đủ ngày/tháng/năm, ví dụ {day}.",
        before_campaign="ngày '{raw}' trước khi đợt báo cáo bắt đầu; hãy kiểm tra và nhập lại ngày/tháng/năm.",
        too_far="ngày '{raw}' cách đợt báo cáo từ một năm trở lên; hãy kiểm tra năm và nhập lại.",
        bad_time="'{raw}' có giờ không tồn tại; hãy nhập lại, hoặc chỉ nhập ngày/tháng/năm.",
        weekday_disagrees="'{raw}' có thứ và ngày không khớp nhau; hãy kiểm tra và chỉ nhập ngày/tháng/năm.",
        range="'{raw}' có nhiều hơn một ngày; hãy nhập một ngày báo cáo, ví dụ {day}.",
        vague="'{raw}' không chỉ rõ một ngày; hãy nhập ngày báo cáo cụ thể, ví dụ {day}.",
        relative="'{raw}' không cho biết ngày nào; hãy nhập ngày/tháng/năm, ví dụ {day}.",
        lunar="'{raw}' là ngày âm lịch; hãy nhập ngày dương lịch, ví dụ {day}.",
        unknown="'{raw}' còn dấu hỏi; hãy nhập ngày khi đã rõ, ví dụ {day}, hoặc để trống.",
        ditto="'{raw}' là ký hiệu như trên; hãy nhập lại ngày của dòng này.",
        extra_words="'{raw}' có phần chữ không rõ nghĩa; hãy chỉ nhập ngày/tháng/năm, ví dụ {day}.",
        bad_year=_or_likely(
            "'{raw}' có năm không đúng bốn chữ số", "hãy nhập lại ngày/tháng/năm, ví dụ {day}."
        ),
    ),
    *_rules(
        "text",
        "warning",
        "nội dung bằng chữ",
        letters_lost="'{raw}' bị mất chữ khi chuyển mã; hãy gõ lại bằng bảng mã Unicode.",
        wrong_letters="'{raw}' bị sai chữ do chuyển phông hoặc bảng mã; hãy gõ lại bằng bảng mã Unicode.",
        foreign_letter="'{raw}' có chữ cái không phải chữ Việt hoặc chữ Latinh; hãy gõ lại cả ô.",
        unclear="'{raw}' không rõ nghĩa; hãy ghi rõ nội dung hoặc để trống.",
        tick="'{raw}' là dấu đánh chọn; hãy ghi rõ nội dung bằng chữ hoặc để trống.",
        date="ô này bị trang tính đổi thành ngày tháng ('{raw}'); hãy định dạng ô là văn bản và gõ lại.",
        totals_row="'{raw}' là dòng tổng, không phải tên đơn vị; hãy để dòng tổng ở cuối bảng, ngoài vùng số liệu.",
        signature="'{raw}' thuộc phần chữ ký, không phải số liệu; hãy để cách bảng một dòng trống.",
    ),
)

"""What is asked about a row, and what is shown of one that was taken for a branch all the same.

Arrives: the column `asked` of the rows, in which reading says what it cannot tell of a row: a question's number, counted
         from 1, or 0 for none; `stands_apart`, where a row is not named or numbered as the others are.
Leaves:  `QUESTIONS`, and `ASKING_RULES` with the warning beside them.
Not here: how reading comes to ask (`flows.steps.read`), what a row's figures must keep (`rows`).

Of a row that is asked about only the unit knows what it is: taken for a branch, it may count people twice.
"""

from __future__ import annotations

from schemas.rules.rule import RowRule

_SENTENCES = {
    "row_may_be_total": "Ô {cell}: dòng '{raw}' có phải là một CĐCS không? Có thể đây là dòng tổng hoặc tên nhóm nên dòng này chưa được "
    "tính. Nếu là CĐCS, hãy đánh số thứ tự và ghi tên bắt đầu bằng 'CĐCS'; nếu là dòng tổng, hãy ghi 'Tổng cộng'; "
    "hoặc trả lời có hay không cho người phụ trách.",
    "row_may_be_part": "Ô {cell}: dòng '{raw}' có phải là một CĐCS riêng không? Có thể đây là bộ phận của CĐCS phía trên, hoặc là dòng gộp "
    "các dòng phía dưới, nên dòng này chưa được tính. Nếu là bộ phận, hãy ghi 'Tổ …' hoặc xóa dòng; nếu là CĐCS, hãy "
    "đánh số như các dòng khác; hoặc trả lời có hay không cho người phụ trách.",
    "row_after_table": "Ô {cell}: dòng '{raw}' đứng sau dòng tổng, sau chữ ký hoặc dưới tiêu đề của nội dung khác; có phải là một CĐCS của bảng "
    "không? Dòng này chưa được tính. Nếu là CĐCS, hãy chuyển lên trên; hoặc trả lời có hay không cho người phụ trách.",
    "row_hidden": "Ô {cell}: dòng '{raw}' đang bị ẩn; có tính CĐCS này không? Dòng này chưa được tính; hãy bỏ ẩn nếu tính, xóa dòng nếu "
    "không, hoặc trả lời có hay không cho người phụ trách.",
    "row_may_be_several": "Ô {cell}: '{raw}' có phải là tên của một CĐCS không? Ô này như ghi nhiều CĐCS với chung một bộ số liệu nên dòng này "
    "chưa được tính. Nếu là nhiều CĐCS, hãy ghi mỗi CĐCS một dòng với số liệu riêng; nếu là một CĐCS, hãy trả lời có "
    "cho người phụ trách.",
    "row_may_be_some": "Ô {cell}: dòng '{raw}' có phải là số liệu đầy đủ của một CĐCS không? Phần ghi sau tên cho thấy đây như chỉ là một phần "
    "số liệu, số của thời gian khác hoặc số không tính nên dòng này chưa được tính. Nếu là một phần, hãy ghi mỗi "
    "CĐCS một dòng với số liệu đầy đủ; nếu đủ, hãy bỏ phần ghi sau tên; hoặc trả lời có hay không cho người phụ trách.",
}


def _question(number: int, code: str, sentence: str) -> RowRule:
    return RowRule(
        code, "question", sentence, points_at=("branch_name",), holds=lambda rows: rows["asked"] != number
    )


QUESTIONS = tuple(_question(number, *each) for number, each in enumerate(_SENTENCES.items(), 1))

ASKING_RULES = (
    *QUESTIONS,
    RowRule(
        "row_stands_apart",
        "warning",
        "Ô {cell}: dòng '{raw}' không được đánh số hoặc đặt tên như các dòng khác và được tính là một CĐCS; "
        "nếu là dòng tổng, hãy ghi 'Tổng cộng', nếu là CĐCS, hãy đánh số và ghi tên bắt đầu bằng 'CĐCS'.",
        points_at=("branch_name",),
        holds=lambda rows: ~rows["stands_apart"],
    ),
)


def question_number(code: str) -> int:
    """How a row says in the column `asked` that this is asked about it."""
    return [rule.code for rule in QUESTIONS].index(code) + 1

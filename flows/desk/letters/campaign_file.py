"""A campaign's folder as a letter proposes it.

Arrives: a code and a `Proposal`.
Leaves:  `campaign.toml`, in which every value stands under the words it was read from and what is missing stands as a line
         to fill in; a form that asks for branches and their people, for a person to say what else; a roster of its heading
         alone. None is taken for a campaign's before a person has filled it in.
Not here: reading the letter (`facts`), what a campaign's file must hold (`schemas.campaign.file`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from flows.desk.letters.facts import SUBJECT, Fact, Proposal
from flows.errors import ConfigurationError
from schemas.campaign.file import CODE
from schemas.campaign.schedule import Schedule
from schemas.roster.file import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from schemas.vietnamese.text import capital

FORM = """# Đợt này hỏi mỗi CĐCS những gì. docs/form.md nói từng dòng nghĩa là gì; flows/campaigns/ có biểu mẫu của các đợt trước.
[subject]
# Việc của công văn, như một câu gọi nó: "cài đặt …", "chăm lo Tết".
# about = ""
# Tiêu đề bảng và cột gọi việc ấy là gì.
names = []

[people]
first_of = ["workforce", "members"]

[[quantity]]
name = "branch_name"

[[quantity]]
name = "workforce"

[[quantity]]
name = "members"

# Mỗi số liệu công văn hỏi là một mục như thế này:
# [[quantity]]
# name = "gifts"
# kind = "count"
# unit = "suất"
# label = "số suất quà"
# meaning = "Gifts handed out"
# required = true
# headings = ["Số suất quà", "Quà đã trao"]

[[quantity]]
name = "note"
"""
"""A form that is refused until it says what the letter is about."""


def write(campaigns: Path, code: str, letter: str, proposal: Proposal) -> Path:
    """Lay down the folder of a campaign. Raises ConfigurationError where there is one already, or the code is none."""
    if not re.fullmatch(CODE, code):
        raise ConfigurationError(
            f"'{code}' không phải mã đợt: chỉ dùng chữ thường không dấu, số và gạch nối."
        )
    folder = campaigns / code
    try:
        folder.mkdir(parents=True)
        (folder / "campaign.toml").write_text(campaign_file(code, letter, proposal), encoding="utf-8")
        (folder / "form.toml").write_text(FORM, encoding="utf-8")
        heading = ",".join((*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS))
        (folder / "roster.csv").write_text(f"{heading}\n", encoding="utf-8")
    except FileExistsError as error:
        raise ConfigurationError(
            f"Đã có đợt {code} ở {folder}; hãy chọn mã khác hoặc sửa tệp của đợt ấy."
        ) from error
    except OSError as error:
        raise ConfigurationError(f"Không ghi được vào {folder}: {error.strerror}.") from error
    return folder


def campaign_file(code: str, letter: str, proposal: Proposal) -> str:
    """The text of `campaign.toml`."""
    return "\n".join(_lines(code, letter, proposal)) + "\n"


def _lines(code: str, letter: str, proposal: Proposal) -> Iterator[str]:
    subject = proposal.subject.value
    window, due = proposal.window.value, proposal.due.value
    yield f"# Đọc từ {_in_one_line(letter)}; mỗi giá trị đứng dưới lời công văn. Hãy đối chiếu, rồi bỏ các ghi chú này."
    yield f"code = {_toml(code)}"
    yield _line("title", _without_vv(subject) if subject else None)
    yield ""
    yield from _said(proposal.window)
    yield _line("starts_on", window[0] if window else None)
    yield _line("ends_on", window[1] if window else None)
    yield ""
    yield from _said(proposal.due)
    yield _line("report_before", due[0] if due else None)
    yield _line("policy", due[1].value if due else None)
    yield 'time_zone = "Asia/Ho_Chi_Minh"'
    yield ""
    yield from _said(proposal.addressed)
    yield "# Mỗi đơn vị phải báo cáo là một dòng của tệp này."
    yield 'roster = "roster.csv"'
    yield ""
    yield "[letter]"
    for name in ("issuer", "subject", "issued_on", "number"):
        fact: Fact[str] | Fact[date] = getattr(proposal, name)
        yield from _said(fact)
        yield _line(name, fact.value)
    yield ""
    yield '# Công văn không nói báo cáo nằm ở đâu: "google" hoặc "workbooks".'
    yield "[source]"
    yield _line("kind", None)
    yield ""
    yield "# Công văn cũng không nói hệ thống tự chạy lúc nào: đây là mặc định. sends_reminders = true thì thư nhắc mới gửi thật."
    yield "[schedule]"
    for name, value in Schedule():
        if value is not None:
            yield _line(name, value)


def _said(fact: Fact[object]) -> Iterator[str]:
    """The letter's words and what to look at, as comments."""
    if fact.words:
        yield f"# «{_in_one_line(fact.words)}»"
    if fact.remark:
        yield f"# {fact.remark}"


def _line(name: str, value: str | date | time | int | tuple[int, ...] | None) -> str:
    """A key with its value; one without is a comment, so that the campaign is refused until somebody fills it in."""
    return f"# {name} = " if value is None else f"{name} = {_toml(value)}"


def _toml(value: str | date | time | int | tuple[int, ...]) -> str:
    return value.isoformat() if isinstance(value, date | time) else json.dumps(value, ensure_ascii=False)


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _without_vv(subject: str) -> str:
    return capital(SUBJECT.sub("", subject, count=1))

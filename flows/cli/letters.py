"""The command that reads a letter and proposes the campaign it begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.output import print_parts
from flows.settings import read_settings

if TYPE_CHECKING:
    from rich.table import Table

    from flows.desk.letters.facts import Fact, Proposal


@click.command()
@click.argument("code", metavar="MÃ_ĐỢT")
@click.option(
    "--letter",
    required=True,
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Công văn, .docx hoặc .txt.",
)
@click.option(
    "--write", "is_written", is_flag=True, help="Ghi thư mục của đợt; không có thì chỉ nêu đề xuất."
)
def new(code: str, letter: Path, *, is_written: bool) -> None:
    """Đọc công văn, đề xuất campaign.toml kèm lời công văn; chỗ không thấy thì để trống và nói rõ."""
    from flows.desk.letters import campaign_file, facts, text

    proposal = facts.propose(text.lines(letter))
    print_parts(_table(proposal, letter.name), *(f"Công văn viết nhầm: {slip}." for slip in proposal.slips))
    if not is_written:
        click.echo("Chưa ghi gì. Nếu đúng, chạy lại với --write.")
        return
    folder = campaign_file.write(read_settings().campaigns, code, letter.name, proposal)
    click.echo(
        f"Đã ghi {folder}. Hãy điền các dòng còn trống của campaign.toml, những gì công văn hỏi vào form.toml "
        f"và các đơn vị vào roster.csv, rồi chạy: bluezone campaign check --campaign {code}, bluezone migrate"
    )


def _table(proposal: Proposal, name: str) -> Table:
    from flows.desk.letters.words import HOW_DUE
    from flows.steps.publish.tables import table_of

    table = table_of(f"Đề xuất từ {name}", "Mục|Giá trị…|Lời công văn…|Cần xem lại…")
    window, due = proposal.window.value, proposal.due.value
    facts: list[tuple[str, str | None, Fact[object]]] = [
        ("Số", proposal.number.value, proposal.number),
        (
            "Ngày ký",
            f"{proposal.issued_on.value:%d/%m/%Y}" if proposal.issued_on.value else None,
            proposal.issued_on,
        ),
        ("Cơ quan ban hành", proposal.issuer.value, proposal.issuer),
        ("Trích yếu", proposal.subject.value, proposal.subject),
        ("Thời gian", f"{window[0]:%d/%m/%Y} – {window[1]:%d/%m/%Y}" if window else None, proposal.window),
        ("Hạn báo cáo", f"{HOW_DUE[due[1]]} {due[0]:%d/%m/%Y}" if due else None, proposal.due),
        ("Kính gửi", "; ".join(proposal.addressed.value or ()) or None, proposal.addressed),
    ]
    for label, value, fact in facts:
        table.add_row(label, value or "(trống)", fact.words, fact.remark)
    return table

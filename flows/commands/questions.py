"""Commands that answer: where units stand, what they must correct."""

from __future__ import annotations

import click

from flows.commands.answered import print_json, print_parts, shown_instant
from flows.commands.asked import as_json, of_campaign, of_units
from flows.errors import ConfigurationError
from flows.instants import instant
from flows.settings import read_settings


@click.command()
@of_campaign
@click.option("--at", metavar="THỜI_ĐIỂM", help="Tình trạng tại thời điểm này; mặc định bây giờ.")
@as_json
def standings(campaign: str, at: str | None, as_json: bool) -> None:
    """Tình trạng báo cáo của từng đơn vị và tổng hợp của đợt."""
    from flows.asking import now, read_campaign
    from flows.steps import standings
    from flows.steps.database import open_database

    settings = read_settings()
    read = read_campaign(settings, campaign)
    as_of = instant(at, read.time_zone) if at is not None else now()
    with open_database(settings).begin() as connection:
        units = standings.units(connection, read.code, as_of)
        summary = standings.summary(connection, read.code, as_of)
    if summary is None:
        raise ConfigurationError(f"Đợt {read.code} chưa được thu thập lần nào; hãy chạy: bluezone collect")
    if as_json:
        print_json({"as_of": as_of, "units": units, "summary": summary})
        return
    from flows.steps import publishing

    print_parts(
        publishing.standings_table(units, f"Tình trạng lúc {shown_instant(as_of, read)}", read.time_zone),
        publishing.summary_lines(summary),
    )


@click.command()
@of_campaign
@of_units
@as_json
def findings(campaign: str, units: tuple[str, ...], as_json: bool) -> None:
    """Những chỗ các đơn vị cần sửa, những câu hỏi chờ trả lời: ô nào, vì sao, nhập lại thế nào."""
    from flows.asking import asked_units, read_campaign
    from flows.steps import standings
    from flows.steps.database import open_database

    settings = read_settings()
    read = read_campaign(settings, campaign)
    codes = [unit.code for unit in asked_units(read, units)] if units else None
    with open_database(settings).begin() as connection:
        found = standings.findings(connection, read.code, codes)
    if as_json:
        print_json(found)
        return
    from flows.steps import publishing

    asked = [each for each in found if each["severity"] == "question"]
    others = [each for each in found if each["severity"] != "question"]
    parts = [publishing.findings_table(others, f"{len(others)} lỗi và cảnh báo đang mở")]
    if asked:
        parts.append(publishing.findings_table(asked, f"{len(asked)} câu hỏi đang chờ trả lời"))
    print_parts(*parts, *map(publishing.how_to_answer, asked[:1]))

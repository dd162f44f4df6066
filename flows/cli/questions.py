"""Commands that answer: where units stand, what they must correct."""

from __future__ import annotations

import click

from flows.cli.options import as_json, of_campaign, of_units
from flows.cli.output import print_json, print_parts, shown_instant
from flows.errors import ConfigurationError
from flows.settings import read_settings


@click.command()
@of_campaign
@click.option("--at", metavar="THỜI_ĐIỂM", help="Tình trạng tại thời điểm này; mặc định bây giờ.")
@as_json
def standings(campaign_name: str, at: str | None, as_json: bool) -> None:
    """Tình trạng báo cáo của từng đơn vị và tổng hợp của đợt."""
    from flows.desk.instants import instant
    from flows.desk.request import now, read_campaign
    from flows.steps import stand
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    as_of = instant(at, campaign.time_zone) if at is not None else now()
    with open_database(settings).begin() as connection:
        found = stand.standings(connection, campaign.code, as_of)
        summary = stand.summary(connection, campaign.code, as_of)
    if summary is None:
        raise ConfigurationError(
            f"Đợt {campaign.code} chưa được thu thập lần nào; hãy chạy: bluezone collect"
        )
    if as_json:
        print_json({"as_of": as_of, "units": found, "summary": summary.flat})
        return
    from flows.steps.publish import tables

    print_parts(
        tables.standings_table(found, f"Tình trạng lúc {shown_instant(as_of, campaign)}", campaign.time_zone),
        tables.summary_lines(campaign.form, summary),
    )


@click.command()
@of_campaign
@of_units
@click.option("--at", metavar="THỜI_ĐIỂM", help="Những gì đang mở tại thời điểm này; mặc định bây giờ.")
@as_json
def findings(campaign_name: str, unit_codes: tuple[str, ...], at: str | None, as_json: bool) -> None:
    """Những chỗ các đơn vị cần sửa, những câu hỏi chờ trả lời: ô nào, vì sao, nhập lại thế nào."""
    from flows.desk.instants import instant
    from flows.desk.request import read_campaign, read_units
    from flows.steps import stand
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    codes = [unit.code for unit in read_units(campaign, unit_codes)] if unit_codes else None
    with open_database(settings).begin() as connection:
        if at is None:
            open_findings = stand.findings(connection, campaign.code, codes)
        else:
            as_of = instant(at, campaign.time_zone)
            then = stand.findings_at(connection, campaign.code, as_of)
            open_findings = [each for each in then if codes is None or each.unit_code in codes]
    if as_json:
        print_json(open_findings)
        return
    from flows.steps.publish import tables
    from flows.steps.publish.words import how_to_answer

    questions = [each for each in open_findings if each.is_question]
    rest = [each for each in open_findings if not each.is_question]
    parts = [tables.findings_table(rest, f"{len(rest)} lỗi và cảnh báo đang mở")]
    if questions:
        parts.append(tables.findings_table(questions, f"{len(questions)} câu hỏi đang chờ trả lời"))
    print_parts(*parts, *map(how_to_answer, questions[:1]))

"""Commands of what is sent: close a campaign's figures, record that a paper was issued, take either back, list them."""

from __future__ import annotations

import click

from flows.cli.decisions import by_letter, of_past
from flows.cli.options import as_json, of_campaign
from flows.cli.output import show_recorded
from flows.settings import read_settings

by_whom = click.option("--by", "said_by", metavar="AI", help="Ai quyết định.")
for_reason = click.option("--reason", metavar="LÝ_DO", help="Vì sao.")
revoked = click.option("--revoke", "is_revoked", is_flag=True, help="Thu hồi; điều đã ghi vẫn được lưu.")


@click.command()
@of_campaign
@click.option(
    "--at",
    "as_of",
    metavar="THỜI_ĐIỂM",
    help="Chốt số liệu của lúc nào: 'ngày/tháng/năm giờ:phút'. Với --revoke, không ghi: lần chốt đang có hiệu lực.",
)
@by_whom
@for_reason
@by_letter
@revoked
@of_past
@as_json
def closing(
    campaign_name: str,
    as_of: str | None,
    said_by: str | None,
    reason: str | None,
    letter_number: str,
    *,
    is_revoked: bool,
    is_past_meant: bool,
    as_json: bool,
) -> None:
    """Chốt số liệu của một thời điểm để gửi đi; không ghi --at và --revoke: các lần đã chốt."""
    from flows.cli import recording
    from flows.desk import closings
    from flows.desk.grounds import Grounds

    if as_of is None and not is_revoked:
        from flows.steps.publish.recorded import closings_table
        from flows.store.recorded.closings import closings as recorded

        show_recorded(campaign_name, recorded, closings_table, "lần chốt số liệu", as_json=as_json)
        return
    _require(**{"--by": said_by, "--reason": reason})
    settings = read_settings()
    grounds = Grounds(said_by or "", reason or "", letter_number)
    if is_revoked:
        done = closings.revoke(settings, campaign_name, as_of, grounds, is_past_meant=is_past_meant)
    else:
        done = closings.close(settings, campaign_name, as_of or "", grounds, is_past_meant=is_past_meant)
    sentence = done.message(_zone(campaign_name))
    click.echo(sentence)
    what = "thu hồi chốt số liệu" if is_revoked else "chốt số liệu"
    recording.show_decided(settings, campaign_name, what, sentence)


@click.command()
@of_campaign
@click.option("--paper", "paper_id", type=int, metavar="SỐ", help="Số dự thảo, in trên văn bản.")
@click.option("--number", metavar="SỐ", help="Số và ký hiệu văn thư đã ghi, ví dụ '45/BC-LĐLĐ'.")
@click.option("--on", "issued_on", metavar="NGÀY", help="Ngày ghi trên văn bản: ngày/tháng/năm.")
@by_whom
@for_reason
@revoked
@as_json
def issued(
    campaign_name: str,
    paper_id: int | None,
    number: str | None,
    issued_on: str | None,
    said_by: str | None,
    reason: str | None,
    *,
    is_revoked: bool,
    as_json: bool,
) -> None:
    """Ghi một văn bản dự thảo đã phát hành, hoặc thu hồi lần ghi đó; không ghi --paper: các văn bản đã phát hành."""
    from flows.desk import issuing

    if paper_id is None:
        from flows.steps.publish.recorded import issues_table
        from flows.store.recorded.papers import issues

        show_recorded(campaign_name, issues, issues_table, "lần phát hành văn bản", as_json=as_json)
        return
    settings = read_settings()
    if is_revoked:
        _require(**{"--by": said_by, "--reason": reason})
        done = issuing.revoke(settings, campaign_name, paper_id, said_by or "", reason or "")
    else:
        _require(**{"--number": number, "--on": issued_on, "--by": said_by})
        done = issuing.issue(settings, campaign_name, paper_id, number or "", issued_on or "", said_by or "")
    click.echo(done.message(_zone(campaign_name)))


def _require(**given: str | None) -> None:
    """Options that this use of a command asks for. Raises UsageError with those that are lacking."""
    lacking = [name for name, value in given.items() if value is None]
    if lacking:
        raise click.UsageError(f"Thiếu {', '.join(lacking)}.", click.get_current_context())


def _zone(campaign_name: str) -> str:
    from flows.desk.request import read_campaign

    return read_campaign(read_settings(), campaign_name).time_zone

"""The command of retention: remove what units typed once the desk need not keep it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from flows.cli.options import as_json, of_campaign
from flows.cli.output import print_json, print_parts, shown_instant
from flows.settings import read_settings

if TYPE_CHECKING:
    from flows.desk.pruning import Removal
    from schemas.campaign import Campaign


@click.command()
@of_campaign
@click.option(
    "--before",
    metavar="NGÀY",
    help="Xóa những gì thấy lần cuối trước 0 giờ ngày/tháng/năm này; cũng nhận một thời điểm. "
    "Không ghi: theo các thời hạn [retention] trong campaign.toml.",
)
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ xóa bao nhiêu, không xóa.")
@as_json
def prune(campaign_name: str, before: str | None, dry_run: bool, as_json: bool) -> None:
    """Xóa những gì đã quá thời hạn lưu: tên người và địa chỉ, rồi ô của các bảng. Số liệu và mã băm giữ nguyên."""
    from flows.desk.pruning import prune
    from flows.desk.request import now, read_campaign
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    at = None if before is None else _since(before, campaign)
    removal = prune(open_database(settings), campaign, at, now(), is_dry_run=dry_run, home=settings.home)
    if as_json:
        print_json(removal)
        return
    _show(removal, campaign)


def _since(before: str, campaign: Campaign) -> datetime:
    from flows.desk.instants import instant

    is_day = "/" in before and ":" not in before
    return instant(f"{before.strip()} 00:00" if is_day else before, campaign.time_zone)


def _show(removal: Removal, campaign: Campaign) -> None:
    from flows.steps.publish.tables import table_of
    from flows.steps.publish.words import number

    what = "Chạy thử, chưa xóa gì; sẽ xóa" if removal.is_dry_run else "Đã xóa"
    message = (
        f"{what} ô của {number(removal.contents)} bản chụp ({number(removal.bytes)} byte) và chữ trích lại trong "
        f"{number(removal.findings)} lỗi, cảnh báo, thấy lần cuối trước {shown_instant(removal.before, campaign)}; "
        f"{number(removal.paper_files)} tệp trong thư mục papers, lập cho các lúc trước đó hoặc từ các bản chụp ấy; "
        f"tên người, số và địa chỉ thư trong {number(removal.contacts)} dòng (tên tệp, lời của lần chạy, tên CĐCS, ghi chú, "
        f"nơi nhận thư nhắc), trước {shown_instant(removal.contacts_before, campaign)}; "
        f"{number(removal.drafts)} văn bản dự thảo không phát hành, quá {number(campaign.retention.drafts_days)} ngày."
    )
    left = removal.left
    remains = (
        f"Còn giữ: ô của {number(left.contents)} bản chụp chưa hết hạn, với mọi thứ đơn vị đã nhập vào đó; "
        f"{number(left.contacts)} dòng mới hơn có tên người hoặc địa chỉ; lý do của {number(left.decisions)} quyết định, "
        "trả lời có tên người, vì hồ sơ quyết định không sửa; tên người quyết định; văn bản đã phát hành. Lệnh này không động tới roster.csv, "
        "văn bản ghi ra nơi khác (--out), bản sao lưu, thư đã gửi và nhật ký của Prefect: hãy xóa riêng."
    )
    if not removal.units:
        print_parts(message, remains)
        return
    table = table_of("Theo đơn vị", "Mã|>Bản chụp|>Lỗi, cảnh báo|>Byte")
    for unit in removal.units:
        table.add_row(unit.unit_code, number(unit.contents), number(unit.findings), number(unit.bytes))
    print_parts(message, table, remains)

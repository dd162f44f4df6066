"""Commands that keep the pipeline on schedule: up and down here, their parts for systemd and containers, alerts."""

from __future__ import annotations

import click

from flows.settings import read_settings

patience = click.option(
    "--wait", "patience", type=float, default=900, show_default=True, metavar="GIÂY", help="Chờ nhiều nhất."
)


@click.command()
def up() -> None:
    """Đưa quy trình vào lịch trên máy này: cơ sở dữ liệu, máy chủ Prefect, lịch chạy, cảnh báo, worker."""
    from flows.serving.operating import up

    up(read_settings(), click.echo)
    click.echo("Dừng: make down")


@click.command()
@patience
@click.option("--now", "is_now", is_flag=True, help="Không chờ; lần chạy đang dở bị đánh dấu Crashed.")
def down(patience: float, is_now: bool) -> None:
    """Chờ các lần chạy dở xong rồi dừng worker, máy chủ Prefect và PostgreSQL nhúng, của bản diễn nữa."""
    from flows.demo import apart
    from flows.serving.operating import down

    settings = read_settings()
    down(settings, click.echo, patience, is_now=is_now)
    apart.stop(apart.beside(settings))


@click.command()
def server() -> None:
    """Chạy máy chủ Prefect ngay tại đây, cho systemd hoặc container."""
    from flows.serving.operating import server

    server(read_settings()).become()


@click.command()
def worker() -> None:
    """Chạy worker ngay tại đây, cho systemd hoặc container."""
    from flows.serving.operating import worker

    worker(read_settings()).become()


@click.command()
@click.option(
    "--wait",
    "patience",
    type=float,
    default=0,
    show_default=True,
    metavar="GIÂY",
    help="Chờ máy chủ khởi động.",
)
def deploy(patience: float) -> None:
    """Đưa các nút bấm, tự động hóa của bản này và lịch của mọi đợt lên máy chủ Prefect; làm lại không nhân đôi."""
    from flows.serving.deploying import deploy

    deploy(read_settings(), click.echo, patience)


@click.command()
@patience
def drain(patience: float) -> None:
    """Không nhận lần chạy mới và chờ các lần đang chạy xong, trước khi dừng worker."""
    from flows.serving.deploying import drain

    drain(read_settings(), click.echo, patience)


@click.group()
def automations() -> None:
    """Cảnh báo và tự động hóa trên máy chủ Prefect."""


@automations.command()
@click.option("--webhook", metavar="URL", help="Nơi gửi cảnh báo; mặc định BLUEZONE_ALERT_WEBHOOK.")
@click.option("--email", metavar="URL", help="Hộp thư, dạng mailtos://…; mặc định BLUEZONE_ALERT_EMAIL.")
@click.option(
    "--remove", "removed", multiple=True, type=click.Choice(["webhook", "email"]), help="Bỏ kênh này."
)
def apply(webhook: str | None, email: str | None, removed: tuple[str, ...]) -> None:
    """Đặt các tự động hóa như bản này; kênh không nêu thì giữ như đang có."""
    from flows.serving.deploying import enter

    settings = read_settings()
    enter(settings)
    from flows.serving.alerts.automations import apply
    from flows.serving.server.prefect_server import greet

    greet()
    addresses = {"webhook": webhook or settings.alert_webhook, "email": email or settings.alert_email}
    applied = apply(addresses, removed)
    for name in applied.automations:
        click.echo(name)
    click.echo(f"Kênh cảnh báo: {', '.join(applied.channels) or 'chưa có'}")

"""Commands of this machine: the demonstration, the embedded database server, and the end of all of it."""

from __future__ import annotations

import click

from flows.cli.leaving import ask
from flows.cli.output import console
from flows.settings import read_settings


@click.command()
@click.option(
    "--pages",
    "is_shown",
    is_flag=True,
    help="Mở các trang Prefect của bản diễn, một cổng trên cổng của hệ thống thật.",
)
@click.option(
    "--remove", "is_removed", is_flag=True, help="Dừng và xóa bản diễn; hệ thống thật không bị đụng tới."
)
def demo(*, is_shown: bool, is_removed: bool) -> None:
    """Diễn lại một đợt mẫu với 21 đơn vị, qua đúng quy trình thật, ở một nơi riêng."""
    from flows.demo import apart

    own = apart.beside(read_settings())
    if is_removed:
        ask(own.home, "chạy lại lệnh này ở một cửa sổ có bàn phím")
        apart.remove(own)
        click.echo(f"Đã xóa bản diễn trong {own.home}.")
    elif is_shown:
        apart.show_pages(own, click.echo)
    else:
        with apart.alone(own):
            unused = apart.enter(own)
            from flows.demo.play import play

            if unused:
                click.echo(f"Bản diễn không dùng {', '.join(unused)}.")
            play(own, console())


@click.command()
def stop() -> None:
    """Dừng máy chủ PostgreSQL nhúng, nếu đang chạy."""
    from flows.store.embedded import postgres

    postgres.stop(read_settings().home)


@click.command()
@click.option("--yes", "is_agreed", is_flag=True, help="Không hỏi, kể cả khi cơ sở dữ liệu giữ số liệu thật.")
def clean(*, is_agreed: bool) -> None:
    """Dừng mọi thứ và xóa BLUEZONE_HOME cùng bản diễn; hỏi trước khi xóa số liệu thật."""
    from flows.demo import apart
    from flows.serving import operating
    from flows.store.embedded import account
    from flows.store.files import home

    desk = read_settings()
    own = apart.beside(desk)
    if not is_agreed:
        for each in (desk, own):
            ask(each.home, "make clean REMOVE=yes (hoặc bluezone clean --yes)")
    operating.down(desk, click.echo)
    apart.remove(own)
    home.remove(desk.home)
    click.echo(f"Đã xóa những gì của hệ thống trong {desk.home} và {own.home}.")
    if account.is_left():
        click.echo(
            f"Còn tài khoản hệ thống {account.NAME}; máy không còn bản cài nào khác thì: userdel {account.NAME}"
        )

"""The environment as one frozen object, read once by a process or the command line.

| variable | meaning | default |
| --- | --- | --- |
| BLUEZONE_HOME | where the embedded database, Prefect's own data and locks live | .bluezone/ |
| DATABASE_URL | the PostgreSQL server to use (15 or later) | the embedded one |
| BLUEZONE_CAMPAIGNS | the folder of campaign folders | flows/campaigns/ |
| BLUEZONE_DATABASE_PATIENCE | seconds a collection waits for a database that is down or taken | 120 |
| GOOGLE_APPLICATION_CREDENTIALS | the service account's key file | none |
| PREFECT_API_URL | the Prefect server that records what commands start | none: that of `bluezone up`, while it runs |
| SMTP_URL | the mail server of reminders: smtp://user:password@host:587, or smtps:// | none: reminders are only shown |
| MAIL_FROM | whom reminders come from: "LĐLĐ tỉnh <bluezone@example.vn>" or a bare address | none |
| MAIL_REPLY_TO | where answers to a reminder go | MAIL_FROM |
| BLUEZONE_ALERT_WEBHOOK | the address alerts are posted to, a secret | none |
| BLUEZONE_ALERT_EMAIL | the mailbox alerts are sent to, as mailtos://user:password@host?to=…, a secret | none |
| TASK_RUNNER | where Prefect has the units looked at: `threads` of this process, or the workers of `dask` | threads |
| DASK_ADDRESS | the Dask scheduler whose workers look, as tcp://host:8786 | none |
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.errors import ConfigurationError

NOT_OF_THE_MACHINE = (
    "BLUEZONE_",
    "DATABASE_",
    "GOOGLE_",
    "PREFECT_",
    "SMTP_",
    "MAIL_",
    "TASK_RUNNER",
    "DASK_",
    "PG",
)
"""How the names of all variables above begin, and those of Prefect and libpq: what a desk says of itself, not its machine."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths are absolute. `database_url` is None for the embedded server; it and `smtp_url` may hold a password."""

    home: Path
    campaigns: Path
    database_url: str | None
    google_credentials: Path | None
    prefect_api_url: str | None
    database_patience: float = 120.0
    smtp_url: str | None = None
    mail_from: str | None = None
    mail_reply_to: str | None = None
    alert_webhook: str | None = None
    alert_email: str | None = None
    task_runner: str = "threads"
    dask_address: str | None = None

    @property
    def campaign_folders(self) -> list[Path]:
        """The folder of each campaign: one with a `campaign.toml`."""
        return sorted(path.parent for path in self.campaigns.glob("*/campaign.toml"))

    def campaign_folder(self, name: str) -> Path:
        """The folder of a campaign named by its code or by a path. Raises ConfigurationError naming the others."""
        for folder in (self.campaigns / name, Path(name)):
            if (folder / "campaign.toml").is_file():
                return folder.resolve()
        known = ", ".join(each.name for each in self.campaign_folders) or "chưa có"
        raise ConfigurationError(f"Không có đợt báo cáo '{name}'. Các đợt hiện có: {known}.")

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r})"


def is_this_machine(host: str) -> bool:
    """Whether what is sent to a host of some address stays here, as its name itself says; nothing is resolved."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment; an empty variable counts as unset."""
    value = os.environ if environ is None else environ
    credentials = value.get("GOOGLE_APPLICATION_CREDENTIALS")
    return Settings(
        home=Path(value.get("BLUEZONE_HOME") or ".bluezone").expanduser().resolve(),
        campaigns=Path(value.get("BLUEZONE_CAMPAIGNS") or Path(__file__).parent / "campaigns")
        .expanduser()
        .resolve(),
        database_url=value.get("DATABASE_URL") or None,
        google_credentials=Path(credentials).expanduser().resolve() if credentials else None,
        prefect_api_url=value.get("PREFECT_API_URL") or None,
        database_patience=_seconds(value.get("BLUEZONE_DATABASE_PATIENCE") or "120"),
        smtp_url=value.get("SMTP_URL") or None,
        mail_from=value.get("MAIL_FROM") or None,
        mail_reply_to=value.get("MAIL_REPLY_TO") or None,
        alert_webhook=value.get("BLUEZONE_ALERT_WEBHOOK") or None,
        alert_email=value.get("BLUEZONE_ALERT_EMAIL") or None,
        task_runner=value.get("TASK_RUNNER") or "threads",
        dask_address=value.get("DASK_ADDRESS") or None,
    )


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdecimal():
        raise ConfigurationError(f"BLUEZONE_DATABASE_PATIENCE phải là số giây, ví dụ 120; đang là '{text}'.")
    return float(text)

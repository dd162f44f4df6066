"""The environment as one frozen object, read once by a process or the command line.

| variable | meaning | default |
| --- | --- | --- |
| BLUEZONE_HOME | where the embedded database, Prefect's own data and locks live | .bluezone/ |
| DATABASE_URL | the PostgreSQL server to use (15 or later) | the embedded one |
| BLUEZONE_CAMPAIGNS | the folder of campaign folders | flows/campaigns/ |
| BLUEZONE_DATABASE_PATIENCE | seconds a collection waits for a database that is down or taken | 120 |
| GOOGLE_APPLICATION_CREDENTIALS | the service account's key file | none |
| PREFECT_API_URL | the Prefect server that records runs started by `bluezone collect` | none: run in this process |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths are absolute. `database_url` is None for the embedded server; it may hold a password."""

    home: Path
    campaigns: Path
    database_url: str | None
    google_credentials: Path | None
    prefect_api_url: str | None
    database_patience: float = 120.0

    def campaign_folder(self, campaign: str) -> Path:
        """The folder of a campaign named by its code or by a path. Raises ConfigurationError naming the others."""
        for folder in (self.campaigns / campaign, Path(campaign)):
            if (folder / "campaign.toml").is_file():
                return folder.resolve()
        known = ", ".join(sorted(p.parent.name for p in self.campaigns.glob("*/campaign.toml"))) or "chưa có"
        raise ConfigurationError(f"Không có đợt báo cáo '{campaign}'. Các đợt hiện có: {known}.")

    def __repr__(self) -> str:
        return f"Settings(home={str(self.home)!r})"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the environment; an empty variable counts as unset."""
    value = os.environ if environ is None else environ
    credentials = value.get("GOOGLE_APPLICATION_CREDENTIALS")
    return Settings(
        home=Path(value.get("BLUEZONE_HOME") or ".bluezone").expanduser().resolve(),
        campaigns=Path(value.get("BLUEZONE_CAMPAIGNS") or Path(__file__).parent / "campaigns").resolve(),
        database_url=value.get("DATABASE_URL") or None,
        google_credentials=Path(credentials).expanduser().resolve() if credentials else None,
        prefect_api_url=value.get("PREFECT_API_URL") or None,
        database_patience=_seconds(value.get("BLUEZONE_DATABASE_PATIENCE") or "120"),
    )


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdecimal():
        raise ConfigurationError(f"BLUEZONE_DATABASE_PATIENCE phải là số giây, ví dụ 120; đang là '{text}'.")
    return float(text)

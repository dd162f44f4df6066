"""Who connects: an account that is no superuser may own everything, and one that lacks something is told what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from flows.errors import DatabaseUnavailable
from flows.settings import Settings
from flows.store.database import Database
from flows.store.migration import migrate
from tests.conftest import CAMPAIGNS
from tests.given.databases import simulate_clock
from tests.given.desk import GOOD, Desk, collected
from tests.given.forms import FORMS
from tests.sql.conftest import Tool, libpq_url

ACCOUNTS = Path(__file__).parents[2] / "flows" / "deploy" / "accounts.sql"


@pytest.fixture
def account(server: Database) -> Iterator[str]:
    """An account that may do nothing yet."""
    name = f"clerk_{uuid4().hex[:8]}"
    with server.begin(None) as connection:
        connection.execute(sa.text(f"CREATE ROLE {name} LOGIN PASSWORD 'x'"))
    yield name
    with server.begin(None) as connection:
        connection.execute(sa.text(f"DROP ROLE {name}"))


def as_account(database: Database, name: str) -> Database:
    return Database(database.url.set(username=name, password="x").render_as_string(hide_password=False))


def test_an_owner_who_may_make_roles_and_is_no_superuser_can_migrate_and_then_work(
    elsewhere: Database,
) -> None:
    with elsewhere.session() as connection:
        connection.execute(sa.text("CREATE ROLE own1 LOGIN CREATEROLE PASSWORD 'x'"))
        connection.execute(sa.text("CREATE DATABASE own OWNER own1 TEMPLATE template0 ENCODING 'UTF8'"))
    url = elsewhere.url.set(database="own").render_as_string(hide_password=False)
    owned = as_account(Database(url), "own1")
    for _ in range(2):
        migrate(owned, FORMS)
    simulate_clock(owned)
    desk = Desk(owned, CAMPAIGNS / "bluezone-2020")
    desk.look("650", "28/8 17:00", GOOD)
    assert desk.standing("650", "28/8 18:00")["branches_accepted"] == 2
    [who] = desk.query("SELECT current_user AS role", role=None)
    assert who == {"role": "own1"}
    owned.engine.dispose()


def test_migrate_is_not_ready_where_somebody_else_made_the_role_and_says_who_must_grant_it(
    account: str, template: str, bare_database: Database
) -> None:
    """`template` made the roles, as another account."""
    name = bare_database.url.database
    with bare_database.begin(None) as connection:
        connection.execute(sa.text(f"ALTER DATABASE {name} OWNER TO {account}"))
    owned = as_account(bare_database, account)
    with pytest.raises(DatabaseUnavailable, match=f'hãy chạy: GRANT bluezone_pipeline TO "{account}"'):
        migrate(owned, FORMS)
    with bare_database.begin(None) as connection:
        connection.execute(sa.text(f'GRANT bluezone_pipeline TO "{account}"'))
    migrate(owned, FORMS)
    with owned.begin() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM core.rule")).scalar_one() > 0
    owned.engine.dispose()


def test_an_account_that_was_not_granted_our_role_is_told_so_and_not_to_migrate(
    account: str, database: Database
) -> None:
    stranger = as_account(database, account)
    with pytest.raises(DatabaseUnavailable, match="chưa được cấp vai trò bluezone_pipeline") as raised:
        stranger.run(lambda connection: None)
    assert "bluezone migrate" not in str(raised.value)
    stranger.engine.dispose()


@pytest.mark.parametrize("granted", ["", "bluezone_pipeline", "bluezone_analyst"])
def test_an_account_that_does_not_own_the_tables_cannot_migrate_and_is_told_who_can(
    account: str, database: Database, granted: str
) -> None:
    if granted:
        with database.begin(None) as connection:
            connection.execute(sa.text(f"GRANT {granted} TO {account}"))
    clerk = as_account(database, account)
    with pytest.raises(DatabaseUnavailable, match="hãy dùng tài khoản sở hữu các bảng"):
        migrate(clerk, FORMS)
    clerk.engine.dispose()


def test_an_account_that_may_not_make_anything_in_an_empty_database_is_told_who_can(
    account: str, bare_database: Database
) -> None:
    clerk = as_account(bare_database, account)
    with pytest.raises(DatabaseUnavailable, match=r"không đủ quyền \(permission denied for database"):
        migrate(clerk, FORMS)
    clerk.engine.dispose()


def test_the_accounts_of_a_desk_may_do_what_is_theirs_and_no_more(
    elsewhere: Database, tool: Tool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker of systemd and compose can be the pipeline; tables are the owner's; Prefect's account sees nothing."""
    for name in ("OWNER", "WORKER", "PREFECT"):
        monkeypatch.setenv(f"{name}_PASSWORD", f"{name.lower()}-S3cret")
    for _ in range(2):
        tool("psql", "-q", libpq_url(elsewhere), "-f", ACCOUNTS)
    url = elsewhere.url.set(database="bluezone").render_as_string(hide_password=False)
    owner, worker, prefect = (
        as_account(Database(url), name) for name in ("bluezone_owner", "bluezone_worker", "prefect")
    )
    for _ in range(2):
        migrate(owner, FORMS)
    settings = Settings(tmp_path, CAMPAIGNS, worker.url.render_as_string(hide_password=False), None, None)
    collected(settings, "28-08-2355")
    with worker.session() as connection:
        for refused in (
            "CREATE TABLE core.mine ()",
            "CREATE TABLE public.mine ()",
            "DELETE FROM raw.observation",
        ):
            with pytest.raises(sa.exc.ProgrammingError, match=r"permission denied|must be owner"):
                connection.execute(sa.text(refused))
        assert connection.execute(sa.text("SELECT count(*) FROM raw.observation")).scalar_one() > 0
    with pytest.raises(DatabaseUnavailable, match="permission denied for database"), prefect.session():
        pass
    for database in (owner, worker, prefect):
        database.engine.dispose()

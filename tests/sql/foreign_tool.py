"""Have datacontract-cli, which is not ours, hold a database to docs/report-contract.odcs.yaml: `make contract`.

The database is that of DATABASE_URL, or the embedded one with the demonstration in it; it is asked as an analyst would.
Every column, type, key and code of the contract is looked for there, and the contract beside the last one given out.
"""

from __future__ import annotations

import os
import subprocess
import sys

import sqlalchemy as sa

from flows.settings import read_settings
from flows.store.database import open_database
from tests.sql.odcs import CONTRACT
from tests.sql.test_odcs import last_given_out

ANALYST = "-c role=bluezone_analyst"


def connection(url: sa.URL) -> dict[str, str]:
    """The database as the tool takes it, which wants a password also where there is none."""
    facts = {
        "HOST": str(url.query.get("host") or url.host or "localhost"),
        "PORT": str(url.port or 5432),
        "DATABASE": url.database or "",
        "USERNAME": url.username or "",
        "PASSWORD": url.password or "none",
    }
    return {f"DATACONTRACT_POSTGRES_{name}": value for name, value in facts.items()}


def main(tool: str) -> int:
    """Write the tool's verdicts, or all that it says where it finds something."""
    environment = {**os.environ, **connection(open_database(read_settings()).url), "PGOPTIONS": ANALYST}
    last = last_given_out()
    for verdict, arguments in (
        ("the database keeps the contract", ["test", str(CONTRACT)]),
        (f"nothing of {last.name} is broken", ["breaking", str(last), str(CONTRACT)]),
    ):
        done = subprocess.run(
            [tool, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            sys.stderr.write(done.stdout + done.stderr)
            return done.returncode
        checks = [line for line in done.stdout.splitlines() if "checks" in line]
        sys.stdout.write("\n".join([f"datacontract {arguments[0]}: {verdict}", *checks]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

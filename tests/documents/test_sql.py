"""Each statement that a document shows can be asked of a database of this release."""

from __future__ import annotations

import re

import pytest

from flows.store.database import Database
from tests.documents.test_places import DOCUMENTS, names

SHOWN = [
    pytest.param(statement, id=f"{names(path)}: {statement.splitlines()[0]}")
    for path in DOCUMENTS
    for block in re.findall(r"```sql\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    for statement in filter(None, (each.strip() for each in block.split(";")))
]


@pytest.mark.parametrize("statement", SHOWN)
def test_a_statement_that_is_shown_can_be_asked(database: Database, statement: str) -> None:
    with database.begin(None) as connection:
        connection.exec_driver_sql(statement)

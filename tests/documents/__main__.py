"""Write the tables of the documents anew: `python -m tests.documents`."""

from __future__ import annotations

from tests.documents.tables import TABLES, written

for path in TABLES:
    path.write_text(written(path), encoding="utf-8")

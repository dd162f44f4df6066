"""raw: a content is kept as the bytes that its name is the hash of, so that the server itself holds one to the other."""

import gzip
import hashlib
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

# NOT VALID: what an earlier release kept damaged stays as it is, for a person to see (`bluezone verify` names it).
CHECK = """
ALTER TABLE raw.snapshot
    ADD CONSTRAINT snapshot_cells_are_what_it_is_named_for
        CHECK (cells IS NULL OR content_sha256 = encode(sha256(cells), 'hex')) NOT VALID;
COMMENT ON COLUMN raw.snapshot.cells IS
    'The canonical JSON of schemas.sheet; its SHA-256 is the key. NULL once policy removed it'
"""
KEPT = sa.text("SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL")
CELLS = sa.text("SELECT cells FROM raw.snapshot WHERE content_sha256 = :content_sha256")
UNPACK = sa.text("UPDATE raw.snapshot SET cells = :cells WHERE content_sha256 = :content_sha256")


def upgrade() -> None:
    connection = op.get_bind()
    for name in connection.execute(KEPT).scalars().all():
        packed = connection.execute(CELLS, {"content_sha256": name}).scalar_one()
        try:
            cells = gzip.decompress(packed)
        except (OSError, EOFError, zlib.error):
            continue
        if hashlib.sha256(cells).hexdigest() == name:
            connection.execute(UNPACK, {"content_sha256": name, "cells": cells})
    op.execute(CHECK)

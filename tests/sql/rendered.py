"""SQL is written once for a quantity: what runs is held to the same style as what is written.

python -m tests.sql.rendered: every file that is repeated for quantities, rendered for one form, for another and for both,
linted as `sqlfluff lint sql` lints what is written. Ends as sqlfluff does.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.store.database import SQL
from flows.store.migration import replayed
from flows.store.rendering import render
from schemas.form.dictionary import of_form
from schemas.form.merging import merged
from tests.given.forms import FORM
from tests.given.gifts import BOTH, GIFTS

ROOT = SQL.parent
WRITTEN = [*replayed(), *sorted((SQL / "statements").glob("*.sql"))]
DICTIONARIES = {
    "one": of_form(FORM), "other": of_form(GIFTS.form), "both": merged(of_form(FORM), {}, BOTH)
}  # fmt: skip
WRITTEN_ONLY = "aliasing.unique.column"
"""What a file may do before it is rendered, and not what is made of it."""
WIDE = "layout.long_lines"
"""Names and meanings are as long as they are."""


def write(folder: Path) -> None:
    """What runs, in a folder for each dictionary."""
    for path in WRITTEN:
        text = path.read_text(encoding="utf-8")
        if re.search("-- (each|columns of) ", text):
            for name, dictionary in DICTIONARIES.items():
                to = folder / name / path.name
                to.parent.mkdir(exist_ok=True)
                to.write_text(render(text, dictionary), encoding="utf-8")


def main() -> int:
    """Lint what runs."""
    # not for the tests, which only ask which files there are
    from sqlfluff.core import FluffConfig

    allowed = set(FluffConfig.from_path(str(ROOT)).get("rule_denylist")) - {WRITTEN_ONLY} | {WIDE}
    sqlfluff = Path(sys.executable).with_name("sqlfluff")
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        # its own folder has no settings: ours are named
        options = ["--config", str(ROOT / "pyproject.toml"), "--exclude-rules", ",".join(sorted(allowed))]
        return subprocess.run([sqlfluff, "lint", *options, folder], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

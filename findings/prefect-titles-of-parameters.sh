#!/usr/bin/env bash
# What:      Of a flow's own parameters Annotated brings its limits into the form, but neither title nor description; a Field as
#            default brings its description, but neither title nor limits. The name of the argument is the title, whatever is said.
#            A docstring describes them under the English "Args:", and under no Vietnamese word.
# With:      Prefect 3.9.1, pydantic 2.14.3; CPython 3.11.7
# Heeded by: flows/serving/forms.py, which gives a flow a signature of its own; tests/serving/test_deployments.py
# Seen:
# | annotated {'title': 'days', 'description': None, 'minimum': 1}
# | by_default {'title': 'days', 'description': 'gia hạn thêm', 'minimum': None}
# | in_english {'title': 'days', 'description': 'Gia hạn thêm.', 'minimum': None}
# | in_vietnamese {'title': 'days', 'description': None, 'minimum': None}
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0 pydantic==2.14.3
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from typing import Annotated
from prefect.utilities.callables import parameter_schema
from pydantic import Field
def annotated(days: Annotated[int, Field(title="Số ngày", description="gia hạn thêm", ge=1)]): ...
def by_default(days: int = Field(title="Số ngày", description="gia hạn thêm", ge=1)): ...
def in_english(days: int):
    """Extend.

    Args:
        days: Gia hạn thêm.
    """
def in_vietnamese(days: int):
    """Gia hạn.

    Tham số:
        days: Gia hạn thêm.
    """
for flow in (annotated, by_default, in_english, in_vietnamese):
    field = parameter_schema(flow).model_dump()["properties"]["days"]
    print(flow.__name__, {name: field.get(name) for name in ("title", "description", "minimum")})
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      `State[None]` is a class that belongs to whichever module says it first, so what is pickled beside it (a task for a Dask
#            worker) can be read by none that imported the same two flows the other way round.
# With:      Prefect 3.9.1, pydantic 2.14.3, cloudpickle 3.1.2; CPython 3.11.7
# Heeded by: tests/given/warm.py (flows/collect.py is imported first, as by a worker that unpickles its task);
#            tests/serving/test_dask.py
# Seen:
# | urge, then report: State[NoneType] is of urge
# | read by who imported urge, then report: State[NoneType]
# | read by who imported report, then urge: AttributeError: Can't get attribute 'State[NoneType]' on <module 'urge'>
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 pydantic==2.14.3 cloudpickle==3.1.2 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0
export HOME="$folder" PREFECT_HOME="$folder/home" PREFECT_SERVER_ANALYTICS_ENABLED=false PYTHONPATH="$folder/packages:$folder"
for name in urge report; do
  printf 'from prefect import flow\nfrom prefect.client.schemas.objects import State\n@flow\ndef %s() -> State[None]: ...\n' "$name" > "$name.py"
done
"$python" -W ignore - > seen <<'END'
import cloudpickle
import urge, report
from prefect.client.schemas.objects import State
print("urge, then report: State[NoneType] is of", State[None].__module__)
with open("sent", "wb") as sent:
    sent.write(cloudpickle.dumps(State[None]))
END
for order in "urge, report" "report, urge"; do
  "$python" -W ignore - "$order" >> seen <<'END'
import importlib, pickle, re, sys
order = sys.argv[1].split(", ")
for name in order:
    importlib.import_module(name)
try:
    found = pickle.load(open("sent", "rb")).__name__
except AttributeError as error:
    found = f"AttributeError: {re.sub(' from .*>', '>', str(error))}"
print(f"read by who imported {', then '.join(order)}: {found}")
END
done
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      A line of log ends the program once nobody reads it. Prefect's console handler and rich's own, whose console it is, take a
#            reader that has gone for the end of a command in a shell's pipe and exit; the standard library's says so and goes on.
#            A worker reads its runs' consoles through such a pipe: killed alone, it took every run along.
# With:      Prefect 3.9.1, rich 15.0.0; CPython 3.11.7
# Heeded by: flows/serving/runs/console.py, named to every run by prefect.yaml; tests/serving/test_deployments.py; make soak
# Seen:
# | logging.StreamHandler: looked at 643 644 645, exit code 0
# | rich.logging.RichHandler: looked at 643 644, exit code 1
# | prefect.logging.handlers.PrefectConsoleHandler: looked at 643 644, exit code 1
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0 rich==15.0.0
export PYTHONPATH="$folder/packages" PREFECT_HOME="$folder/home"
cat > run.py <<'END'
import importlib, logging, os, sys
module, _, name = sys.argv[1].rpartition(".")
reader, writer = os.pipe()
console = os.fdopen(writer, "w", buffering=1)
if module == "rich.logging":
    from rich.console import Console
    handler = importlib.import_module(module).RichHandler(console=Console(file=console))
else:
    handler = getattr(importlib.import_module(module), name)(console)
logging.raiseExceptions = False
log = logging.getLogger("run")
log.addHandler(handler)
for unit in ("643", "644", "645"):
    print(unit, file=sys.stderr, flush=True)
    log.warning("unit=%s", unit)
    if unit == "643":
        os.close(reader)
os._exit(0)
END
for handler in logging.StreamHandler rich.logging.RichHandler prefect.logging.handlers.PrefectConsoleHandler; do
  code=0
  "$python" -W ignore run.py "$handler" > printed 2> looked || code=$?
  echo "$handler: looked at $(grep -E '^[0-9]+$' looked | xargs), exit code $code"
done > seen
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      A forbidden module that does not exist is an error when it is one of the project's own, and keeps the contract for ever
#            when it should have been another's: "prefekt" forbids nothing. A folder without __init__.py is not looked into, so a
#            chain of imports through it is not seen.
# With:      import-linter 2.16, grimp 3.19; CPython 3.11.7
# Heeded by: pyproject.toml (the contracts on Prefect and gspread); tests/test_map.py
# Seen:
# | of others, imported: broken
# | of others, misspelt: kept
# | of its own, misspelt: an error
# | through a folder with __init__.py: broken
# | through one without: kept
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  import-linter==2.16 grimp==3.19
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import os
import pathlib
import subprocess
import sys
def contract(forbidden, files):
    for name, text in {"desk/__init__.py": "", "desk/load.py": "", **files}.items():
        pathlib.Path(name).parent.mkdir(exist_ok=True, parents=True)
        pathlib.Path(name).write_text(text)
    pathlib.Path("pyproject.toml").write_text(f"""
[tool.importlinter]
root_package = "desk"
include_external_packages = true
[[tool.importlinter.contracts]]
name = "x"
type = "forbidden"
source_modules = ["desk.read"]
forbidden_modules = ["{forbidden}"]
""")
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    found = os.pathsep.join((".", os.environ["PYTHONPATH"]))
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": found})
    told = ran.stdout + ran.stderr
    return "kept" if ran.returncode == 0 else "broken" if "1 broken" in told else "an error"
print("of others, imported:", contract("json", {"desk/read.py": "import json"}))
print("of others, misspelt:", contract("jsom", {"desk/read.py": "import json"}))
print("of its own, misspelt:", contract("desk.laod", {"desk/read.py": "import desk.load"}))
print("through a folder with __init__.py:", contract("desk.load", {"desk/read.py": "import desk.by.way", "desk/by/__init__.py": "", "desk/by/way.py": "import desk.load"}))
print("through one without:", contract("desk.load", {"desk/read.py": "import desk.past.way", "desk/past/way.py": "import desk.load"}))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

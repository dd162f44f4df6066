# Each target does all its own set-up; the first run installs the locked packages into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS := 120

# The system's own certificates, where there are any: a network may sign with a certificate only it knows.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export SSL_CERT_FILE ?= /etc/ssl/certs/ca-certificates.crt
endif

# Compiled modules are kept, whatever the shell says: a test run starts forty interpreters, and each would compile ours.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo up down test browser office check bench fuzz findings contract clean lock soak units

demo: $(VENV)/ready
	@$(BIN)/bluezone demo

# The pipeline on schedule, with Prefect's UI on this machine; `down` waits for the runs under way.
up: $(VENV)/ready
	@$(BIN)/bluezone up

down:
	@if [ -x $(BIN)/bluezone ]; then $(BIN)/bluezone down; fi

test: $(VENV)/ready
	@$(BIN)/pytest

# The same proofs, with a hundred kills instead of a quarter of them, and twelve times as many made-up cases; then under
# Prefect fifty kills of runs and workers, with the servers killed in turn: twelve take a quarter of an hour on a busy machine.
KILLS ?= 50
soak: $(VENV)/ready
	@SOAK=1 KILLED_HISTORIES=4 $(BIN)/pytest tests/faults tests/schemas tests/steps tests/sql/test_as_of.py tests/sql/test_editions.py tests/desk/test_rebuild.py
	@$(BIN)/python -m tests.soak --kills $(KILLS)

# The systemd units installed, started, used, broken and stopped on a machine of their own beside this one, which nothing
# of it changes: root's, on a Debian with systemd and postgresql; five minutes.
units: $(VENV)/ready
	@$(BIN)/python -m tests.machine

# A campaign's page in a real browser: Debian's Chromium, which this does not install, driven by playwright and judged by
# axe-core; neither is part of the lock, since nothing else needs them.
browser: $(VENV)/ready
	@VIRTUAL_ENV=$(VENV) $(BIN)/python -m uv pip install --quiet 'playwright==1.65.2'
	@command -v npm >/dev/null || { echo "axe-core comes with npm, which is not there: apt install npm" >&2; exit 1; }
	@mkdir -p $(VENV)/axe
	@test -f $(VENV)/axe/node_modules/axe-core/axe.min.js \
	  || npm install --prefix $(VENV)/axe --no-save --no-audit --no-fund --ignore-scripts --silent axe-core@4.14.1
	@$(BIN)/pytest -n 0 tests/browser/page.py

# Papers as LibreOffice prints them, workbooks as it opens and saves them: Debian's, which this does not install.
office: $(VENV)/ready
	@$(BIN)/pytest -n 2 tests/office/*.py

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	# the tests may import what only developers install; the rest is judged above
	$(BIN)/deptry . --exclude '^\.venv/' --ignore DEP002,DEP004
	$(BIN)/sqlfluff lint sql
	# what is repeated for each quantity of a form, as it runs
	$(BIN)/python -m tests.sql.rendered

bench: $(VENV)/ready
	@$(BIN)/python -m tests.bench

# Seeks new cells that make a reader raise; atheris is no part of the lock, since nothing else needs it.
SECONDS_OF_FUZZING ?= 60
fuzz: $(VENV)/ready
	@VIRTUAL_ENV=$(VENV) $(BIN)/python -m uv pip install --quiet atheris
	@$(BIN)/python -m tests.fuzz.cells -max_total_time=$(SECONDS_OF_FUZZING) -max_len=400

# What the libraries really do, each tried in a folder of its own, without this product; outside CI, some minutes.
findings:
	@changed=0; for script in findings/*.sh; do \
	  PYTHON=$(PYTHON) bash $$script >/dev/null && echo "as told   $$script" || { echo "CHANGED   $$script"; changed=1; }; \
	done; exit $$changed

# What `report` promises, held to a database with the demonstration in it by a tool that is not ours, in an environment of
# its own: it wants an older typer than Prefect does.
contract: $(VENV)/ready
	@test -x $(VENV)/contract/bin/datacontract || $(PYTHON) -m venv $(VENV)/contract
	@$(VENV)/contract/bin/python -m pip install --quiet --disable-pip-version-check 'datacontract-cli[postgres]==1.2.8'
	@$(BIN)/python -m tests.sql.foreign_tool $(VENV)/contract/bin/datacontract

# The hashes are the lock; no host is written, so any mirror of the registry serves.
lock: $(VENV)/ready
	$(BIN)/python -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --quiet --output-file requirements.txt

# The database may hold what units reported: who removes that is asked, or says so (REMOVE=yes). Without the programs in
# .venv nobody can look into it.
REMOVE ?=
clean:
	@if [ -x $(BIN)/bluezone ]; then $(BIN)/bluezone clean $(if $(filter yes,$(REMOVE)),--yes); \
	  elif [ -e .bluezone/postgres ]; then \
	    echo "Lỗi: .venv không còn, nên không xem được .bluezone có giữ số liệu thật hay không; chưa xóa gì. Hãy chạy: make .venv/ready clean" >&2; exit 1; fi
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
	  || { echo "python3 cannot make a virtual environment: apt install python3-venv" >&2; exit 1; }
	@awk '/^uv==/ { found = 1 } found { print } found && !/\\$$/ { exit }' requirements.txt > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/python -m uv pip install --quiet --require-hashes --compile-bytecode -r requirements.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/python -m uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

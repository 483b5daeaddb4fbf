# make run    the map, on this machine
# make test   what must pass before a change lands
# make check  the longer checks
#
# Everything is installed into .venv; a second run installs nothing.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := run
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: run test check bench clean install install-dev lint types

run: install
	@$(PY) -m webmap run $(ARGS)

test: install-dev lint types
	@$(PY) -m pytest -m "not slow" $(ARGS)

check: install-dev lint types
	@$(PY) -m ruff format --check .
	@$(PY) -m pytest $(ARGS)

bench: install-dev
	@$(PY) -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) .front-end static/vendor
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lint: install-dev
	@$(PY) -m ruff check .

types: install-dev
	@$(PY) -m mypy --strict webmap tests benchmarks

# -- installing

install: $(VENV)/installed
install-dev: $(VENV)/installed-dev

$(VENV)/installed: requirements.txt $(VENV)/made
	@echo "Python のライブラリを入れています… (installing)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "テストの道具を入れています… (installing)"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/made:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "$(PYTHON) がありません。Python 3.11 以上を入れてください。"; \
	  echo "$(PYTHON) not found: install Python 3.11 or newer (Debian: apt install python3 python3-venv)."; \
	  exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 以上が必要です（$$($(PYTHON) --version)）。 例: make PYTHON=python3.12 run"; \
	  echo "Python 3.11 or newer is needed, for example: make PYTHON=python3.12 run"; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	  echo "venv がありません。Debian・Ubuntu では: apt install $$package"; \
	  echo "Python's venv is missing. On Debian and Ubuntu: apt install $$package"; \
	  exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# make demo: the bundled sample, end to end.   make test: every test.   make check: what CI also checks.
# Each does its own set-up in .venv and needs Python 3.11, make and a package index, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUYUAN := $(BIN)/suyuan
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install -c constraints.txt
SHARED := $(wildcard ../shared/gold)

.PHONY: demo test check accuracy baseline calibrate idf referee fuzz bench clean

demo: $(VENV)/.product
	$(SUYUAN) demo

test: $(VENV)/.dev
	$(BIN)/python tests/neo4j_server.py --fetch
	$(BIN)/pytest

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) --no-print-directory accuracy
	$(BIN)/python tests/bare_wheel.py

accuracy: $(VENV)/.dev
	$(BIN)/python tests/accuracy.py

# renews the committed baseline that gained and lost citations are counted against
baseline: $(VENV)/.dev
	$(BIN)/python tests/accuracy.py --renew

# the rest needs the development material beside the repository
calibrate idf: $(VENV)/.dev
	@test -n "$(SHARED)" || { echo "../shared is missing: the development texts are not part of this repository"; exit 2; }
	$(BIN)/python extract/data/facts/make_$@.py ../shared

referee: $(VENV)/.dev
	$(BIN)/python tests/referee.py

fuzz: $(VENV)/.dev
	$(BIN)/python tests/fuzz_readers.py

bench: $(VENV)/.dev
	for bench in tests/bench_*.py; do $(BIN)/python $$bench; done

clean:
	rm -rf $(VENV) .cache dist build suyuan-out suyuan-demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.product: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e .
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) -e '.[dev]'
	touch $@ $(VENV)/.product

# Two commands do everything on a machine that has Python 3.11 and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := $(filter-out %.expected.json %.py samples/README.md samples/__pycache__,$(wildcard samples/*))

.DEFAULT_GOAL := help
.PHONY: help run test check types golden bench samples schema conformance clean

help: ## show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(VENV)/.run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=…")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q extractor schemas
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/.bench: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

run: $(VENV)/.run ## convert samples/ into out/
	$(BIN)/wco-forms convert $(SAMPLES) --out out
	@echo "The records are in out/, one JSON file a form; read one with: $(BIN)/wco-forms show samples/cbp-ecommerce.md"

check: $(VENV)/.test ## lint, format, types, import floors, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m extractor.writers.json_schema --check

test: check ## set up and run everything that .ci/run runs
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

golden: $(VENV)/.test ## write goldens that are missing; CHANGED="cbp.html …" writes those again
	$(BIN)/python -m tests.golden $(CHANGED)

samples: $(VENV)/.test ## make the sample documents again (needs LibreOffice and Chromium)
	$(BIN)/python samples/make_samples.py

schema: $(VENV)/.run ## write schemas/published/ again
	$(BIN)/python -m extractor.writers.json_schema

bench: $(VENV)/.bench ## milliseconds a form and a page for each format, beside named peers
	$(BIN)/python -m benchmarks.speed

conformance: $(VENV)/.test ## write docs/conformance.md again, with what the peers of benchmarks/peers.txt make of the same files
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt
	.venv-peers/bin/python benchmarks/peers.py tests/conformance/files/* > .venv-peers/peers.json
	$(BIN)/python -m benchmarks.conformance --peers .venv-peers/peers.json

clean: ## remove what make made
	rm -rf $(VENV) .venv-peers out/* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info

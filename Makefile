# Two commands matter: `make demo` (environment and the QA report of a sample call) and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE ?= corpora/ostrivane-2024q3.txt

.PHONY: help demo install test check format bench clean

help:  ## List the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run  ## Make the environment and write the QA report of a sample transcript.
	@$(BIN)/align qa $(SAMPLE) --glossary corpora/glossary.csv -o report --fail-on never

install: $(VENV)/.dev  ## Make the environment for development.

test: $(VENV)/.dev  ## Run all tests.
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev  ## Lint, types, layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

format: $(VENV)/.dev  ## Format the code.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.run: setup.cfg constraints.txt
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { echo "cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 2; }
	@echo "installing into $(VENV) (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,e5]"
	@touch $@

clean:  ## Remove what was made.
	rm -rf $(VENV) report build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

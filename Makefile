# The commands of the project. Each needs only Python 3.11, pip and make.
PYTHON ?= python3
VENV ?= .venv

run: $(VENV)/run  ## read the sample mailbox
	$(VENV)/bin/tyyni read src/tyyni/sample

test: $(VENV)/dev  ## every test that needs no service
	$(VENV)/bin/pytest

check: $(VENV)/dev  ## style, types, layers
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

$(VENV)/run: pyproject.toml requirements/pins.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -c requirements/pins.txt -e .
	touch $@

$(VENV)/dev: $(VENV)/run
	$(VENV)/bin/pip install -q -c requirements/pins.txt -e '.[dev]'
	touch $@

.PHONY: run test check

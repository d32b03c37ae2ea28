# The commands of the project. Each needs only Python 3.11, pip and make.
PYTHON ?= python3
VENV ?= .venv

run: $(VENV)/run  ## the desk, with a made-up company in it
	$(VENV)/bin/tyyni demo

test: $(VENV)/dev  ## every test, on every core; those that need a service say so when it is missing
	$(VENV)/bin/pytest -n auto --dist loadgroup

coverage: $(VENV)/dev  ## the tests of what guides a reply take every branch of it
	$(VENV)/bin/coverage run -m pytest tests/review tests/protocol tests/promises tests/drafting tests/cli
	$(VENV)/bin/coverage report

check: $(VENV)/dev  ## style, types, layers, translations
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m translations.gather --check

translations: $(VENV)/dev  ## gather the texts of the pages for the translators
	$(VENV)/bin/python -m translations.gather

$(VENV)/run: pyproject.toml requirements/pins.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -q -c requirements/pins.txt -e '.[desk]'
	touch $@

$(VENV)/dev: $(VENV)/run
	$(VENV)/bin/pip install -q -c requirements/pins.txt -e '.[desk,dev]'
	touch $@

.PHONY: run test coverage check translations

# make demo: a cited summary of seeds/articles. make test: lint, types and tests. make test-browser:
# the pages in a real Chromium alone. make bench: figures.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-browser lint bench clean

demo: $(STAMP)
	$(BIN)/summarize folder seeds/articles --words 200

test: $(STAMP) lint
	$(BIN)/python -m pytest

test-browser: $(STAMP)
	$(BIN)/python -m pytest tests/browser -m browser

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# DATA names a folder with article_pages/ and seeds/ for the rows that need them.
bench: $(STAMP)
	$(BIN)/python -m benchmarks.run $(if $(DATA),--data $(DATA))

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

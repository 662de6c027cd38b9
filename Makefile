# The two commands of the README are `make run` and `make test`; `make help` lists the rest.
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONPATH := $(CURDIR)

PO := $(wildcard translations/*/LC_MESSAGES/*.po)
ASSETS := $(wildcard webapp/assets/*)
TEMPLATES := $(shell find webapp/templates -name '*.html' 2>/dev/null)
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: help run test test-all lint check unit e2e browser java readability translations preview release-check bench screenshots app-screenshots lock clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  \1\t/' | expand -t 18

# --- set-up: each stamp is made once and again only when what it depends on has changed ---

.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Amtslotse needs Python 3.11 or newer. Set PYTHON=/path/to/python3.11."; exit 1; }
	@echo "Setting up. The first time this takes about a minute."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.created requirements/run.txt requirements/build.txt
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	@touch $@

.venv/.test: .venv/.run requirements/test.txt
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

.venv/.npm: .venv/.run package.json package-lock.json
	@npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.npm-test: .venv/.npm
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

webapp/static/manifest.json: .venv/.npm $(ASSETS) $(TEMPLATES)
	@npm run --silent build

.venv/.catalogs: .venv/.run $(PO)
	@$(BIN)/flask translate compile
	@touch $@

READY := webapp/static/manifest.json .venv/.catalogs

run: $(READY) ## set up what is missing and serve on http://$(HOST):$(PORT)
	@echo "Amtslotse: http://$(HOST):$(PORT)   (stop with Ctrl+C)"
	@exec $(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers $(WORKERS) --blocking-threads 2 --log-level warning wsgi:app

test: lint check unit e2e ## everything that must hold before a change lands

test-all: test ## the tests with every language in every town
	@ALL=1 $(BIN)/pytest tests e2e -q -n 2

lint: .venv/.test $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: $(READY) ## content and catalogs: every problem at once
	@$(BIN)/flask region check
	@$(BIN)/flask translate check

readability: .venv/.test ## list the German sentences and texts that are hardest to read
	@$(BIN)/python -m tests.readability

unit: .venv/.test $(READY)
	@$(BIN)/pytest tests -q -n 2 --dist loadgroup

browser: .venv/.test
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || $(BIN)/python e2e/find_browser.py || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq chromium; \
	else $(BIN)/playwright install chromium || { echo "No browser could be set up. Install Chromium, then run 'make test' again."; exit 1; }; fi

# For the HTML check. Where none can be had it is skipped and says so; in CI it fails.
java:
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless; } || echo "No Java: the HTML check is left out."

e2e: browser java .venv/.npm-test $(READY) ## journeys in a real browser
	@$(BIN)/pytest e2e -q -n 2

.PHONY: orca
orca: browser $(READY) ## journeys with the real screen reader Orca, on Debian; not part of `make test`
	@missing=$$($(BIN)/python e2e/orca/packages.py); if [ -n "$$missing" ]; then \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; \
	else echo "Orca cannot be run: install the Debian packages $$missing."; exit 1; fi; fi
	@ORCA=1 $(BIN)/pytest e2e/orca -q

.PHONY: firefox
firefox: .venv/.test $(READY) ## the guide without a network in a real Firefox, on Debian; not part of `make test`
	@command -v firefox-esr >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends firefox-esr; \
	else echo "Firefox cannot be run: install the Debian package firefox-esr."; exit 1; fi
	@FIREFOX=1 $(BIN)/pytest e2e/firefox -q

translations: .venv/.run ## extract all texts, update the catalogs, report how far each language is (TRIVIAL=1: see docs/translating.md)
	@$(BIN)/flask translate update $(if $(TRIVIAL),--trivial)
	@$(BIN)/flask translate status

# `make test` lets 2 % of the content wait for its translation, so that an editor may change a German sentence; a release does not.
release-check: check .venv/.test ## what a release needs beyond `make test`: every text in every language
	@RELEASE=1 $(BIN)/pytest tests/i18n/test_coverage.py -q

# It reads the edited catalogs itself, so one that cannot be compiled just now does not stop it.
preview: webapp/static/manifest.json ## see a translation while you write it (LOCALE=tr; with IDS=1 each text shows its line)
	@$(BIN)/flask translate compile || true
	@exec $(BIN)/flask translate preview $(LOCALE) --port $(PORT) $(if $(IDS),--ids)

bench: browser .venv/.npm-test $(READY) ## measure: page times, cached pages against nginx, start-up, memory, bytes, Lighthouse
	@$(BIN)/python bench/run.py

screenshots: browser $(READY) ## pictures of every page kind and contact sheets in screenshots/ (ONLY="--variant 'de-360*' --kind 'outcome*'")
	@$(BIN)/python e2e/screenshots.py $(ONLY)

app-screenshots: browser $(READY) ## take the two pictures anew that a browser shows before it installs the app
	@$(BIN)/python e2e/app_screenshots.py
	@npm run --silent build

lock: ## renew the lock files (needs uv)
	uv pip compile pyproject.toml $(LOCK) -o requirements/run.txt
	uv pip compile --group build $(LOCK) -o requirements/build.txt
	uv pip compile --group test -c requirements/run.txt $(LOCK) -o requirements/test.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

clean: ## remove everything that set-up and tests made
	rm -rf .venv node_modules webapp/static var test-results screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find translations -name '*.mo' -delete

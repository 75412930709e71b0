.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
# Tests that this machine or run cannot serve are left out and counted by tests/conftest.py.
PYTEST_WORKERS ?= 2

.PHONY: help run test lint bench setup messages screenshots services

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## start the demo at http://localhost:8000 (PORT chooses another port)
	@scripts/install.sh requirements.txt
	@$(PYTHON) scripts/run.py

test: setup ## run the tests on SQLite, or on DATABASE_URL and REDIS_URL where they are set
	@$(PYTHON) -m pytest -n $(PYTEST_WORKERS) --dist worksteal $(PYTEST_ARGS)

lint: setup ## check style, layers, migrations, translations and addresses
	@scripts/lint.sh

bench: setup ## measure speed on generated plans, one line for each figure
	@$(PYTHON) -m bench

setup: ## make .venv with everything that development needs
	@scripts/install.sh requirements-dev.txt

messages: setup ## gather the texts into locale/ and compile them (needs gettext)
	@$(PYTHON) manage.py makemessages --all --no-location --no-wrap --ignore .venv --ignore staticfiles --ignore var
	@$(PYTHON) manage.py compilemessages --ignore .venv

screenshots: setup ## take the pictures of docs/images from the running demo (PORT)
	@$(PYTHON) scripts/screenshots.py

services: ## start PostgreSQL and Redis for tests and print their addresses; end with .ci/services stop
	@.ci/services start

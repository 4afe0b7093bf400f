# Two commands do everything on a fresh machine: `make build` and `make test`.
# They need Python 3.11 or later and the package registry; no conda, no Quarto, no administrator's rights.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PROGRAMME ?= compulsory-supervision-orders
# Files of tests side by side; 0 runs them one after another in this process.
TEST_PROCESSES ?= 2
UV := $(shell command -v uv)

ifdef UV
INSTALL = VIRTUAL_ENV=$(VENV) uv pip install --quiet --compile-bytecode
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: build build-all test setup setup-test lint lock bench clean help

help:  ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

build: setup  ## Set up, make the sample evidence, take it in, and build the sample programme
	$(BIN)/workbench sample $(PROGRAMME)
	$(BIN)/workbench intake $(PROGRAMME)
	$(BIN)/workbench build $(PROGRAMME)

build-all: setup  ## The same for every programme, with a front page over all
	$(BIN)/workbench sample
	$(BIN)/workbench intake
	$(BIN)/workbench build --all

test: setup-test  ## Set up and run every test
	$(BIN)/ruff check .
	$(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES) --dist loadfile --no-loadscope-reorder

setup: $(VENV)/.set-up  ## Put the environment in .venv
setup-test: $(VENV)/.set-up-test

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

# The locks name everything, so that nothing is left to be looked for.
# A complete test environment serves for building as well, so it is not taken back to the smaller one.
$(VENV)/.set-up: locks/build.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@if [ ! -e $(VENV)/.set-up-test ]; then echo "Setting up $(VENV)"; $(INSTALL) --require-hashes --no-deps -r locks/build.txt; fi
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@sh locks/try-quarto.sh $(BIN)
	@touch $@

$(VENV)/.set-up-test: locks/test.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Setting up $(VENV) for tests"
	@$(INSTALL) --require-hashes --no-deps -r locks/test.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.set-up

lint: setup-test  ## Check style
	$(BIN)/ruff check .

bench: setup-test  ## Run every benchmark
	$(BIN)/python -m benchmarks

# Versions and hashes, no addresses: the same lock serves any mirror of the registry. Needs uv.
lock:  ## Renew the locks
	uv pip compile pyproject.toml --extra setup --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file locks/build.txt
	uv pip compile pyproject.toml --extra setup --extra test --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --constraint locks/build.txt --output-file locks/test.txt

clean:  ## Remove everything made, but not the evidence
	rm -rf build

# Two commands do everything on a fresh machine with Python 3.11 or newer:
#
#   make demo    install, then read an example dispatch
#   make test    install, then check style, types, floors and behaviour
#
# uv comes into .tools through pip; every other package comes into .venv by the hashes of requirements.lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := .tools/bin/uv
UV_VERSION := 0.13.9
INSTALLED := $(VENV)/.installed
# The sources of the desk's pages, which are built when the package is installed.
FRONT := $(shell find src/selon/desk/front -name node_modules -prune -o -type f -print)

export UV_PYTHON_DOWNLOADS := never

.PHONY: demo test check install lock format docs golden clean
.DEFAULT_GOAL := demo

demo: install
	@$(BIN)/selon read examples/syrie-qasrak.txt

test: check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: install
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

install: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml hatch_build.py $(FRONT) | $(UV) $(BIN)/python
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-cache --no-deps --no-build-isolation -e .
	@touch $@

$(BIN)/python: | $(UV)
	@$(UV) venv --quiet --python "$$(command -v $(PYTHON))" $(VENV)

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than 3.11: name a newer one with make PYTHON=…"; exit 1; }
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools uv==$(UV_VERSION)

# What follows is for those who change Selon.

lock: | $(UV)
	@$(UV) pip compile --quiet pyproject.toml --all-extras --group dev --universal --fork-strategy fewest --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --upgrade -o requirements.lock

format: install
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: install
	@$(BIN)/python docs/generate_cli.py

golden: install
	@$(BIN)/python tests/golden/regenerate.py

clean:
	rm -rf $(VENV) .tools build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

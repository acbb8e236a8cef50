# make build   publish content/ as site/ (makes .venv first)     make test    run all tests
# make watch   the same, and show it while you write             make check   style, types and tests
# make clean   remove the site, the cache and what make made     make lock    lock the dependencies anew
# make accuracy, make bench, make audit   measure how right, how fast, how well made

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock"

.DEFAULT_GOAL := build
.PHONY: build watch test check accuracy bench audit lock browser clean

build: $(VENV)/.installed
	$(BIN)/breves build

watch: $(VENV)/.installed
	$(BIN)/breves watch --open

test: $(VENV)/.installed-dev browser
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

accuracy: $(VENV)/.installed-dev
	$(BIN)/python -m tests.quality.accuracy $(if $(CONTENT),--content $(CONTENT))

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks $(BENCH)

# The judges come from npm and PyPI by name; Java, Node and Chromium from Debian. What is missing is left out.
audit: $(VENV)/.installed-dev browser
	@command -v npm >/dev/null && npm install --prefix benchmarks/audit --no-package-lock --ignore-scripts \
		--no-audit --no-fund --silent || echo "No npm here: Debian has it as the package npm." >&2
	@$(PIP) install datasette pyld || echo "Datasette and PyLD cannot be installed." >&2
	$(BIN)/python -m benchmarks.audit

# Dependencies come from the lock alone, with their hashes; the project itself is installed in place.
$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/.made
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "Brèves needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is another or missing." >&2; \
		echo "Install one, and name it: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Some tests look at pages in Chromium; without it they are skipped.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
				-o DPkg::Lock::Timeout=300 chromium fonts-dejavu-core fonts-liberation >/dev/null; \
		fi; command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
			echo "No Chromium here: tests in a browser are skipped. Debian has it as the package chromium." >&2

lock: $(VENV)/.installed-dev
	$(UV_COMPILE) --upgrade --extra build --output-file requirements.txt pyproject.toml
	$(UV_COMPILE) --upgrade --extra build --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml

clean:
	@if [ -x $(BIN)/breves ]; then $(BIN)/breves clean --quiet; fi
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

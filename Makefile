# make run    sets up everything and opens the dashboard with the sample articles
# make test   sets up everything and runs all tests, those in a real browser included
# make check  lint, format, types, import rules
# make fmt    mends what can be mended
# make bench  times the engine, alone and beside its peers
# make fuzz   the property tests with many more texts
# make floors pins the measured accuracy; floors only rise
# make screenshots  retakes the pictures of the documents

PYTHON ?= python3
export PYTHON
# Byte code is worth its disk: starts take two seconds instead of six.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PACKAGES := pyproject.toml requirements.txt requirements.lock

.PHONY: run test check fmt bench fuzz floors screenshots lock clean

run: .venv/.runtime
	$(BIN)/bilan serve

test: .venv/.development
	BILAN_CHROMIUM="$$(.ci/chromium)" && export BILAN_CHROMIUM && $(BIN)/python -m pytest

check: .venv/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: .venv/.development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.development
	.ci/install benchmarks/requirements.txt
	$(BIN)/python -m benchmarks.linear
	$(BIN)/python -m benchmarks.peers

fuzz: .venv/.development
	BILAN_EXAMPLES=5000 $(BIN)/python -m pytest tests/test_properties.py

floors: .venv/.development
	$(BIN)/python -m tests.evaluation.pin

screenshots: .venv/.development
	$(BIN)/python -m tests.browser.screenshots

# Pins the versions that the tests run with; needs uv.
lock:
	uv pip compile --universal --quiet --no-header requirements-dev.txt -o requirements.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.runtime: $(PACKAGES)
	.ci/install requirements.txt
	touch $@

.venv/.development: $(PACKAGES) requirements-dev.txt
	.ci/install requirements-dev.txt
	touch .venv/.runtime $@

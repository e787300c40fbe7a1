# Everything here works on a fresh machine with Python 3.11 or newer: the first target that needs it
# makes a virtual environment in .venv and installs what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
DEMO ?= demo
SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help demo test fast check corpus-check fuzz bench-quality bench-times bench-places bench-speed gazetteer train wheel clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(BIN)/sayso: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[archive,feeds,test,check]'
	@touch $@

demo: $(BIN)/sayso  ## read the bundled story into a ledger and print who said what
	$(BIN)/sayso demo --out $(DEMO)

test: $(BIN)/sayso  ## run every test
	$(BIN)/python -m pytest

fast: $(BIN)/sayso  ## run the tests that take no more than a moment
	$(BIN)/python -m pytest -m 'not slow'

check: $(BIN)/sayso  ## lint, format, types, import direction, docs in step
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make.py --check

corpus-check: $(BIN)/sayso  ## what must hold of the corpus “Rival accounts”
	$(BIN)/python -m corpus check

fuzz: $(BIN)/sayso  ## fuzz the decoder and the marking of furniture, ten minutes each
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python -m benchmarks.fuzz --target decode --seconds $(SECONDS)
	$(BIN)/python -m benchmarks.fuzz --target furniture --seconds $(SECONDS)

bench-quality: $(BIN)/sayso  ## score the packaged weights on PolNeAR dev and on the demo story
	$(BIN)/python -m benchmarks.quality --shared $(SHARED)

bench-times: $(BIN)/sayso  ## score time expressions on TempEval-3 and said-dates on the corpus
	$(BIN)/python -m benchmarks.times --shared $(SHARED)

bench-places: $(BIN)/sayso  ## score places on GeoVirus and TR-News
	$(BIN)/python -m benchmarks.places --shared $(SHARED)

bench-speed: $(BIN)/sayso  ## time reading, stage by stage, beside the bare encoder
	$(BIN)/python -m benchmarks.speed --shared $(SHARED)

gazetteer: $(BIN)/sayso  ## build sayso/data/places.bin from pinned packages and a file written by hand
	$(BIN)/python -m training.gazetteer

train: $(BIN)/sayso  ## data to weights, resuming: writes sayso/data/reader.zip and docs/model-card.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m training --shared $(SHARED)

wheel: $(BIN)/sayso  ## build the wheel into dist/
	$(PYTHON) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@ls -l dist

clean:  ## remove what the targets made
	rm -rf $(VENV) dist build $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Everything sets itself up from a clean clone with python3 (3.11 or newer) and the package registry alone.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

TRAIN_VENV ?= .venv-training
RUN ?= build/encoder$(if $(OPEN_DATA),-open)

.PHONY: demo test test-browser check lock audit sbom fuzz evaluate bench docs train clean

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("OnRecord needs Python 3.11 or newer; run make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.ready  ## build the bundled example and print its brief
	rm -rf build/demo && mkdir -p build/demo
	$(BIN)/onrecord build examples/reports -o build/demo/story.db
	$(BIN)/onrecord brief build/demo/story.db

test: $(VENV)/.ready  ## run the tests
	$(BIN)/python -m pytest -n auto -rs

$(VENV)/.browser: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[browser]'
	touch $@

test-browser: $(VENV)/.browser  ## take the newcomer's tour in Debian's Chromium
	$(BIN)/python -m pytest -m browser -rs tests/browser

check: $(VENV)/.ready  ## format, lint, types, import contracts, docs, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m pytest -n auto

docs: $(VENV)/.ready  ## write the generated reference again
	$(BIN)/python docs/generate.py

evaluate: $(VENV)/.ready  ## score every task on the development data and write docs/evaluation.md
	$(BIN)/python -m evaluation all $(DATA)

$(VENV)/.bench: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[bench]'
	touch $@

bench: $(VENV)/.bench  ## measure a build by stage, beside other libraries on the same texts; score stories with known truth
	$(BIN)/python -m benchmarks --articles $(DATA)/timelines/articles.jsonl
	$(BIN)/python -m benchmarks.stages --articles $(DATA)/timelines/articles.jsonl
	$(BIN)/python -m benchmarks.bounds
	$(BIN)/python -m benchmarks.stories --seeds 20 --first 100 --grow 10

$(TRAIN_VENV)/.ready: training/pyproject.toml requirements.lock
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check . ./training
	touch $@

ENCODER := PYTHONPATH=src:. $(TRAIN_VENV)/bin/python -m training.encoder

ifdef OPEN_DATA
train: $(TRAIN_VENV)/.ready  ## train the encoder (hours; OPEN_DATA=1: on openly licensed sets alone) and write its weights
	$(ENCODER) fit $(RUN) --data $(DATA) --open-data
	$(ENCODER) export $(RUN) --data $(DATA) --open-data --to $(RUN)/weights --name onrecord-open-1
else
train: $(TRAIN_VENV)/.ready
	$(ENCODER) fit $(RUN)/teacher --data $(DATA)
	$(ENCODER) export $(RUN)/teacher --data $(DATA) --to $(RUN)/teacher/weights --name onrecord-teacher-1
	$(ENCODER) teach $(RUN)/teacher/weights --data $(DATA) --to $(RUN)/taught.jsonl
	$(ENCODER) fit $(RUN) --data $(DATA) --taught $(RUN)/taught.jsonl
	$(ENCODER) export $(RUN) --data $(DATA) --taught $(RUN)/taught.jsonl
endif

lock: $(VENV)/.ready  ## resolve the dependencies again
	$(BIN)/pip-compile --quiet --extra dev --all-build-deps --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --output-file requirements.lock pyproject.toml

$(VENV)/.supply: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=6' 'pip-audit>=2.7'
	touch $@

audit: $(VENV)/.supply  ## ask for known faults of what the lock file names; needs a network
	$(BIN)/python .ci/audit.py

sbom: $(VENV)/.supply  ## write the bill of materials of the lock file to build/sbom.json (CycloneDX)
	mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --short-PURLs --output-reproducible --output-file build/sbom.json

$(VENV)/.fuzz: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[fuzz]'
	touch $@

SECONDS ?= 600
FUZZED := plain page lines document feed archive packed dates beside clean quotes times amounts text decisions ask visit ledger

fuzz: $(VENV)/.fuzz  ## feed every reader, the steps and the pages with made-up bytes; SECONDS of it for each target
	$(BIN)/python -m fuzz --seconds $(SECONDS)
	$(BIN)/python -m fuzz.kills --rounds 200
	for target in $(FUZZED); do $(BIN)/python -m fuzz --guided --seconds $(SECONDS) $$target || exit 1; done

clean:
	rm -rf $(VENV) $(TRAIN_VENV) build dist

# Two commands: `make run` and `make test`. Everything installs into .venv; nothing else is touched.

PYTHON ?= python3.11
PORT ?= 8000
UI_PORT ?= 8501
# Extra arguments for pip, e.g. an index that offers PyTorch without CUDA
PIP_ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export POLICYQA_PORT := $(PORT)
export POLICYQA_UI_PORT := $(UI_PORT)

.PHONY: run test test-slow lint types format browser office train calibrate eval bench screenshots clean

run: .venv/installed
	@exec $(BIN)/policyqa run corpus/policies

test: .venv/installed-dev lint types
	$(BIN)/python -m pytest -m "not slow"

test-slow: .venv/installed-dev
	$(BIN)/python -m pytest -m slow

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: .venv/installed-dev
	$(BIN)/mypy

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The browser tests drive Debian's Chromium with a Chinese font. This installs the two packages
# `chromium` and `fonts-noto-cjk` with apt-get (as root; about 600 MB). Without them those tests
# are skipped and say so.
browser:
	@echo "installing the system packages chromium and fonts-noto-cjk with apt-get"
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk

# .doc and .wps are read through LibreOffice. This installs its word processor without a screen
# (as root; about 400 MB). Without it those tests are skipped and say so.
office:
	@echo "installing the system package libreoffice-writer-nogui with apt-get"
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui

# Asks the shipped questions of a service of its own; fails where a headline metric fell below the
# baseline's interval. A new baseline: `.venv/bin/policyqa eval gate --record WHY`, then commit.
eval: .venv/installed-dev
	rm -rf build/eval
	$(BIN)/policyqa eval gate --out build/eval

# Speed beside LangChain, LlamaIndex, txtai and bm25s, at 1,000 and 10,000 clauses. They are the
# extra `bench`, installed here; about 3 minutes once they are.
bench: .venv/installed
	@$(PIP) install $(PIP_ARGS) --editable '.[ocr,eval,bench]'
	mkdir -p build/bench
	$(BIN)/policyqa bench compare --sizes 1000,10000 --most-queries 200 --load-seconds 10 \
	  --out build/bench/compare.jsonl --docs build/bench

# The pictures of docs/desk.md, taken anew in Chromium; look at each one before committing it.
screenshots: .venv/installed-dev
	$(BIN)/python -m tests.ui.screenshots docs/images

# Trains the built-in embedder anew; DATA is a folder described in docs/model-card.md.
train: .venv/installed
	$(BIN)/python -m index.training --data $(DATA) --out index/embedding/builtin.safetensors

# Learns which sentences answer from the labelled questions; POLICIES is the file of further
# policies that docs/answers.md describes. The held-out questions are not used.
QUESTIONS := eval/questions/answers
calibrate: .venv/installed
	rm -rf build/calibration && mkdir -p build/calibration
	$(BIN)/python -m eval.question_sets.policies $(POLICIES) build/calibration/policies.jsonl
	POLICYQA_DATA=build/calibration/seeds $(BIN)/policyqa ingest corpus/policies
	POLICYQA_DATA=build/calibration/all $(BIN)/policyqa ingest corpus/policies build/calibration/policies.jsonl
	$(BIN)/python -m service.calibration \
	  --questions build/calibration/seeds $(QUESTIONS)_seeds_tuning.jsonl \
	    $(QUESTIONS)_seeds_hard.jsonl $(QUESTIONS)_seeds_further.jsonl \
	    tests/data/questions.jsonl tests/data/near_misses.jsonl \
	  --questions build/calibration/all $(QUESTIONS)_policies_tuning.jsonl \
	    $(QUESTIONS)_policies_hard.jsonl $(QUESTIONS)_policies_further.jsonl \
	    eval/questions/search_policies.jsonl

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is not installed; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@echo "installing into .venv (see the README for what is downloaded)"
	@$(PIP) install --constraint constraints.txt $(PIP_ARGS) --editable '.[ocr,eval]'
	@touch $@

.venv/installed-dev: .venv/installed
	@$(PIP) install --constraint constraints.txt $(PIP_ARGS) --editable '.[ocr,eval,dev]'
	@touch $@

clean:
	rm -rf .venv build *.egg-info

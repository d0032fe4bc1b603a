# Two commands are all that a newcomer needs: make demo, and make test. They install what they miss.
.DEFAULT_GOAL := help
.PHONY: help demo test check fmt assets bench fuzz soak slot

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## build, fill a fresh database with one month of care, and serve it (ARGS="--adres 127.0.0.1:9000")
	@scripts/demo.sh $(ARGS)

test: ## everything that CI checks, on SQLite, on PostgreSQL and in a browser
	@scripts/test.sh

check: ## the quick part of make test: no end-to-end tests, no browser
	@scripts/test.sh quick

fmt: ## lay out the source
	@cargo fmt --all

assets: ## fetch the styles of NL Design System (npm) that the pages are built with
	@bash -c '. scripts/lib.sh; setup_build'

bench: ## the measured comparisons, optimised (ARGS goes to the program)
	@scripts/bench.sh $(ARGS)

fuzz: ## fuzzing of the reader and writer of messages (TIJD=seconds per target, ARGS=one target)
	@scripts/fuzz.sh $(ARGS)

soak: ## the long run: 200 kills of the demo month, and the property tests with 20,000 cases each
	@bash -c '. scripts/lib.sh; setup_build; setup_check; MAATWERK_SOAK=200 PROPTEST_CASES=20000 scripts/postgres.sh cargo test --locked --workspace --features store/proef'

slot: ## lock new database migrations in store/migraties/SHA256SUMS
	@cargo run --quiet --locked -p xtask -- slot

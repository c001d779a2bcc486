# Tasklark: every target is a front door; `make help` lists them. Scripts live in scripts/.
PYTHON ?= python3
RUN = .venv/bin/python -m
.DEFAULT_GOAL := help

.PHONY: help run test test-fast test-faults test-old-code test-engine cluster cluster-faults engine-figures check eval judges web wheel bundle chart connect demo docs bench

help: ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: ## start Tasklark and open it in the browser (OPEN=0: do not open)
	@$(PYTHON) -m scripts.setup
	@exec $(RUN) tasklark up $(if $(filter 0,$(OPEN)),--no-open,--open) $(if $(PORT),--port $(PORT)) $(if $(DATA),--data "$(DATA)")

test: ## everything: lint, types, imports, Python, web app, real browser, wheel
	@$(PYTHON) -m scripts.test

test-fast: ## the Python tests without browser, wheel and slow ones
	@$(PYTHON) -m scripts.test --fast

test-faults: ## real programs and databases killed (KILLS=30), started wrongly, fed with nonsense
	@$(PYTHON) -m scripts.setup --dev
	@KILLS=$(or $(KILLS),30) $(RUN) pytest -rP tests/faults

test-old-code: ## the release before, by its own tests, on a database that this one migrated
	@$(PYTHON) -m scripts.setup --dev --no-web
	@$(RUN) scripts.old_code

test-engine: ## the runtime's contract and the whole cluster on real Dapr, Kafka and PostgreSQL
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.engine test

cluster-faults: ## every part of the cluster killed under load (ROUNDS=10, RESULT=file)
	@$(PYTHON) -m scripts.setup --dev --no-web
	@$(RUN) scripts.cluster_faults $(or $(ROUNDS),10) $(or $(RESULT),.cache/cluster-faults.jsonl)

engine-figures: ## measure the cluster and write docs/engine.md; on a machine with nothing else to do
	@$(PYTHON) -m scripts.setup --dev --no-web
	@{ $(RUN) scripts.engine measure && $(RUN) scripts.cluster_measures; } | tee .cache/engine-measures.jsonl
	@$(RUN) scripts.engine_page .cache/engine-measures.jsonl $(wildcard .cache/cluster-faults.jsonl)

cluster: ## the whole cluster on this machine, without containers (MORE="live=2": more of one)
	@$(PYTHON) -m scripts.setup --dev
	@exec $(RUN) scripts.cluster $(if $(PORT),--port $(PORT)) $(if $(DATA),--data "$(DATA)") $(MORE)

check: ## lint, types, imports and migrations
	@$(PYTHON) -m scripts.test --check

eval: ## the measures (calendar, language, sizes) against their floors
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.evaluate

judges: ## what other people's programs say of the MCP server (FLOORS=raise)
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.judges

web: ## build the web app and the board of chat hosts
	@$(PYTHON) -m scripts.setup

wheel: ## build the wheel, the web app in it, into dist/
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) build --wheel --no-isolation

bundle: ## pack dist/tasklark-….mcpb, which Claude Desktop installs with a click
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.bundle

chart: ## the Helm chart: in step with dapr/, looked at by Helm, packed into dist/
	@$(PYTHON) -m scripts.setup --dev --no-web
	@$(RUN) scripts.chart

connect: ## write Tasklark into an MCP client's configuration (CLIENT=claude-desktop)
	@$(PYTHON) -m scripts.setup
	@$(RUN) tasklark connect $(or $(CLIENT),claude-desktop)

demo: ## film every feature and picture every screen (docs/film, docs/pictures), with a real browser
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.film && $(RUN) scripts.pictures

docs: ## make the pages and pictures in docs/, with a real browser
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) scripts.repeats_page && $(RUN) scripts.language_page && $(RUN) scripts.events_page && $(RUN) scripts.pictures

bench: ## measure speed against the raw limit of the same machine
	@$(PYTHON) -m scripts.setup --dev
	@$(RUN) benchmarks

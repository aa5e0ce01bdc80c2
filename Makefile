# Mitplan's commands. Each needs only make, a shell and Python 3.11 or newer; the rest is installed into this folder.
PY = .venv/bin/python
BABEL = $(PY) -m babel.messages.frontend
ARGS =
export ARGS

.PHONY: run test check setup lock strings bench storm clean

run:      ## start the demo on http://127.0.0.1:5000 (PORT, HOST); Ctrl-C ends it
	@sh deploy/start.sh run

test:     ## run every test (ARGS="tests/actions -x" are handed to pytest)
	@sh deploy/start.sh testing

check: setup ## style, types, templates, the order of rooms, the house's own rules
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .
	$(PY) -m mypy
	$(PY) -m djlint templates --lint --quiet
	$(PY) -c "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
	$(PY) -m pytest tests/house -n 0 -q

setup:    ## install what running, testing and checking need
	@sh deploy/start.sh prepare --dev

lock:     ## choose the newest versions and write the lock files anew
	@sh deploy/start.sh lock

strings: setup ## collect the texts to translate into the German catalogue, then compile it (source texts are English)
	@mkdir -p build
	@$(BABEL) -q extract -F babel.cfg -k _l -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output -o build/messages.pot .
	@$(BABEL) -q update -i build/messages.pot -d workspace/translations -l de -w 120 --no-fuzzy-matching --ignore-obsolete
	@$(BABEL) compile -f -d workspace/translations --statistics

bench: setup ## measure the production server on a generated town; writes instance/bench.json
	@$(PY) deploy/bench.py

storm: setup ## kill the production server again and again while 8 clients write, on both databases (ARGS=sqlite: one)
	@PYTHONPATH=.:deploy $(PY) -m tests.storm $$ARGS

clean:    ## remove everything that was installed or built; data in instance/ stays
	rm -rf .venv node_modules static/vendor build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# Mitplan's commands. Each needs only make, a shell and Python 3.11 or newer; the rest is installed into this folder.
PY = .venv/bin/python
ARGS =
export ARGS

.PHONY: run test check setup lock strings bench clean

run:      ## start the demo on http://127.0.0.1:5000 (PORT, HOST); Ctrl-C ends it
	@sh deploy/start.sh run

test:     ## run every test (ARGS="tests/actions -x" are handed to pytest)
	@sh deploy/start.sh test

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

strings: setup ## collect the texts to translate into the catalogues, then compile them
	@$(PY) -m babel.messages.frontend -q extract -F babel.cfg -k _l -k lazy_gettext --no-location --sort-output --no-wrap \
		--omit-header -o build/messages.pot .
	@for language in de en; do \
		test -f workspace/translations/$$language/LC_MESSAGES/messages.po || \
		$(PY) -m babel.messages.frontend -q init -i build/messages.pot -d workspace/translations -l $$language; done
	@$(PY) -m babel.messages.frontend -q update -i build/messages.pot -d workspace/translations --no-wrap --no-fuzzy-matching
	@$(PY) -m babel.messages.frontend compile -d workspace/translations --statistics

bench: setup ## measure the production server on a generated town; writes instance/bench.json
	@$(PY) deploy/bench.py

clean:    ## remove everything that was installed or built; data in instance/ stays
	rm -rf .venv node_modules static/vendor build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

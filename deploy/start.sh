#!/bin/sh
# Finds a Python that can run Mitplan and hands over to deploy/<name>.py: sh deploy/start.sh run
here=$(dirname "$0")
fits='import sys; sys.exit(sys.version_info < (3, 11))'
found=
for python in "$here/../.venv/bin/python" ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
  "$python" -c "$fits" 2>/dev/null || continue
  found=$python
  "$python" -c 'import ensurepip, venv' 2>/dev/null || continue
  script=$1
  shift
  exec "$python" "$here/$script.py" "$@"
done

if [ -n "$found" ]; then
  echo "Dem Python auf diesem Rechner fehlt das Modul venv: bitte nachinstallieren (Debian, Ubuntu: apt install python3-venv) und noch einmal starten." >&2
  echo "(Python's venv module is missing: install python3-venv and start again.)" >&2
else
  echo "Mitplan braucht Python 3.11 oder neuer: bitte installieren (Debian, Ubuntu: apt install python3 python3-venv) und noch einmal starten." >&2
  echo "(Mitplan needs Python 3.11 or newer: install it and start again.)" >&2
fi
exit 1

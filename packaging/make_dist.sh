#!/usr/bin/env bash
# `make dist`: the program that needs no Python, for the system this runs on, as one folder and zipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-python3}
made=.cache/dist

"$python" -m venv --clear "$made"
bin=$made/bin
[ -d "$bin" ] || bin=$made/Scripts
"$bin/python" -m pip install --quiet --require-hashes -r requirements.lock
"$bin/python" -m pip install --quiet "$(sed -n 's/^packaging = \["\(pyinstaller[^"]*\)"\]/\1/p' pyproject.toml)"
"$bin/python" -m pip install --quiet --no-deps .
"$bin/python" packaging/licences.py packaging/build/许可.txt
# From elsewhere, so that what was installed is packed and not this checkout.
here=$PWD
rm -rf dist/gongkai
(cd "$made" && PYTHONHASHSEED=0 "$here/$bin/python" -m PyInstaller --noconfirm --log-level WARN \
  --distpath "$here/dist" --workpath "$here/$made/work" "$here/packaging/gongkai.spec")
mv dist/gongkai/_internal/说明.txt dist/gongkai/_internal/许可.txt dist/gongkai/
"$bin/python" packaging/zip_dist.py

#!/usr/bin/env bash
# `make wheelhouse`: everything that an installation needs, for this system, to be carried to a
# machine without a network; installed here once from that folder alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-python3}
house=dist/wheelhouse
tried=.cache/wheelhouse

rm -rf "$house" "$tried"
"$python" -m pip download --quiet --only-binary :all: --require-hashes -r requirements.lock -d "$house"
"$python" -m pip wheel --quiet --no-deps -w "$house" .
cp requirements.lock packaging/离线安装.txt "$house"/

"$python" -m venv "$tried"
bin=$tried/bin
[ -d "$bin" ] || bin=$tried/Scripts
"$bin/python" -m pip install --quiet --no-index --find-links "$house" --require-hashes -r requirements.lock
"$bin/python" -m pip install --quiet --no-index --find-links "$house" --no-deps gongkai
"$bin/gongkai" --help > /dev/null
echo "$house：$(ls "$house"/*.whl | wc -l) 个安装包，$(du -sm "$house" | cut -f1) MB"

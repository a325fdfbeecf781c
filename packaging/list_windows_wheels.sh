#!/usr/bin/env bash
# Which wheels an installation on Windows takes (64 bit, each Python that is asked for): resolved
# anew by their digests, kept as a list only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-python3}
list=packaging/windows-wheels.txt
taken=.cache/windows-wheels

echo "# Windows（win_amd64）上照 requirements.lock 装得到的安装包；由 make wheels 列出。" > "$list"
for version in 3.11 3.12 3.13; do
  rm -rf "$taken"
  "$python" -m pip download --quiet --platform win_amd64 --python-version "$version" \
    --implementation cp --only-binary :all: --require-hashes -r requirements.lock -d "$taken"
  printf '\n# Python %s\n' "$version" >> "$list"
  (cd "$taken" && ls | LC_ALL=C sort) >> "$list"
done
rm -rf "$taken"

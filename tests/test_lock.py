"""The lock file: every library that the program needs, each of one version, each by its digest."""

import re
import tomllib

from packaging.requirements import Requirement
from support.examples import ROOT

PINNED = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M)


def test_the_lock_holds_what_the_project_asks_for_with_digests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"]]
    asked += [it for name in ("publish", "audit", "workbench") for it in extras[name]]
    text = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {name: version for name, version, _ in PINNED.findall(text)}
    assert text.count("==") == len(locked)
    for wanted in map(Requirement, asked):
        assert wanted.specifier.contains(locked[wanted.name.lower()]), wanted

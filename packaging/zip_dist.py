"""The built folder as one archive, named after the version and the system, and how large it is."""

import platform
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

name = f"gongkai-{version('gongkai')}-{sys.platform}-{platform.machine()}"
made = Path(shutil.make_archive(f"dist/{name}", "zip", "dist", "gongkai"))
print(f"{made}：{made.stat().st_size / 1024 / 1024:.1f} MB")

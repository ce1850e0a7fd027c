"""Engines of others that run on Node: fetched once, as the lock file beside them says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NODE = Path(__file__).parent / "node"


def beside_python(name: str) -> str:
    """Return the path of a program of the environment: ``node`` and ``npm`` come with it."""
    return str(Path(sys.executable).parent / name)


def install_node_engines() -> None:
    """Fetch the engines where they are not there yet; nothing that comes with them is run."""
    done = NODE / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= (NODE / "package-lock.json").stat().st_mtime:
        return
    npm = [beside_python("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": paths, "npm_config_loglevel": "error"}
    subprocess.run(npm, cwd=NODE, check=True, env=environment)

"""Engines of others that run on Node: fetched once, as the lock file beside them says."""

from __future__ import annotations

import hashlib
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
    digest = hashlib.sha256((NODE / "package-lock.json").read_bytes()).hexdigest()
    done = NODE / "node_modules" / ".made-from"
    if done.exists() and done.read_text(encoding="utf-8") == digest:
        return
    npm = [beside_python("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": paths, "npm_config_loglevel": "error"}
    subprocess.run(npm, cwd=NODE, check=True, env=environment)
    done.write_text(digest, encoding="utf-8")

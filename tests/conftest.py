from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.built_site import build

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "site"
    done = build(target, "--strict")
    assert done.returncode == 0, done.stderr
    return target

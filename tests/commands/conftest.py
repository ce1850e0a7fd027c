from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.content.project import GOOD
from tests.project_copy import copy_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two guides and two rules, in English and German."""
    return shutil.copytree(GOOD, tmp_path / "small")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project with five guides."""
    return copy_project(tmp_path / "project")

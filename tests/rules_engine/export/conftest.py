from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.node_engines import install_node_engines
from tests.rules_engine.export.replay import NodeEngines


@pytest.fixture(scope="session")
def node_engines() -> Iterator[NodeEngines]:
    """json-logic-engine and feelin; tests that use them carry ``xdist_group("node")``."""
    install_node_engines()
    engines = NodeEngines()
    yield engines
    engines.close()

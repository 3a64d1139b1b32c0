"""The description of the interface serves those who generate from it."""

from collections import Counter

import pytest

from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio


async def test_every_operation_has_a_name_of_its_own(site: Site) -> None:
    paths = site.app.openapi()["paths"]
    names = Counter(operation["operationId"] for path in paths.values() for operation in path.values())
    assert [name for name, times in names.items() if times > 1] == []

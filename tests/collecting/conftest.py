"""A site and a fetcher for each test."""

from collections.abc import Iterator

import pytest

from tests.collecting.loopback import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made

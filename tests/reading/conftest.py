"""The real reader, made once."""

import pytest

from selon import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader("fr")

"""The API against its own document: whatever is sent, no failure inside and no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.schemas import BaseSchema
from tests.readings import reading
from tests.wire import made

import selon.ledger
from selon.desk.app import create_app
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.state import State

from .conftest import adder

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """The document of a desk on a small ledger."""
    path = tmp_path_factory.mktemp("openapi") / "ledger.db"
    with selon.ledger.open(path) as ledger:
        ledger.add(reading())
        for _ in ledger.add_many(made(i) for i in range(20)):
            pass
        office = Office.open(ledger, adder, State(":memory:"), environment(None), program="1")
        # LINK
        office.jobs.start()
        app = create_app(office, ["localhost", "testserver"])
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        office.jobs.stop()


schema = schemathesis.pytest.from_fixture("document")


@schema.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_described(case: Case) -> None:
    case.call_and_validate(checks=CHECKS)

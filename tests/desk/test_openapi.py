"""The API against its own document: whatever is sent, no failure inside and no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from starlette.types import Receive, Scope, Send
from tests.readings import reading
from tests.wire import made

import selon.ledger
from selon.desk.app import create_app
from selon.desk.office import Office
from selon.desk.pages import environment
from selon.desk.state import State

from .conftest import adder

Known = dict[str, str]
EXAMPLES = 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def known() -> Known:
    """The ids of things there are, filled in by `document`."""
    return {}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory, known: Known) -> Iterator[BaseSchema]:
    """The document of a desk on a small ledger."""
    path = tmp_path_factory.mktemp("openapi") / "ledger.db"
    with selon.ledger.open(path) as ledger:
        known["dispatches"] = ledger.add(reading()).id
        known["claims"] = next(ledger.claims()).claim.id
        known["happenings"] = known["claims"]
        for _ in ledger.add_many(made(i) for i in range(20)):
            pass
        office = Office.open(ledger, adder, State(":memory:"), environment(None), program="1")
        office.linked.refresh()
        office.jobs.start()
        app = create_app(office, ["localhost", "testserver"])

        async def running(scope: Scope, receive: Receive, send: Send) -> None:
            # Every request would start the desk and end it again: it runs already.
            if scope["type"] != "lifespan":
                await app(scope, receive, send)
                return
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return

        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", running)
        office.jobs.stop()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_described(document: BaseSchema, known: Known, mode: GenerationMode) -> None:
    failures = []
    for result in document.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        try:
            check(operation, mode, known)
        except Unsatisfiable:
            continue  # it takes nothing that could be wrong
        except (Exception, BaseExceptionGroup) as e:
            failures.append(f"{operation.label}: {e}")
    assert not failures, "\n\n".join(failures)


def check(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, known: Known) -> None:
    """Send what the operation takes, or (negative) what it does not; half of the ids are those of things there are."""
    kind = operation.path.split("/")[3]

    @given(case=operation.as_strategy(generation_mode=mode), there=st.booleans())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def run(case: Case[Any], there: bool) -> None:
        if there and kind in known and case.path_parameters:
            case.path_parameters = dict.fromkeys(case.path_parameters, known[kind])
        case.call_and_validate(checks=CHECKS)

    run()

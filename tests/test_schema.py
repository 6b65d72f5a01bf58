"""The published schema says what `selon read --json` writes."""

import json
from importlib import resources
from typing import Any, get_args

from hypothesis import given
from jsonschema import Draft202012Validator
from tests.readings import reading, readings

from selon.model import (
    CLAIM_TYPES,
    PLACE_KINDS,
    PLACE_ROLES,
    PLOVER,
    SOURCE_KINDS,
    STATUSES,
    BlockKind,
    Grain,
    Quantity,
    Reading,
    Speech,
)

SCHEMA: dict[str, Any] = json.loads(resources.files("selon").joinpath("reading.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(readings())
def test_every_reading_is_valid(r: Reading) -> None:
    VALIDATOR.validate(json.loads(json.dumps(r.to_json())))


def test_its_lists_are_the_models() -> None:
    claim, parts = SCHEMA["$defs"]["claim"]["properties"], SCHEMA["$defs"]
    assert claim["type"]["enum"] == list(CLAIM_TYPES)
    assert claim["status"]["enum"] == list(STATUSES)
    assert set(claim["plover"]["enum"]) == set(PLOVER.values())
    assert claim["grain"]["enum"] == [*get_args(Grain), None]
    assert claim["places"]["items"]["properties"]["role"]["enum"] == list(PLACE_ROLES)
    assert parts["place"]["properties"]["kind"]["enum"] == list(PLACE_KINDS)
    assert parts["source"]["properties"]["kind"]["enum"] == list(SOURCE_KINDS)
    assert parts["attribution"]["properties"]["speech"]["enum"] == list(get_args(Speech))
    assert parts["quantity"]["properties"]["kind"]["enum"] == _quantity_kinds()
    assert SCHEMA["properties"]["blocks"]["items"]["properties"]["kind"]["enum"] == list(get_args(BlockKind))


def _quantity_kinds() -> list[str]:
    kinds = str(Quantity.__annotations__["kind"])
    return [word.strip("\"' ") for word in kinds.removeprefix("Literal[").removesuffix("]").split(",")]


def test_every_field_is_required_and_no_other_is_allowed() -> None:
    line = reading().to_json()
    assert set(SCHEMA["required"]) == set(line) == set(SCHEMA["properties"]) - {"ledger"}
    assert set(SCHEMA["$defs"]["claim"]["required"]) == set(line["claims"][0])
    assert not VALIDATOR.is_valid({**line, "more": 1})
    assert not VALIDATOR.is_valid({**line, "claims": [{**line["claims"][0], "status": "maybe"}]})

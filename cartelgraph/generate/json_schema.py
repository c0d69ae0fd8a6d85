"""JSON Schemas with which an editor completes, explains and checks the seed files.

An editor sees YAML's own types, while cartelgraph reads every scalar as text: the schemas accept what
the reader accepts, such as a name that looks like a number, or `no` for false.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from cartelgraph.dataset.manifest import Manifest
from cartelgraph.model import RECORD_TYPES

__all__ = ["json_schemas"]

# The draft that editors' YAML language server knows best.
DIALECT = "http://json-schema.org/draft-07/schema#"


class SeedSchema(GenerateJsonSchema):
    """Schemas of values as a YAML editor sees them."""

    schema_dialect = DIALECT

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        """Leave out titles that only repeat a field's name."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Accept for free text whatever a scalar may look like; a pattern is stricter by itself."""
        found = super().str_schema(schema)
        return found if "pattern" in found else {**found, "type": ["string", "number", "boolean"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Accept the words that the reader takes for yes and no."""
        return {"enum": [True, False, "yes", "no"]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A field without a value is left out, never written empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Mention a default only where it is a value."""
        found = super().default_schema(schema)
        if found.get("default", "") in (None, []):
            del found["default"]
        return found


def json_schemas() -> dict[str, str]:
    """Return the text of every schema by the name of its file: one for each collection and the manifest."""
    schemas = {
        kind.collection: TypeAdapter(list[kind]).json_schema(schema_generator=SeedSchema)  # type: ignore[valid-type]
        for kind in RECORD_TYPES
    }
    schemas["dataset"] = TypeAdapter(Manifest).json_schema(schema_generator=SeedSchema)
    return {f"{name}.schema.json": _text(schema) for name, schema in schemas.items()}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"

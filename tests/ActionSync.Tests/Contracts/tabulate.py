#!/usr/bin/env python3
"""Makes a table of names and types from a vendor's OpenAPI description.

    tabulate.py DESCRIPTION.json SCHEMA... > table.tsv

A line a member: schema, member, type, required, nullable. What the named schemas refer to comes along; texts of the description do not.
Types: string integer number boolean any, #Schema, [T] a list, {T} a map; alternatives are joined by |. An object that stands inside another is named Parent.member.
"""
import json
import sys

SIMPLE = {"string", "integer", "number", "boolean"}


class Table:
    def __init__(self, schemas):
        self.schemas, self.rows, self.done = schemas, [], set()

    def add(self, name, schema=None):
        if name in self.done:
            return
        self.done.add(name)
        members, required = self.members(self.schemas[name] if schema is None else schema)
        for member, described in members.items():
            kind, nullable = self.kind(described, f"{name}.{member}")
            self.rows.append((name, member, kind, "yes" if member in required else "no", "yes" if nullable else "no"))

    def members(self, schema):
        """The members of an object, those of its parts included."""
        if "$ref" in schema:
            return self.members(self.schemas[schema["$ref"].split("/")[-1]])
        members, required = dict(schema.get("properties", {})), set(schema.get("required", []))
        for part in schema.get("allOf", []):
            more, needed = self.members(part)
            members.update(more)
            required |= needed
        return members, required

    def kind(self, schema, name):
        nullable = schema.get("nullable", False)
        if "$ref" in schema:
            target = schema["$ref"].split("/")[-1]
            described = self.schemas[target]
            if described.get("properties") or described.get("allOf"):
                self.add(target)
                return f"#{target}", nullable or described.get("nullable", False)
            kind, more = self.kind(described, target)
            return kind, nullable or more
        if len(schema.get("allOf", [])) == 1 and not schema.get("properties"):
            kind, more = self.kind(schema["allOf"][0], name)
            return kind, nullable or more
        choices = schema.get("oneOf") or schema.get("anyOf")
        if choices and not schema.get("properties"):
            kinds = []
            for i, choice in enumerate(choices):
                kind, more = self.kind(choice, name if i == 0 else f"{name}{i + 1}")
                nullable = nullable or more
                if kind != "null":
                    kinds.append(kind)
            return "|".join(dict.fromkeys(kinds)) or "any", nullable
        declared = schema.get("type")
        if isinstance(declared, list):
            rest = [t for t in declared if t != "null"]
            kinds = [self.kind({**schema, "type": t}, name)[0] for t in rest]
            return "|".join(dict.fromkeys(kinds)) or "any", nullable or "null" in declared
        if declared == "null":
            return "null", True
        if declared == "array":
            return f"[{self.kind(schema.get('items', {}), name)[0]}]", nullable
        if schema.get("properties") or schema.get("allOf"):
            self.add(name, schema)
            return f"#{name}", nullable
        if declared == "object":
            free = schema.get("additionalProperties")
            return "{%s}" % (self.kind(free, name)[0] if isinstance(free, dict) and free else "any"), nullable
        return declared if declared in SIMPLE else "any", nullable


def main(description, roots):
    with open(description, encoding="utf-8") as file:
        table = Table(json.load(file)["components"]["schemas"])
    for root in roots:
        table.add(root)
    print("schema\tmember\ttype\trequired\tnullable")
    for row in sorted(table.rows):
        print("\t".join(row))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

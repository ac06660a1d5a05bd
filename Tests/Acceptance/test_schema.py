"""Compares the host's JSON Schema verdicts with those of PyPI's jsonschema on generated cases.

ROOST_SCHEMA_PROBE names the probe: it reads one {"schema", "instance"} a line and answers each with valid,
invalid or refused. ROOST_SCHEMA_CASES and ROOST_SCHEMA_SEED change how many cases are generated, and which.
"""

import collections
import decimal
import json
import os
import random
import subprocess

import jsonschema
import pytest

CASES = int(os.environ.get("ROOST_SCHEMA_CASES", "6000"))
SEED = int(os.environ.get("ROOST_SCHEMA_SEED", "20260101"))

TEXTS = ["", "a", "ab", "abc", "é", "e\u0301", "\U0001f600", "\U0001f600x", "1", "true", "null", "a b", '"\\', "\n"]
NAMES = ["a", "b", "c", "é", "e\u0301", "a/b", "~", "", "$ref"]
NUMBERS = [
    "0", "-0", "-0.0", "1", "1.0", "1e0", "10e-1", "2", "3", "-1", "-1.5", "1.5", "0.1", "0.3", "0.30", "0.075", "7.5",
    "1e2", "100", "1E+2", "9007199254740992", "9007199254740993", "9007199254740993.0", "123456789012345678901234567890",
    "1e30", "1e-7", "0.00000015", "-3", "4", "6", "12", "2.5",
]
DIVISORS = ["1", "2", "3", "0.1", "0.01", "1.5", "0.5", "2.5", "1e-7", "7", "1.0", "1e1"]
TYPES = ["null", "boolean", "object", "array", "number", "string", "integer"]


class Number:
    """A number that is written as it stands."""

    def __init__(self, text):
        self.text = text


def dump(value):
    """JSON text of a value whose numbers are Number."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + dump(v) for k, v in value.items()) + "}"
    return json.dumps(value)


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, probability):
        return self.random.random() < probability

    def number(self):
        return Number(self.random.choice(NUMBERS))

    def count(self):
        return Number(self.random.choice(["0", "1", "2", "3", "1.0", "2e0"]))

    def value(self, depth):
        kind = self.random.randrange(7 if depth > 0 else 5)
        if kind == 0:
            return self.random.choice([None, True, False])
        if kind in (1, 2):
            return self.number()
        if kind in (3, 4):
            return self.random.choice(TEXTS)
        if kind == 5:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        return {self.random.choice(NAMES): self.value(depth - 1) for _ in range(self.random.randrange(4))}

    def schema(self, depth, own, in_place=True):
        """A schema; `own` is the definition it belongs to, so that in place it refers to later ones only."""
        if self.chance(0.06):
            return self.chance(0.7)
        result = {}
        makers = [
            self.typed, self.chosen, self.numeric, self.textual, self.structured, self.listed, self.combined,
            self.referring, self.annotated,
        ]
        for maker in self.random.sample(makers, self.random.choice([1, 1, 1, 2, 2, 3])):
            maker(result, depth, own, in_place)
        items = list(result.items())
        self.random.shuffle(items)
        return dict(items)

    def typed(self, result, depth, own, in_place):
        if self.chance(0.6):
            result["type"] = self.random.choice(TYPES)
        else:
            result["type"] = self.random.sample(TYPES, self.random.randint(1, 3))

    def chosen(self, result, depth, own, in_place):
        if self.chance(0.5):
            result["const"] = self.value(2)
        else:
            result["enum"] = [self.value(2) for _ in range(self.random.randint(1, 6))]

    def numeric(self, result, depth, own, in_place):
        for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]:
            if self.chance(0.3):
                result[keyword] = self.number()
        if self.chance(0.5):
            result["multipleOf"] = Number(self.random.choice(DIVISORS))

    def textual(self, result, depth, own, in_place):
        for keyword in ["minLength", "maxLength"]:
            if self.chance(0.6):
                result[keyword] = self.count()

    def structured(self, result, depth, own, in_place):
        names = self.random.sample(NAMES, self.random.randint(1, 3))
        if depth > 0:
            result["properties"] = {name: self.schema(depth - 1, own, False) for name in names}
            if self.chance(0.5):
                result["additionalProperties"] = (
                    False if self.chance(0.6) else self.schema(depth - 1, own, False)
                )
        if self.chance(0.4):
            result["required"] = self.random.sample(NAMES[:4], self.random.randint(0, 2))
        for keyword in ["minProperties", "maxProperties"]:
            if self.chance(0.25):
                result[keyword] = self.count()

    def listed(self, result, depth, own, in_place):
        if depth > 0 and self.chance(0.7):
            result["items"] = self.schema(depth - 1, own, False)
        for keyword in ["minItems", "maxItems"]:
            if self.chance(0.3):
                result[keyword] = self.count()
        if self.chance(0.4):
            result["uniqueItems"] = self.chance(0.8)

    def combined(self, result, depth, own, in_place):
        if depth == 0:
            return
        keyword = self.random.choice(["allOf", "anyOf", "oneOf", "not", "if"])
        if keyword == "not":
            result["not"] = self.schema(depth - 1, own, in_place)
        elif keyword == "if":
            for part in self.random.sample(["if", "then", "else"], self.random.randint(1, 3)):
                result[part] = self.schema(depth - 1, own, in_place)
            result.setdefault("if", self.schema(depth - 1, own, in_place))
        else:
            result[keyword] = [
                self.schema(depth - 1, own, in_place) for _ in range(self.random.randint(1, 3))
            ]

    def referring(self, result, depth, own, in_place):
        names = [f"d{i}" for i in range(own + 1 if in_place else 0, 3)]
        if names:
            result["$ref"] = "#/$defs/" + self.random.choice(names)

    def annotated(self, result, depth, own, in_place):
        result["title"] = "t"
        result["format"] = self.random.choice(["email", "password", "ipv4", "nonsense"])
        result["examples"] = [1]
        result["deprecated"] = True
        result["$comment"] = "c"

    def instance(self, schema, root, depth=4):
        """A value that is rather likely to be valid."""
        if depth < 0 or not isinstance(schema, dict) or self.chance(0.12):
            return self.value(2)
        if "const" in schema and self.chance(0.8):
            return self.respell(schema["const"])
        if "enum" in schema and self.chance(0.8):
            return self.respell(self.random.choice(schema["enum"]))
        if "$ref" in schema and self.chance(0.7):
            return self.instance(root["$defs"][schema["$ref"][8:]], root, depth - 1)
        for keyword in ["allOf", "anyOf", "oneOf"]:
            if keyword in schema and self.chance(0.6):
                return self.instance(self.random.choice(schema[keyword]), root, depth - 1)
        return self.of_kind(self.kind(schema), schema, root, depth)

    def kind(self, schema):
        kinds = schema.get("type", TYPES)
        if isinstance(kinds, str):
            return kinds
        for keywords, kind in [
            (("properties", "required", "minProperties", "maxProperties"), "object"),
            (("items", "minItems", "maxItems", "uniqueItems"), "array"),
            (("minLength", "maxLength"), "string"),
            (("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
        ]:
            if kind in kinds and any(keyword in schema for keyword in keywords) and self.chance(0.8):
                return kind
        return self.random.choice(kinds)

    def of_kind(self, kind, schema, root, depth):
        if kind == "null":
            return None
        if kind == "boolean":
            return self.chance(0.5)
        if kind == "string":
            return self.random.choice(TEXTS)
        if kind in ("number", "integer"):
            bounds = [v for k, v in schema.items() if k in ("minimum", "maximum", "multipleOf")]
            return self.random.choice(bounds) if bounds and self.chance(0.3) else self.number()
        if kind == "array":
            items = schema.get("items", True)
            return [self.instance(items, root, depth - 1) for _ in range(self.random.randrange(4))]
        result = {}
        for name, member in schema.get("properties", {}).items():
            if self.chance(0.7):
                result[name] = self.instance(member, root, depth - 1)
        for name in schema.get("required", []):
            if name not in result and self.chance(0.8):
                result[name] = self.value(1)
        if self.chance(0.3):
            result[self.random.choice(NAMES)] = self.value(1)
        return result

    def respell(self, value):
        """The same value, its members and digits written differently."""
        if isinstance(value, dict):
            items = [(name, self.respell(member)) for name, member in value.items()]
            self.random.shuffle(items)
            return dict(items)
        if isinstance(value, list):
            return [self.respell(element) for element in value]
        if isinstance(value, Number) and self.chance(0.3):
            same = [n for n in NUMBERS if decimal.Decimal(n) == decimal.Decimal(value.text)]
            return Number(self.random.choice(same or [value.text]))
        return value

    def case(self):
        root = self.schema(3, -1)
        if not isinstance(root, dict):
            root = {"allOf": [root]}
        if self.chance(0.3):
            root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        root["$defs"] = {f"d{i}": self.schema(2, i) for i in range(3)}
        return dump(root), dump(self.instance(root, root))


def exact(text):
    """JSON with decimals in place of floats, which jsonschema would round."""
    return json.loads(text, parse_float=decimal.Decimal)


def is_integer(checker, value):
    if isinstance(value, decimal.Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


Exact = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer),
)


def probe(pairs):
    lines = "".join(f'{{"schema":{schema},"instance":{instance}}}\n' for schema, instance in pairs)
    result = subprocess.run(
        [os.environ["ROOST_SCHEMA_PROBE"]], input=lines, capture_output=True, text=True, timeout=300, check=True
    )
    return result.stdout.split()


def test_verdicts_equal_those_of_jsonschema():
    generator = Generator(SEED)
    pairs = [generator.case() for _ in range(CASES)]
    verdicts = probe(pairs)
    assert len(verdicts) == len(pairs)
    differences, counts, decided = [], collections.Counter(), collections.Counter()
    with decimal.localcontext(decimal.Context(prec=200)):
        for (schema, instance), verdict in zip(pairs, verdicts):
            jsonschema.Draft202012Validator.check_schema(json.loads(schema))
            errors = list(Exact(exact(schema)).iter_errors(exact(instance)))
            decided.update({error.validator for error in errors})
            expected = "invalid" if errors else "valid"
            counts[expected] += 1
            if verdict != expected:
                differences.append(f"{expected} there, {verdict} here: {schema} {instance}")
    print(dict(counts), dict(decided))
    assert not differences, f"{len(differences)} of {CASES}:\n" + "\n".join(differences[:10])
    # Without these the comparison could pass on cases that prove nothing.
    assert min(counts["valid"], counts["invalid"]) > CASES / 4
    keywords = [
        "type", "enum", "const", "required", "additionalProperties", "minProperties", "maxProperties", "minItems",
        "maxItems", "uniqueItems", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "anyOf", "oneOf", "not",
    ]
    rare = {keyword: decided[keyword] for keyword in keywords if decided[keyword] < CASES / 600}
    assert not rare, f"keywords that hardly ever decided: {rare}"


@pytest.mark.parametrize(
    "schema",
    [
        {"pattern": "^a"}, {"patternProperties": {}}, {"propertyNames": True}, {"prefixItems": []}, {"contains": True},
        {"unevaluatedProperties": False}, {"dependentRequired": {}}, {"$id": "x"}, {"$ref": "#"}, {"$ref": "#/$defs/x"},
        {"tpye": "string"}, {"type": "text"}, {"minLength": -1}, {"default": 1, "type": "string"},
    ],
)
def test_what_is_outside_the_subset_is_refused(schema):
    assert probe([(json.dumps(schema), "1")]) == ["refused"]


def test_what_a_schema_refuses_by_its_form_is_refused_here_too():
    broken = [{"type": 1}, {"required": "a"}, {"minimum": "1"}, {"allOf": []}, {"multipleOf": 0}, {"properties": []}, 1]
    for schema in broken:
        with pytest.raises(jsonschema.SchemaError):
            jsonschema.Draft202012Validator.check_schema(schema)
    assert probe([(json.dumps(schema), "1") for schema in broken]) == ["refused"] * len(broken)

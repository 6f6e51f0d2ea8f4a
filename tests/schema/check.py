#!/usr/bin/env python3
"""Check files against the JSON Schema of the native format.

    python3 tests/schema/check.py FILE …

Each error is printed with its place, written as the page writes it (documents[0].spans[3].start);
a member that is missing is named by the place where it should be. The exit status is 1 when there
was an error. Needs the package `jsonschema`.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).parents[2] / "static/schema/reportmark-1.schema.json"


def validator(definition=None):
    """Of whole files, or of one of the schema's definitions."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def place(error):
    """Where an error is."""
    path = list(error.absolute_path)
    if error.validator == "required":
        missing = (key for key in error.validator_value if key not in error.instance)
        path += [key for key in missing if error.message.startswith(repr(key))]
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")


def errors(value, using):
    """The errors of a value: places and messages, in the order of the file."""
    def order(error):
        return [(isinstance(step, str), step) for step in error.absolute_path]

    return [(place(error), error.message) for error in sorted(using.iter_errors(value), key=order)]


def main(paths):
    using = validator()
    bad = 0
    for path in paths:
        try:
            found = errors(json.loads(Path(path).read_bytes()), using)
        except (OSError, ValueError) as error:
            found = [("", str(error))]
        for where, message in found:
            print(f"{path}: {where or '(the file)'}: {message[:300]}")
        bad += bool(found)
    print(f"{len(paths)} checked, {bad} with errors")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))

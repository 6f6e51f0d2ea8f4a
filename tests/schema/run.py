#!/usr/bin/env python3
"""Test the JSON Schema of the native format.

    python3 tests/schema/run.py

Every file of good/ passes; every file of bad/ has one error, at the place that the table below
says. The built-in schemes are schemes, and the schema has the values of the guideline's. Reports
annotated by hand pass too, where they are at hand: in corpus/gold of the folder that
REPORTMARK_SHARED names, or of `shared` beside the checkout. Needs the package `jsonschema`.
"""

import json
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from check import SCHEMA, errors, validator  # noqa: E402

HERE = Path(__file__).parent
SCHEMES = HERE.parents[1] / "crates/core/src/scheme"

# What is wrong in each file of bad/: the place of its one error.
BAD = {
    "format_another": "format",
    "format_missing": "format",
    "version_newer": "version",
    "version_a_string": "version",
    "exported_at_without_time": "exported_at",
    "documents_missing": "documents",
    "documents_not_an_array": "documents",
    "document_without_id": "documents[0].id",
    "document_without_text_and_hash": "documents[0]",
    "text_not_a_string": "documents[0].text",
    "text_sha256_upper_case": "documents[0].text_sha256",
    "length_negative": "documents[0].length",
    "offset_unit_utf16": "documents[0].offset_unit",
    "document_status_unknown": "documents[0].status",
    "source_newlines_unknown": "documents[0].source.newlines",
    "source_sha256_too_short": "documents[0].source.byte_sha256",
    "genre_unknown": "documents[0].fields.genre",
    "issue_date_not_iso": "documents[0].fields.issue_date",
    "plan_period_with_hyphen": "documents[0].fields.plan_period",
    "region_a_string": "documents[0].fields.region",
    "annotated_range_of_three": "documents[0].annotated_ranges[0]",
    "annotated_range_an_object": "documents[0].annotated_ranges[0]",
    "field_evidence_without_name": "documents[0].field_evidence[0].name",
    "section_tense_unknown": "documents[0].sections[0].tense",
    "section_level_zero": "documents[0].sections[0].level",
    "zone_kind_unknown": "documents[0].zones[0].kind",
    "zone_without_end": "documents[0].zones[0].end",
    "spans_not_an_array": "documents[0].spans",
    "span_not_an_object": "documents[0].spans[0]",
    "span_without_id": "documents[0].spans[0].id",
    "span_without_label": "documents[0].spans[0].label",
    "span_label_empty": "documents[0].spans[2].label",
    "span_without_quote": "documents[0].spans[0].quote",
    "span_start_negative": "documents[0].spans[0].start",
    "span_start_a_string": "documents[0].spans[0].start",
    "span_start_a_fraction": "documents[0].spans[0].start",
    "span_end_zero": "documents[0].spans[0].end",
    "span_prefix_too_long": "documents[0].spans[2].prefix",
    "span_status_unknown": "documents[0].spans[0].status",
    "span_origin_unknown": "documents[0].spans[0].origin",
    "span_edited_a_string": "documents[0].spans[0].edited",
    "span_certainty_unknown": "documents[0].spans[0].certainty",
    "span_created_at_not_a_moment": "documents[0].spans[0].created_at",
    "span_attributes_an_array": "documents[0].spans[0].attributes",
    "target_kind_of_a_result": "documents[0].spans[0].attributes.kind",
    "comparator_misspelt": "documents[0].spans[0].attributes.comparator",
    "value_a_string": "documents[0].spans[0].attributes.value",
    "value_of_three": "documents[0].spans[0].attributes.value",
    "modality_in_chinese": "documents[0].spans[0].attributes.modality",
    "deadline_month_thirteen": "documents[0].spans[0].attributes.deadline",
    "indicators_a_string": "documents[0].spans[0].attributes.indicators",
    "measure_status_unknown": "documents[0].spans[1].attributes.status",
    "quantity_not_an_array": "documents[0].spans[1].attributes.quantity",
    "quantity_without_value": "documents[0].spans[1].attributes.quantity[0].value",
    "funding_a_string": "documents[0].spans[1].attributes.funding",
    "role_unknown": "documents[0].spans[2].attributes.role",
    "party_type_unknown": "documents[0].spans[2].attributes.party_type",
    "slot_without_name": "documents[0].spans[0].slots[0].name",
    "slot_quote_a_number": "documents[0].spans[0].slots[0].quote",
    "block_without_scope": "documents[0].blocks[0].scope",
    "block_bracket_of_one": "documents[0].blocks[0].bracket",
    "block_members_of_numbers": "documents[0].blocks[0].members[1]",
    "relation_without_type": "documents[0].relations[0].type",
    "relation_head_null": "documents[0].relations[0].head",
    "relation_via_a_number": "documents[0].relations[0].via",
    "scheme_without_labels": "scheme.labels",
    "scheme_look_nine": "scheme.labels[0].look",
    "scheme_name_in_one_language": "scheme.labels[0].name.en",
    "scheme_form_unknown": "scheme.attributes[0].form",
    "scheme_choice_without_values": "scheme.attributes[0].values",
    "scheme_relation_without_tails": "scheme.relations[0].tails",
    "lexicon_body_without_name": "lexicon.bodies[0].name",
}


def read(path):
    return json.loads(path.read_bytes())


def good(using):
    """What is wrong with the good files."""
    for path in sorted((HERE / "good").glob("*.json")):
        for where, message in errors(read(path), using):
            yield f"good/{path.name}: {where}: {message[:300]}"
        yield from quotes(path.name, read(path))


def quotes(name, file):
    """Quotes of a good file that are not where they should be."""
    for document in file["documents"]:
        text = document.get("text")
        if text is None:
            continue
        records = [record for key in ("spans", "sections", "field_evidence") for record in document.get(key, [])]
        records += [slot for span in document.get("spans", []) for slot in span.get("slots", [])]
        for record in records:
            if text[record["start"] : record["end"]] != record["quote"]:
                yield f"good/{name}: {record['quote']} is not at {record['start']}"


def bad(using):
    """What is not as the table says."""
    there = {path.stem for path in (HERE / "bad").glob("*.json")}
    for name in sorted(there ^ BAD.keys()):
        yield f"bad/{name}.json: not both in the folder and in the table"
    for name in sorted(there & BAD.keys()):
        found = [where for where, _ in errors(read(HERE / f"bad/{name}.json"), using)]
        if found != [BAD[name]]:
            yield f"bad/{name}.json: expected an error at {BAD[name]}, found {found}"


def schemes():
    """Where schema and built-in schemes differ."""
    using = validator("scheme")
    terms = read(SCHEMES / "guideline.json")
    labels = [{"id": id, "name": {"zh": id, "en": id}} for id in ("target", "measure", "party", "result")]
    for where, message in errors({"id": "reportmark-guideline-1", "labels": labels, **terms}, using):
        yield f"guideline.json: {where}: {message[:300]}"
    defs = read(SCHEMA)["$defs"]
    for attribute in terms["attributes"]:
        for label in attribute["labels"]:
            place = f"{attribute['id']} of {label}"
            rule = defs[f"{label}_attributes"]["properties"].get(attribute["id"])
            if rule is None:
                yield f"{place}: not in the schema"
            elif attribute["form"] == "choice":
                rule = defs[rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
                values = {value["id"] for value in attribute["values"]}
                if values != set(rule["enum"]):
                    yield f"{place}: other values than in the schema"


def gold(using):
    """What is wrong with reports annotated by hand."""
    shared = Path(os.environ.get("REPORTMARK_SHARED", HERE.parents[2] / "shared"))
    paths = sorted((shared / "corpus/gold").glob("*.json"))
    print(f"{len(paths)} annotated reports" if paths else f"skipped: no annotated reports in {shared / 'corpus'}")
    for path in paths:
        for where, message in errors(read(path), using):
            yield f"{path}: {where}: {message[:300]}"


def main():
    using = validator()
    wrong = [*good(using), *bad(using), *schemes(), *gold(using)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(BAD)} bad files; {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

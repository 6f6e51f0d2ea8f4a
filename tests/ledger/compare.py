#!/usr/bin/env python3
"""Compare a ledger as CSV with the same ledger as XLSX, cell by cell.

    python3 tests/ledger/compare.py LEDGER.csv LEDGER.xlsx

Read by Python's csv module and by openpyxl, which know nothing of the program that wrote them. Prints
the rows as JSON when both are the same; else the first cells that differ.
"""

import csv
import json
import sys

import openpyxl


def same(text, value):
    """Whether a cell of the workbook is what the CSV has. Numbers may be written otherwise, and a cell
    that begins like a formula has an apostrophe in the CSV."""
    if isinstance(value, (int, float)):
        return float(text) == value
    return text in (value, "'" + value)


def main():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheet = openpyxl.load_workbook(sys.argv[2]).active
    cells = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    if [len(row) for row in rows] != [len(row) for row in cells]:
        sys.exit(f"{len(rows)} rows of CSV, {len(cells)} of XLSX")
    wrong = [
        f"row {nth + 1}: {text!r} and {value!r}"
        for nth, pair in enumerate(zip(rows, cells))
        for text, value in zip(*pair)
        if not same(text, value)
    ]
    if wrong:
        sys.exit("\n".join(wrong[:20]))
    print(json.dumps(rows, ensure_ascii=False))


if __name__ == "__main__":
    main()

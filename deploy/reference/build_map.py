#!/usr/bin/env python3
"""Write the outlines of countries for the maps of reports, byte for byte the same each time.

    build_map.py [--out FILE]    FILE is Shared/ReferenceData/Tables/country-outlines.tsv of this checkout by default
    build_map.py --check         exit 1 where the committed table is not what the source gives, 77 where the source is missing

The source is Natural Earth's 1:110m table of countries as the PyPI package geopandas 0.14.4 carries it
(pip install --no-deps geopandas==0.14.4); its shapefile and its dBase file are read here with the standard library alone.
"""
import argparse
import importlib.metadata
import json
import pathlib
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "Shared" / "ReferenceData" / "Tables" / "country-outlines.tsv"
PACKAGE, VERSION = "geopandas", "0.14.4"
FOLDER = "geopandas/datasets/naturalearth_lowres"
ISO_CODES = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
# Countries for which the source gives no ISO code. Areas that no state of ISO 3166 names keep "-".
BY_NAME = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}
HEAD = """\
# Outlines of countries for the maps of reports: one ring a row, as `longitude latitude` in hundredths of a degree.
# Source: Natural Earth 1:110m Admin 0 (https://www.naturalearthdata.com), public domain, as carried by geopandas 0.14.4 (PyPI), BSD-3-Clause
# Limits: coarse (small states are missing), and its borders are one view, drawn by who controls an area; an operator may replace this file.
# Written by deploy/reference/build_map.py; do not edit.
code	name	ring
"""


def source():
    """The folder of the shapefile, or None where the package is missing or has another version."""
    try:
        if importlib.metadata.version(PACKAGE) != VERSION:
            return None
        folder = pathlib.Path(importlib.metadata.distribution(PACKAGE).locate_file(FOLDER))
    except importlib.metadata.PackageNotFoundError:
        return None
    return folder if folder.is_dir() and ISO_CODES.is_file() else None


def attributes(path):
    """The rows of a dBase III file, as dictionaries of stripped text."""
    data = path.read_bytes()
    count, header, width = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at:at + 11].split(b"\0")[0].decode("ascii"), data[at + 16]))
        at += 32
    rows = []
    for index in range(count):
        at, row = header + index * width + 1, {}
        for name, length in fields:
            row[name] = data[at:at + length].decode("utf8", "replace").strip()
            at += length
        rows.append(row)
    return rows


def polygons(path):
    """The rings of each polygon of a shapefile, in the order of the file."""
    data, at = path.read_bytes(), 100
    while at < len(data):
        length = struct.unpack(">i", data[at + 4:at + 8])[0] * 2
        body = data[at + 8:at + 8 + length]
        parts, points = struct.unpack("<ii", body[36:44])
        starts = list(struct.unpack(f"<{parts}i", body[44:44 + 4 * parts])) + [points]
        numbers = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts:44 + 4 * parts + 16 * points])
        pairs = list(zip(numbers[::2], numbers[1::2]))
        yield [pairs[a:b] for a, b in zip(starts, starts[1:])]
        at += 8 + length


def rows(folder):
    codes = {x["alpha_3"]: x["alpha_2"] for x in json.loads(ISO_CODES.read_text("utf8"))["3166-1"]}
    for row, rings in zip(attributes(folder / "naturalearth_lowres.dbf"), polygons(folder / "naturalearth_lowres.shp")):
        code = codes.get(row["iso_a3"]) or BY_NAME.get(row["name"], "-")
        for ring in rings:
            points = []
            for pair in ring:
                point = f"{round(pair[0] * 100)} {round(pair[1] * 100)}"
                if not points or points[-1] != point:
                    points.append(point)
            if len(points) < 4:  # An island that rounding made a point.
                continue
            yield f"{code}\t{row['name']}\t{','.join(points)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=TABLE)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    folder = source()
    if folder is None:
        print(f"The outlines cannot be rebuilt here; missing: pip install --no-deps {PACKAGE}=={VERSION}, apt-get install iso-codes",
              file=sys.stderr)
        return 77
    text = HEAD + "\n".join(sorted(rows(folder))) + "\n"
    if not arguments.check:
        arguments.out.write_text(text, "utf8")
        return 0
    if not TABLE.is_file() or TABLE.read_text("utf8") != text:
        print(f"{TABLE.name} differs from what its source gives: run deploy/reference/build_map.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Write the English names of places that the Chinese tables name, byte for byte the same each time.

    build_place_names.py           write Shared/ReferenceData/Tables/place-names.tsv of this checkout
    build_place_names.py --check   exit 1 where the committed table is not what the sources give

The sources are the committed tables of cities, in English and in Chinese: both have a city's position and population
from the same edition of GeoNames, so that rows with equal ones name the same city.
"""
import argparse
import pathlib
import sys
from collections import defaultdict

DATA = pathlib.Path(__file__).resolve().parent.parent.parent / "Shared" / "ReferenceData"
TABLE = DATA / "Tables" / "place-names.tsv"
HEAD = """\
# The English names of cities that Chinese articles name, for alerts in either language.
# Source: Tables/cities.tsv and Languages/zh/places.tsv, whose data is GeoNames, https://www.geonames.org, CC BY 4.0
# Made by deploy/reference/build_place_names.py; do not edit.
chinese	country	english
"""


def rows(path):
    columns = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if columns is None:
            columns = fields
        else:
            yield dict(zip(columns, fields))


def city(row):
    return row["country"], row["latitude"], row["longitude"], row["population"]


def table():
    english = defaultdict(list)
    for row in rows(DATA / "Tables" / "cities.tsv"):
        english[city(row)].append(row["name"])
    text = HEAD
    for row in rows(DATA / "Languages" / "zh" / "places.tsv"):
        names = english.get(city(row), []) if row["kind"] == "city" and row["latitude"] != "-" else []
        if names:
            # Names without diacritics first, as English texts have them.
            best = min(names, key=lambda name: (not name.isascii(), len(name), name))
            text += f"{row['name']}\t{row['country']}\t{best}\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != table():
            sys.exit(f"{TABLE} is not what the tables of cities give; run build_place_names.py")
    else:
        TABLE.write_text(table(), encoding="utf-8")


main()

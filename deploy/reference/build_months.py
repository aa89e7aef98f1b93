#!/usr/bin/env python3
"""Write the names of the months by which dates of publication are read, byte for byte the same each time.

    build_months.py [--out FILE]    FILE is Shared/ReferenceData/Tables/month-names.tsv of this checkout by default
    build_months.py --check         exit 1 where the committed table is not what the source gives, 77 where the source is missing

The source is Unicode's CLDR as the PyPI package Babel carries it (pip install babel==2.18.0).
"""
import argparse
import collections
import pathlib
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent.parent / "Shared" / "ReferenceData" / "Tables" / "month-names.tsv"
VERSION = "2.18.0"
LANGUAGES = ("am ar az bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id is it ka kk km ky lo lt lv mk mn ms my nb ne "
             "nl pl pt ro ru si sk sl sq sr sv sw ta th tr uk ur uz vi").split()
# Spellings that publishers use and CLDR does not have.
BESIDE = [("sept", 9, "en"), ("juli", 7, "id"), ("agust", 8, "id"), ("setiembre", 9, "es"), ("janv", 1, "fr"), ("mrz", 3, "de")]
HEAD = """\
# Names of months in dates of publication, whatever language the page is in. A name that means two months in two languages is not here.
# name: in lower case, without a full stop. month: 1 to 12. languages: that have the name.
# Source: Unicode CLDR (https://cldr.unicode.org), Unicode License v3, as carried by Babel 2.18.0 (PyPI).
# Written by deploy/reference/build_months.py; do not edit.
name	month	languages
"""


def names(language):
    """Pairs of a name in lower case and its month: full and short, in a date and on their own."""
    from babel import Locale, localedata
    # A locale that is loaded changes the root that the next one is merged with.
    localedata._cache.clear()
    months = Locale(language).months
    for place in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month in range(1, 13):
                name = months[place][width][month].lower().rstrip(".")
                # One word of letters: what is written with a number is read by its number.
                if len(name.encode()) > 2 and all(unicodedata.category(c)[0] in "LM" for c in name): yield name, month


def table():
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    for language in LANGUAGES:
        for name, month in names(language): found[name][month].add(language)
    for name, month, language in BESIDE: found[name][month].add(language)
    rows = [f"{name}\t{month}\t{' '.join(sorted(who))}\n" for name, months in sorted(found.items()) if len(months) == 1 for month, who in months.items()]
    return HEAD + "".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=TABLE)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    try:
        import babel
        if babel.__version__ != VERSION: raise ImportError(babel.__version__)
    except ImportError as problem:
        print(f"babel {VERSION} is missing: {problem}", file=sys.stderr)
        return 77
    text = table()
    if arguments.check: return 0 if TABLE.read_text(encoding="utf8") == text else 1
    arguments.out.write_text(text, encoding="utf8")
    return 0


if __name__ == "__main__": sys.exit(main())

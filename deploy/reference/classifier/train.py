#!/usr/bin/env python3
"""Train the classifier's tables of a language from its labelled corpus, byte for byte the same each time.

    train.py --leads DIR [--language en] [--out DIR]   write the tables; DIR holds the texts of the labelled leads
    train.py --leads DIR --check                       compare with the committed tables: exit 1 where they differ,
                                                       77 where WordNet (Debian wordnet-base) or the texts are missing
    train.py --corpus                                  only check the corpus, and count it

Without the leads' texts no table of a language with labelled leads can be made: they belong to others and are not part of
the project.
"""
import argparse
import collections
import pathlib
import sys
from collections.abc import Callable
from typing import NamedTuple

sys.dont_write_bytecode = True
import characters  # noqa: E402  (a checkout stays clean)
import corpus  # noqa: E402
import linear  # noqa: E402
import tables  # noqa: E402
import words  # noqa: E402

REFERENCE = pathlib.Path(__file__).resolve().parents[3] / "Shared" / "ReferenceData"
# The tables that all languages share.
SHARED = REFERENCE / "Languages" / "mul"
# Pairs that fewer items have are left out of the tables. Chosen, as `least`, on text that nobody trained on: a fifth of
# all terms decides as well as all.
PAIRS = 2
# The realis with which a labelled event is a risk that its text reports.
CURRENT = ("actual", "planned", "feared")
# The classes that never report a risk. Of the others only ASSAULT tells its category: a ban and a coup are both COERCE.
RISKLESS = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "POLICY", "NONE")


class Question(NamedTuple):
    """What one table answers, and how it is trained."""
    about: str
    answer: Callable | None
    # Whether a word `reach` words into a text (classifier-settings.tsv) counts half of the first; else all count the same.
    early: bool
    scaled: bool
    # Whether names of people and places may speak.
    names: bool
    balance: float
    # Smaller weights are left out of the table.
    least: float
    # Whether it is trained on conduct.tsv alone.
    conduct: bool = False
    # Whether lead-risks.tsv and reports.tsv are trained on too.
    reports: bool = False
    # Which share of a word's weight its kin have: words of one concept learn from each other.
    kin: float = 0.0


def questions(of_type, risk_of):
    return {
        "event": Question("Which kind of event a sentence reports.", lambda x: of_type.get(x.label, x.label),
                          early=True, scaled=True, names=False, balance=0.15, least=1.2),
        "topic": Question("What a text is about, and in which genre.", lambda x: None if x.topic == corpus.UNREAD else x.topic,
                          early=False, scaled=False, names=True, balance=0.3, least=0.5),
        "conduct": Question("Whether a text reports a certain party's wrongdoing, or only talks of wrongdoing.", None,
                            early=False, scaled=True, names=True, balance=0.0, least=0.5, conduct=True),
        "risk": Question("Which category of risk a title and first sentence report.", risk_of,
                         early=True, scaled=True, names=False, balance=0.0, least=0.8, reports=True, kin=0.2),
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


def risk_classes():
    """The classes of the risk table in their order, and the category of each event type that is a risk."""
    classes = [row["category"] for row in corpus.table(SHARED / "classifier-risks.tsv", ("category", "type"))]
    return [*classes, "NONE"], {row["type"]: row["category"] for row in event_types() if row["ledger"] == "risk"}


def reach_of(folder):
    """How many words, or characters, into a text one counts half of the first, as the services read it too."""
    rows = corpus.table(folder / "classifier-settings.tsv", ("setting", "value"))
    return next(float(row["value"]) for row in rows if row["setting"] == "reach")


def script_of(folder):
    """How the texts of a language are cut into terms: Chinese is written without spaces, and its terms are characters."""
    return characters if folder.name == "zh" else words


def items_by_question(folder, texts):
    """The texts with their answers, and the classes, of each question of a language with labelled leads."""
    classes, of_type = event_classes(folder)
    labels = set(classes) | set(of_type)
    items = [*corpus.own_items(folder / "corpus", labels), *corpus.lead_items(folder / "corpus", labels, texts)]
    risks, category_of = risk_classes()
    types = {row["type"] for row in event_types()}

    def risk_of(item):
        """The category of an item, or None where its label leaves it open."""
        if item.source == "leads":
            return None
        if item.label in types or item.label in RISKLESS or item.realis not in CURRENT:
            return category_of.get(item.label, "NONE") if item.realis in CURRENT else "NONE"
        return "SEC" if item.label == "ASSAULT" else None

    answers = {"event": classes, "topic": list(corpus.TOPICS), "conduct": list(corpus.CONDUCT), "risk": risks}
    for name, question in questions(of_type, risk_of).items():
        if question.conduct:
            pairs = list(corpus.conduct_items(folder / "corpus"))
        else:
            answered = [(x.text, question.answer(x)) for x in items]
            pairs = [(text, answer) for text, answer in answered if answer is not None]
        if question.reports:
            pairs += corpus.lead_risks(folder / "corpus", risks, texts)
            pairs += reports(folder, labels)
        yield name, question, pairs, answers[name]


def reports(folder, labels):
    """The labelled reports of a language, each with its category of risk or NONE."""
    _, category_of = risk_classes()
    return [(text, category_of.get(label, "NONE")) for text, label in corpus.report_items(folder / "corpus", labels)]


def risk_only(folder):
    """As items_by_question, for a language of which only reports are labelled: the risk question alone."""
    risks, category_of = risk_classes()
    question = questions({}, None)["risk"]
    yield "risk", question, reports(folder, {*category_of, "NONE"}), risks


def build(folder, texts):
    """The names and texts of all tables; `texts` is None for a language without labelled leads."""
    script, reach = script_of(folder), reach_of(folder)
    result, lemmas = {}, set()
    for name, question, pairs, classes in items_by_question(folder, texts) if has_leads(folder) else risk_only(folder):
        silent = frozenset() if question.names else script.names(text for text, _ in pairs)
        early = reach if question.early else None
        rows = [(script.terms(text, silent, early, question.scaled), answer) for text, answer in pairs]
        weights, bias = trained(rows, classes, question, silent, script)
        count = collections.Counter(term for text, _ in rows for term, _ in text)
        kept = {term: row for term, row in weights.items()
                if max(map(abs, row)) >= question.least and (" " not in term or count[term] >= PAIRS)}
        lemmas.update(lemma for term in kept for lemma in term.split(" "))
        result[f"classifier-{name}.tsv"] = tables.weights_text(
            script, question.about, kept, bias, classes, question.least)
    result["classifier-forms.tsv"] = tables.forms_text(script, lemmas)
    return result


def trained(rows, classes, question, silent, script):
    """The weights by term, and the classes' biases; `silent` are the words of names."""
    if not question.kin:
        return linear.train(rows, classes, question.balance)
    wider = [(linear.with_kin(terms, script.kin, question.kin), answer) for terms, answer in rows]
    weights, bias = linear.train(wider, classes, question.balance)
    return linear.without_kin(weights, script.common() - silent, script.kin, question.kin), bias


def has_leads(folder):
    return (folder / "corpus" / "leads.tsv").exists()


def count(folder):
    """Checks the corpus of a language and counts its items by source."""
    counts = collections.Counter()
    if has_leads(folder):
        classes, of_type = event_classes(folder)
        labels = set(classes) | set(of_type)
        counts.update(x.source for x in corpus.own_items(folder / "corpus", labels))
        counts["leads"] = sum(1 for x in corpus.table(folder / "corpus" / "leads.tsv", corpus.LEADS)
                              if corpus.checked(x, labels, (corpus.UNREAD,)))
        counts["lead-risks"] = sum(1 for _ in corpus.checked_risks(folder / "corpus", risk_classes()[0]))
        counts["conduct"] = sum(1 for _ in corpus.conduct_items(folder / "corpus"))
    else:
        labels = {*risk_classes()[1], "NONE"}
    counts["reports"] = sum(1 for _ in corpus.report_items(folder / "corpus", labels))
    return counts


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
            print(" ".join(f"{name} {number}" for name, number in sorted(count(folder).items())))
            return 0
        if has_leads(folder) and (not words.available() or options.leads is None or not options.leads.is_dir()):
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

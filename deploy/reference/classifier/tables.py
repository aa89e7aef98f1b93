"""The tables that a trained model is written to: `classifier-forms.tsv` and one table of weights a question."""
import words

SOURCES = (
    "the project's own phrases, sentences and headlines (phrases, sentences, conduct and reports in corpus/), Apache-2.0",
    "labels of items of Wikipedia's Portal:Current events, CC BY-SA 3.0 and 4.0 (corpus/leads.tsv; no text is copied)",
    "lemmas and forms: WordNet 3.0 (Debian wordnet-base), Princeton University, free licence",
)


def text(about, columns, rows):
    lines = [f"# {about[0]}", *(f"# {x}" for x in about[1:]), *(f"# Source: {x}" for x in SOURCES),
             "# Made by deploy/reference/classifier/train.py; do not edit, label more instead.", "\t".join(columns)]
    return "\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n"


def weights_text(about, weights, bias, classes, least):
    """Rows of (term, class, weight), those of at least `least` in size; `*` is what a class weighs beforehand."""
    rows = [("*", name, f"{value:.2f}") for name, value in zip(classes, bias)]
    for term in sorted(weights):
        rows += [(term, name, f"{value:.2f}") for name, value in zip(classes, weights[term]) if abs(value) >= least]
    about = (about, "term: a lemma of classifier-forms.tsv, or two that are neighbours; * is what a class weighs beforehand",
             "weight: added to the class's sum, by the term's weight in the text (deploy/docs/classifier.md)")
    return text(about, ("term", "class", "weight"), rows)


def forms(lemmas):
    """All forms of each lemma: its inflections by WordNet's rules, those that lead back to it."""
    irregular = {}
    for part in ("verb", "noun"):
        for form, base in words.exceptions(part).items():
            irregular.setdefault(base, set()).add(form)
    for short, base in words.SHORT.items():
        irregular.setdefault(base, set()).add(short)
    found = {}
    for lemma in lemmas:
        candidates = {lemma} | irregular.get(lemma, set()) | inflections(lemma)
        found[lemma] = sorted(x for x in candidates if x.isalpha() and words.lemma(x) == lemma)
    return found


def inflections(lemma):
    stems = {lemma, lemma + lemma[-1]}
    if lemma.endswith("e"):
        stems.add(lemma[:-1])
    if lemma.endswith("y"):
        stems.add(lemma[:-1] + "i")
    endings = ("s", "es", "d", "ed", "ing")
    return {stem + ending for stem in stems for ending in endings}


def forms_text(lemmas):
    rows = [("-", ",".join(sorted(words.SKIPPED)))]
    rows += [(lemma, ",".join(all_forms)) for lemma, all_forms in sorted(forms(lemmas).items()) if all_forms]
    return text(("The words of the classifier's tables.", "lemma: as the tables of weights name it; - for words that are passed over",
                 "forms: the words that count as the lemma, the lemma itself where it is one"), ("lemma", "forms"), rows)

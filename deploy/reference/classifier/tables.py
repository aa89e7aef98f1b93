"""The tables that a trained model is written to: `classifier-forms.tsv` and one table of weights a question. `script` says how
texts are cut into terms: words.py or characters.py."""


def text(script, about, columns, rows):
    lines = [f"# {about[0]}", *(f"# {x}" for x in about[1:]), *(f"# Source: {x}" for x in script.SOURCES),
             "# Made by deploy/reference/classifier/train.py; do not edit, label more instead.", "\t".join(columns)]
    return "\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n"


def weights_text(script, about, weights, bias, classes, least):
    """Rows of (term, class, weight), those of at least `least` in size; `*` is what a class weighs beforehand."""
    rows = [("*", name, f"{value:.2f}") for name, value in zip(classes, bias)]
    for term in sorted(weights):
        rows += [(term, name, f"{value:.2f}") for name, value in zip(classes, weights[term]) if abs(value) >= least]
    about = (about, "term: a lemma of classifier-forms.tsv, or two that are neighbours; * is what a class weighs beforehand",
             "weight: added to the class's sum, by the term's weight in the text (deploy/docs/classifier.md)")
    return text(script, about, ("term", "class", "weight"), rows)


def forms_text(script, lemmas):
    rows = [("-", ",".join(sorted(script.SKIPPED)))] if script.SKIPPED else []
    rows += [(lemma, ",".join(all_forms)) for lemma, all_forms in sorted(script.forms(lemmas).items()) if all_forms]
    return text(script, ("The words of the classifier's tables.", "lemma: as the tables of weights name it; - for words that are passed over",
                 "forms: the words that count as the lemma, the lemma itself where it is one"), ("lemma", "forms"), rows)

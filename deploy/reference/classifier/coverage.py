#!/usr/bin/env python3
"""Report the verbs of texts that neither a trigger nor the event table knows, the most frequent first.

    coverage.py [--language en] [--heads VERB[,VERB...]] [--least N] FILE...

FILE holds JSON lines with an article's `body`, plain or gzipped, as `{"article": {...}}` or bare. A word counts as a
verb where its form is one of a verb of WordNet 3.0 and it is not the base form, which may be a noun. With --heads only
verbs are listed whose WordNet synsets lie under a synset of one of these verbs: `--heads kill,destroy,steal` lists verbs
of harm that are still to be reviewed. The report is read by people; nothing is written to the tables.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re
import sys

sys.dont_write_bytecode = True
import words  # noqa: E402  (a checkout stays clean)

LANGUAGES = pathlib.Path(__file__).resolve().parents[3] / "Shared" / "ReferenceData" / "Languages"


def synsets():
    """WordNet's verb synsets: for each offset its words and the offsets of its troponyms (pointer symbol ~)."""
    found = {}
    with open(words.WORDNET / "data.verb", encoding="ascii") as lines:
        for line in lines:
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            names = [fields[4 + 2 * place] for place in range(count)]
            start = 4 + 2 * count
            pointers = [fields[start + 1 + 4 * place:start + 5 + 4 * place] for place in range(int(fields[start]))]
            found[fields[0]] = (names, [target for symbol, target, part, _ in pointers if symbol == "~" and part == "v"])
    return found


def under(heads):
    """The verbs of all synsets that hold one of the heads, and of those below them."""
    verbs = synsets()
    stack = [offset for offset, (names, _) in verbs.items() if heads & set(names)]
    seen = set()
    while stack:
        offset = stack.pop()
        if offset not in seen:
            seen.add(offset)
            stack += verbs[offset][1]
    return {name for offset in seen for name in verbs[offset][0]}


def known(folder):
    """The lemmas that a trigger's pattern or a row of the event table names."""
    found = set()
    for name in ("event-triggers.tsv", "event-words.tsv", "event-idioms.tsv", "event-modifiers.tsv"):
        for line in (folder / name).read_text("utf8").splitlines():
            if not line.startswith("#"):
                found |= {words.lemma(x) for x in re.findall(r"[a-z]+", line.rsplit("\t", 1)[-1].lower())}
    for line in (folder / "classifier-event.tsv").read_text("utf8").splitlines():
        if not line.startswith("#"):
            found.add(line.split("\t", 1)[0])
    return found


def verbs_of(paths):
    count = collections.Counter()
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                for token in words.tokens(record.get("article", record).get("body", "")):
                    lemma = words.lemma(token) if token.isalpha() and token.islower() else token
                    if lemma != token and lemma in words.index("verb") and not token.endswith("s"):
                        count[lemma] += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="en")
    parser.add_argument("--heads", default="")
    parser.add_argument("--least", type=int, default=2)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    if not words.available():
        print("coverage.py: WordNet is missing; install Debian's wordnet-base", file=sys.stderr)
        return 77
    count, seen = verbs_of(options.files), known(LANGUAGES / options.language)
    covered = sum(number for lemma, number in count.items() if lemma in seen)
    print(f"# {len(count)} verbs, {sum(count.values())} uses, of which {covered / max(1, sum(count.values())):.1%} are known")
    wanted = under(set(options.heads.split(","))) if options.heads else None
    for lemma, number in sorted(count.items(), key=lambda x: (-x[1], x[0])):
        if lemma not in seen and number >= options.least and (wanted is None or lemma in wanted):
            print(f"{number}\t{lemma}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

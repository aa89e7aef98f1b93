"""The labelled texts of a language: the folder `corpus` beside its tables.

`phrases.tsv`, `sentences.tsv`, `reports.tsv` and `conduct.tsv` hold the project's own words, `leads.tsv` and `lead-risks.tsv` the ids
and labels of others' texts, which are read from a folder that the caller names: lines of JSON with `id` and `body`, gzipped or
not. The labels are explained in deploy/docs/labelling-guide.md.
"""
import gzip
import json
import pathlib
from typing import NamedTuple

REALIS = ("actual", "past", "anniversary", "planned", "feared", "denied", "ended", "drill", "court")
TOPICS = ("news", "sport", "market", "technology", "entertainment", "opinion", "guidance", "history", "lifestyle", "weather")
OWN = ("label", "realis", "topic", "round", "text")
LEADS = ("id", "label", "realis", "topic", "round")
LEAD_RISKS = ("id", "category", "round")
REPORTS = ("label", "round", "text")
CONDUCT = ("case", "talk")
# The realis and the topic of a lead that was read for its label alone.
UNREAD = "-"


class Item(NamedTuple):
    """A labelled text; `label` is an event type, a class or NONE."""
    label: str
    realis: str
    topic: str
    text: str
    source: str


class CorpusError(Exception):
    pass


def table(path, columns):
    """The rows of a table of that header as dictionaries, each with its place for errors."""
    header = None
    with open(path, encoding="utf8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            fields = line.rstrip("\n").split("\t")
            if header is None:
                header = tuple(fields)
                if header != tuple(columns):
                    raise CorpusError(f"{path}:{number}: has the columns {header}; expected {tuple(columns)}")
                continue
            if len(fields) != len(columns):
                raise CorpusError(f"{path}:{number}: has {len(fields)} fields; expected {len(columns)}")
            yield dict(zip(columns, fields), place=f"{path}:{number}")


def checked(row, labels, unread=()):
    """A row whose label, realis and topic are known; realis and topic may also be among `unread`."""
    for column, allowed in (("label", labels), ("realis", (*REALIS, *unread)), ("topic", (*TOPICS, *unread))):
        if row[column] not in allowed:
            raise CorpusError(f"{row['place']}: the {column} {row[column]!r} is unknown; see deploy/docs/labelling-guide.md")
    return row


def once(row, seen):
    """Notes the place of a row's text in `seen`; a text that is already there is an error."""
    if row["text"] in seen:
        raise CorpusError(f"{row['place']}: the text is also at {seen[row['text']]}; expected every text once")
    seen[row["text"]] = row["place"]


def own_items(folder, labels):
    """The project's own phrases and sentences; every text once."""
    seen = {}
    for source in ("phrases", "sentences"):
        for row in table(folder / f"{source}.tsv", OWN):
            once(checked(row, labels), seen)
            yield Item(row["label"], row["realis"], row["topic"], row["text"], source)


def report_items(folder, labels):
    """Headlines and leads of `reports.tsv`: pairs of a text and the event type that it reports, or NONE; every text once."""
    seen = {}
    for row in table(folder / "reports.tsv", REPORTS):
        if row["label"] not in labels:
            raise CorpusError(f"{row['place']}: the label {row['label']!r} is unknown; see deploy/docs/labelling-guide.md")
        once(row, seen)
        yield row["text"], row["label"]


def conduct_items(folder):
    """Pairs of a text of `conduct.tsv` and its answer; every text once."""
    seen = {}
    for row in table(folder / "conduct.tsv", ("conduct", "round", "text")):
        if row["conduct"] not in CONDUCT:
            raise CorpusError(f"{row['place']}: the conduct {row['conduct']!r} is unknown; expected one of {CONDUCT}")
        once(row, seen)
        yield row["text"], row["conduct"]


def lead_items(folder, labels, texts):
    """The labelled leads, with their texts from the folder `texts`."""
    rows = [checked(row, labels, (UNREAD,)) for row in table(folder / "leads.tsv", LEADS)]
    found = lead_texts(folder / "leads.tsv", rows, texts)
    return [Item(row["label"], row["realis"], row["topic"], found[row["id"]], "leads") for row in rows]


def lead_risks(folder, categories, texts):
    """Pairs of a lead's text, from the folder `texts`, and the category of risk that it reports, or NONE."""
    rows = list(checked_risks(folder, categories))
    found = lead_texts(folder / "lead-risks.tsv", rows, texts)
    return [(found[row["id"]], row["category"]) for row in rows]


def checked_risks(folder, categories):
    for row in table(folder / "lead-risks.tsv", LEAD_RISKS):
        if row["category"] not in categories:
            raise CorpusError(f"{row['place']}: the category {row['category']!r} is unknown; expected one of {categories}")
        yield row


def lead_texts(path, rows, texts):
    """The texts by id, from the folder `texts`, of the rows of the table `path`; every id once."""
    wanted = {row["id"] for row in rows}
    if len(wanted) != len(rows):
        raise CorpusError(f"{path}: an id is there twice; expected every id once")
    found = {}
    for file in sorted(pathlib.Path(texts).glob("*.jsonl*")):
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                if record.get("id") in wanted:
                    found.setdefault(record["id"], " ".join(record["body"].split()))
    missing = sorted(wanted - found.keys())
    if missing:
        raise CorpusError(f"{texts}: lacks the texts of {len(missing)} labelled leads, the first {missing[0]}")
    return found

"""The tasks of the measured page: what is asked, on what, and what others reach."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from evaluation.chains import chained
from evaluation.sets import Measured, copied_reports, paragraphs, pooled, undated, undated_among_peers

CONSTRUCTIONS = Path(__file__).resolve().parents[1] / "tests" / "constructions"
NUMBERS = CONSTRUCTIONS.with_name("amounts_traps")
# The folder of the data, a folder for scratch, and the names of the gold stories, to the sets of a task.
Sets: TypeAlias = Callable[[Path, Path, tuple[str, ...]], list[Measured]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One task on the page: what is asked, what it is measured on (made in a folder for scratch), what others reach.

    `by_rules` tasks lean on the analyser, and are measured with the rules alone, too, where the model reads.
    """

    title: str
    task: str
    asked: str
    sets: Sets
    others: str = ""
    by_rules: bool = False


def _same(name: str, path: Path) -> Measured:
    return Measured(name, path, path)


def _gold(data: Path, names: tuple[str, ...]) -> list[Measured]:
    home = data / "gold"
    return [Measured(name, home / name / "texts", home / name / "gold.json") for name in names]


def _seeds(data: Path) -> Measured:
    return Measured("two shared reports", data.parent / "seeds", data / "gold" / "seeds_part" / "gold.json")


SECTIONS: tuple[Section, ...] = (
    Section(
        title="Records of a story",
        task="gold",
        by_rules=True,
        asked="Claims are matched to gold claims of their type, one to one, by overlap; facts are not exhaustive in the"
        " gold, so that their precision is none. Fields count on matched claims only. Relations count as pairs of"
        " claims, `reachable` being the gold pairs both of whose claims were found. `traps` are pairs that look like a"
        " contradiction and are none.",
        sets=lambda data, _, stories: [*_gold(data, stories), _seeds(data)],
    ),
    Section(
        title="Confidence",
        task="confidence",
        asked="Of claims read with high, medium and low confidence, how many are right; the stories together. `found`:"
        " the gold has a claim of this type there, so that a true claim that the gold leaves out counts as wrong. The"
        " rows of fields count on claims found: the ends and the unit of an amount, what it counts (half of the words"
        " shared), the speaker of a statement, the modality of any. `right`: found, and with the gold's ends and unit,"
        " or speaker. The aim is 95 % of high and 80 % of medium.",
        sets=lambda data, scratch, stories: [pooled([data / "gold" / name for name in stories], scratch)],
    ),
    Section(
        title="Who said what",
        task="attribution",
        by_rules=True,
        asked="Source, cue and content spans. `soft tuple`: cues overlap, source and content reach Jaccard 0.5 over"
        " words; `exact`: the same words; `report cues`: attributions whose cue holds a reporting verb.",
        sets=lambda data, _, __: [_same("PolNeAR dev, 84 articles", data / "attribution" / "polnear_dev.jsonl")],
        others="soft tuple F1 on report cues: a BERT-base tagger 82.7, rules over a parser 72, human annotators 93.0;"
        " on all cues the tagger has 63.0.",
    ),
    Section(
        title="Forty constructions of reported speech",
        task="constructions",
        by_rules=True,
        asked="Small reports of our own with marks, at least two for each construction, numbered as in"
        " tests/constructions, and read as a user's reports are: what is said, by whom, how, and what is claimed of it."
        " `all of it read`: constructions with no failing case. They are tests, not a sample: the rules were written"
        " with such sentences in mind.",
        sets=lambda *_: [_same("our own cases", CONSTRUCTIONS)],
    ),
    Section(
        title="Whom sources stand for",
        task="speakers",
        by_rules=True,
        asked="Subjects of reporting verbs and what follows `according to`, in documents with coreference chains:"
        " whether the names given for a source are names of its chain. `right` and `resolved` count sources that some"
        " name stands for; a source that is not found counts as unresolved. The rules were made looking at the first"
        " set and at a part of the last.",
        sets=lambda data, scratch, _: chained(data / "language", scratch),
    ),
    Section(
        title="Numbers that are no amounts",
        task="amounts",
        asked="Sentences of our own with marked numbers (tests/amounts_traps), each read as a report of its own."
        " Numbers that are no amounts are `mistaken` where an amount is read there (an age may be read as an age, and"
        " as nothing else); amounts that look like them are `right` where one amount with these ends and this unit is"
        " read. They are tests, not a sample: of the sentences as first written, 7.7 % of the numbers were mistaken and"
        " 93.5 % of the amounts right before the rules were mended; of 152 numbers written after that (`later`), 2.7 %"
        " and 100 %.",
        sets=lambda *_: [_same("our own sentences", NUMBERS)],
    ),
    Section(
        title="Time expressions",
        task="time",
        asked="TIMEX3 with the document's date given, which itself is not counted; `value` and `type` among expressions"
        " that overlap.",
        sets=lambda data, _, __: [
            _same("TimeBank, 183 articles", data / "time" / "timebank.jsonl"),
            _same("AQUAINT, 73 articles", data / "time" / "aquaint.jsonl"),
        ],
        others="HeidelTime, F1 strict / relaxed / value / type: TimeBank 85.3 / 91.9 / 79.5 / 89.7, AQUAINT 81.3 / 92.5"
        " / 72.9 / 84.6.",
    ),
    Section(
        title="Names",
        task="entities",
        by_rules=True,
        asked="Spans over words as given, exact.",
        sets=lambda data, _, __: [_same("newswire dev", data / "language" / "ner_newswire_dev.jsonl.gz")],
        others="A small trained encoder (MiniLM-L6): all 83.1, Person 90.3, Organization 80.4, Location 84.3, NORP"
        " 83.5, Facility 42.",
    ),
    Section(
        title="Syntax",
        task="syntax",
        by_rules=True,
        asked="Words and sentences given; relations by their main type; over all words.",
        sets=lambda data, _, __: [
            _same("EWT dev", data / "language" / "ud_ewt_dev.conllu.gz"),
            _same("GUM dev", data / "language" / "ud_gum_dev.conllu.gz"),
        ],
        others="A small trained encoder (MiniLM-L6): UPOS 97.1, UAS 91.8, LAS 89.6.",
    ),
    Section(
        title="Sentences",
        task="sentences",
        asked="Ends of the sentences of paragraphs, those alone that are not the paragraph's as well, and whole spans."
        " Nothing is fitted to these texts, so that there is nothing to hold out; but the errors on GUM train were read"
        " while the rules were written, those on GUM dev were not.",
        sets=lambda data, scratch, _: [
            paragraphs(
                data / "language" / f"ud_gum_{part}.conllu.gz", scratch / part / genre, f"GUM {part}, {name}", genre
            )
            for part in ("train", "dev")
            for name, genre in (("all genres", ""), ("news", "GUM_news"))
        ],
        others="inside paragraphs of GUM train, all genres and news, by this scorer: blingfire 95.2 and 95.4, syntok"
        " 94.1 and 94.9, pysbd 93.7 and 91.2; whole spans: blingfire 93.4 and 92.4.",
    ),
    Section(
        title="Stories",
        task="stories",
        asked="BCubed over all texts; `predicted` and `gold` count stories.",
        sets=lambda data, _, __: [
            _same(name, data / "stories" / f"{file}.jsonl")
            for name, file in (
                ("ECB+, 982 texts, undated", "ecbplus"),
                ("AllSides, 9,198 leads, undated", "allsides_lead"),
                ("UCI, 6,366 titles, dated", "uci_titles"),
            )
        ],
        others="Single-pass clustering of TF-IDF vectors, F1: 87.4, 71.0, 72.0.",
    ),
    Section(
        title="Copies and shared origins",
        task="copies",
        asked="Pairs of reports. There are few in the data, so that these figures say little.",
        sets=lambda data, scratch, stories: [copied_reports([data / "gold" / name for name in stories], scratch)],
    ),
    Section(
        title="Dating",
        task="dating",
        asked="`contains %`: how often the true day lies in the interval given, an open one included; `coverage %`: how"
        " many intervals are under a year, with their median width in days; `median error` of the best day, in days."
        " Alone: a fixed sample of PolNeAR dev and Timeline17; among peers: groups of eight of one topic of Timeline17,"
        " each report hidden in turn.",
        sets=lambda data, scratch, _: [
            undated([data / "timelines" / "articles.jsonl", data / "attribution" / "polnear_dev.jsonl"], scratch),
            undated_among_peers(data / "timelines" / "articles.jsonl", scratch),
        ],
    ),
    Section(
        title="Timelines",
        task="timeline",
        asked="Date F1 at the length and within the range of each gold timeline, averaged over timelines.",
        sets=lambda data, _, __: [
            Measured(
                "Timeline17, 2,262 reports",
                data / "timelines" / "articles.jsonl",
                data / "timelines" / "timelines.jsonl",
            )
        ],
        others="Counting the reports that name a day 54.4; DATEWISE 54.4.",
    ),
)

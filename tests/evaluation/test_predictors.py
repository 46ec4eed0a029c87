"""Every predictor on files as they may come: order kept, nothing dropped, one failing text costs no other."""

import gzip
import json
from pathlib import Path

import pytest

from evaluation import reader
from evaluation.files import Row, read_rows, write_rows
from evaluation.predict import account, gold, speech, syntax, time
from evaluation.predict.corpus import predict_copies, predict_stories
from evaluation.predict.dating import predict_dating
from evaluation.predict.entities import predict_entities
from evaluation.predict.sentences import predict_sentences
from evaluation.predict.speakers import predict_speakers
from evaluation.predict.timeline import predict_timeline
from evaluation.tasks import TASKS, predict_task

TEXT = (
    "OSTRA, May 3 (Delta Wire) - At least 12 people died when the Ruddle dam broke on Monday, Mayor Ina Pell said.\n\n"
    "“We will rebuild it by June 2024,” Pell told reporters in Ostra on Tuesday."
)
# As few texts come: no title, no text, wrong types, ids that repeat, gold fields and fields nobody knows.
ODD: list[Row] = [
    {"id": "b", "title": "Dam breaks", "text": TEXT, "date": "2023-05-03", "topic": "dam", "story": "gold", "x": [1]},
    {"id": "a", "title": None, "text": None, "date": None, "topic": "dam", "attributions": [], "timex": []},
    {"id": "a", "text": "", "dct": "", "topic": "fire", "peers": None},
    {"id": 7, "title": 3, "text": 5, "published": "1683072000000", "words": None, "tags": None, "topic": "dam"},
    {"text": "\ud800 half a character, said Ina Pell.\r\n\r\nOn May 2, 2023 it rained.\r\n", "dct": 1683072000000},
    {"id": "c", "text": TEXT, "date": "2023-05-03", "peers": [None, {"text": TEXT}, {"id": "c", "date": "2023-05-03"}]},
]
LINES = {
    "attribution": speech.predict,
    "time": time.predict,
    "entities": predict_entities,
    "sentences": predict_sentences,
    "speakers": predict_speakers,
    "stories": predict_stories,
    "dating": predict_dating,
}


def _run(tmp_path: Path, task: str, rows: list[Row], ends: str = "") -> list[Row]:
    source, target = tmp_path / f"in.jsonl{ends}", tmp_path / f"out.jsonl{ends}"
    write_rows(source, rows)
    predict_task(task, source, target)
    return read_rows(target)


@pytest.mark.parametrize("ends", ["", ".gz"])
@pytest.mark.parametrize("task", sorted(LINES))
def test_one_answer_a_line_in_order(tmp_path: Path, task: str, ends: str) -> None:
    found = _run(tmp_path, task, ODD, ends)
    assert len(found) == len(ODD)
    if task != "entities":
        assert [row["id"] for row in found] == [row.get("id") for row in ODD]


@pytest.mark.parametrize("task", sorted(LINES))
def test_an_empty_file_gives_an_empty_file(tmp_path: Path, task: str) -> None:
    assert _run(tmp_path, task, []) == []


@pytest.mark.parametrize("task", ["attribution", "time", "sentences"])
def test_offsets_point_into_the_text_as_given(tmp_path: Path, task: str) -> None:
    for row, found in zip(ODD, _run(tmp_path, task, ODD), strict=True):
        text = row.get("text") if isinstance(row.get("text"), str) else ""
        spans = [*found.get("spans", ()), *([t["start"], t["end"]] for t in found.get("timex", ()))]
        spans += [s for a in found.get("attributions", ()) for part in a.values() for s in part]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert bool(spans) == (text != "") or task == "attribution"


def test_tokenised_text_has_the_same_times(tmp_path: Path) -> None:
    text = "It fell on May 3 , 2023 , he said . The two - year wait ended . `` It is over . ''"
    (row,) = _run(tmp_path, "time", [{"id": 1, "text": text, "dct": "2023-06-01"}])
    assert [t["value"] for t in row["timex"]] == ["2023-05-03", "P2Y"]
    assert [text[t["start"] : t["end"]] for t in row["timex"]] == [t["text"] for t in row["timex"]]
    assert row["timex"][0]["text"] == "May 3 , 2023"


@pytest.mark.parametrize(
    ("task", "broken"),
    [
        ("attribution", "evaluation.predict.speech.parse_report"),
        ("time", "evaluation.predict.time.find_times_in_text"),
        ("sentences", "evaluation.predict.sentences.split_sentences"),
        ("entities", "evaluation.predict.entities.tag_names"),
        ("stories", "evaluation.predict.corpus.read_features"),
        ("dating", "evaluation.predict.dating.parse_report"),
    ],
)
def test_one_failing_text_costs_no_other(
    tmp_path: Path, task: str, broken: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(reader.KIND, "rules")
    words = ["Ina", "Pell", "left", "Ostra"]
    rows = [{"id": i, "text": f"{TEXT} Number {i}.", "words": [*words, str(i)]} for i in range(3)]
    whole = _run(tmp_path, task, rows)
    module, name = broken.rsplit(".", 1)
    real = getattr(__import__(module, fromlist=[name]), name)

    def fails_once(*args: object, **kwargs: object) -> object:
        if any("Number 1" in str(getattr(a, "text", a)) or (isinstance(a, list) and "1" in a) for a in args):
            raise RuntimeError("broken on purpose")
        return real(*args, **kwargs)

    monkeypatch.setattr(broken, fails_once)
    found = _run(tmp_path, task, rows)
    told = capsys.readouterr().err
    assert "RuntimeError: broken on purpose" in told
    assert len(found) == 3
    if task != "stories":
        assert [found[0], found[2]] == [whole[0], whole[2]]


def test_words_come_back_as_given(tmp_path: Path) -> None:
    rows = [
        {"words": ["Ina", "Pell", "paid", "20 000", "in", "Ostra", "", None, 5], "tags": ["O"]},
        {"words": []},
        {"words": "Ina Pell"},
    ]
    found = _run(tmp_path, "entities", rows)
    assert [row["words"] for row in found] == [rows[0]["words"], [], []]
    assert [len(row["tags"]) for row in found] == [9, 0, 0]


CONLLU = (
    "# sent_id = 1\n# text = Pell doesn't know\n1\tPell\tPELL\tX\t_\t_\t0\troot\t_\t_\n"
    "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdoes\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "4\tknow\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n# late comment\n4.1\tit\t_\t_\t_\t_\t_\t_\t4:obj\t_\n\n"
    "# only a comment\n\n\n1\t20 000\t_\t_\t_\t_\t_\t_\t_\t_\n2\tleft\t_"
)


@pytest.mark.parametrize("ends", ["", ".gz"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_line_of_a_treebank_stays_in_its_place(tmp_path: Path, ends: str, line_end: str) -> None:
    source, target = tmp_path / f"in.conllu{ends}", tmp_path / f"out.conllu{ends}"
    data = CONLLU.replace("\n", line_end).encode()
    source.write_bytes(gzip.compress(data) if ends else data)
    syntax.predict_syntax(source, target)
    text = (gzip.decompress(target.read_bytes()) if ends else target.read_bytes()).decode()
    before, after = CONLLU.split("\n"), text.split("\n")
    assert after == [*after[: len(before)], "", ""]
    for one, two in zip(before, after, strict=False):
        if one.startswith("#") or not one:
            assert two == one
        else:
            assert two.split("\t")[:2] == one.split("\t")[:2]
            assert len(two.split("\t")) == 10
    heads = [line.split("\t")[6] for line in after[2:9] if line[:1].isdigit() and "-" not in line.split("\t")[0]]
    assert heads.count("0") == 1
    assert after[8].split("\t")[2:] == ["_"] * 8


@pytest.mark.parametrize(
    ("heads", "tree"),
    [((-1,), True), ((1, -1, 1), True), ((-1, -1), False), ((1, 0, -1), False), ((-1, 5), False), ((0, -1), False)],
)
def test_is_tree(heads: tuple[int, ...], tree: bool) -> None:
    assert syntax.is_tree(heads, len(heads)) is tree


def test_a_sentence_that_fails_is_read_flat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(syntax, "chosen_analyser", lambda _: object())
    source, target = tmp_path / "in.conllu", tmp_path / "out.conllu"
    source.write_text("1\tPell\n2\tleft\n\n", encoding="utf-8")
    syntax.predict_syntax(source, target)
    assert target.read_text(encoding="utf-8") == (
        "1\tPell\tPell\tX\t_\t_\t0\troot\t_\t_\n2\tleft\tleft\tX\t_\t_\t1\tdep\t_\t_\n\n"
    )


def test_dating_never_looks_at_the_lines_own_date(tmp_path: Path) -> None:
    peers = [{"id": "p", "text": TEXT.replace("12", "14"), "published": "2023-05-03"}, {"id": "q", "text": TEXT}]
    row = {"id": "r-2020-01-01", "text": TEXT, "peers": peers}
    own = {"published": "1999-01-01", "date": 5, "dct": "1999-01-01"}
    itself = [*peers, {"id": "r-2020-01-01", "text": TEXT, "published": "1999-01-01"}]
    found = _run(tmp_path, "dating", [row, row | own, row | {"peers": itself}, row | {"peers": "none"}])
    assert found[0] == found[1] == found[2]
    assert "1999" not in json.dumps(found)
    assert "2020" not in json.dumps([row["published"] for row in found])


def test_a_timeline_for_each_topic_in_the_order_they_come(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write_rows(source, ODD)
    predict_timeline(source, target)
    found = read_rows(target)
    assert [row["topic"] for row in found] == ["dam", "fire", ""]
    assert found[0]["dates"][0] == "2023-05-03"
    assert found[1]["dates"] == []
    assert set(found[2]["dates"]) == {"2023-05-01", "2023-05-02", "2023-05-03"}


def test_days_looked_back_on_lead(tmp_path: Path) -> None:
    text = "The dam that broke on May 3, 2023 is no more. It rained on Monday."
    rows = [{"topic": "dam", "dct": f"2023-06-{day}", "text": text} for day in ("06", "13", "20")]
    assert _run(tmp_path, "timeline", rows)[0]["dates"][0] == "2023-05-03"


COPIED = (
    "The Ruddle dam above Ostra broke on Monday night after four days of rain, and water reached the old market.",
    "Mayor Ina Pell said at least 12 people died in the lower town and 340 houses were under water by morning.",
    "“We warned the builders in March and nobody came to look at the northern wall,” Pell told a hushed crowd.",
    "Engineers from the Delta water board will inspect the two other dams in the valley before the end of the week.",
    "Buses took 1,900 people to the school in Hartwell, where volunteers handed out blankets, bread and hot tea.",
)


def test_copies_name_the_lines_in_their_order(tmp_path: Path) -> None:
    other = "Shares of Quillon Foods fell 4% on Friday after its merger with Borrel was put off until October."
    rows: list[Row] = [
        {"id": "x", "date": "2023-05-03", "title": "Dam breaks", "text": "\n\n".join(COPIED)},
        {"id": 3, "date": "2023-05-03", "title": "Merger put off", "text": other},
        {"id": "x", "date": None, "text": "\n\n".join((*COPIED[:4], "More rain is expected on Thursday."))},
        {"id": None, "text": None},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write_rows(source, rows)
    predict_copies(source, target)
    found = read_rows(target)
    assert [(row["a"], row["b"]) for row in found if row["relation"] == "near_copy"] == [("x", "x")]
    assert all(row["evidence"] for row in found)
    assert {row["relation"] for row in found} <= {"near_copy", "shared_origin"}


def test_gold_reads_folders_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "texts"
    (folder / "later").mkdir(parents=True)
    (folder / "b.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (folder / "later" / "b.txt").write_text(TEXT.replace("12", "15"), encoding="utf-8")
    (folder / "later" / "c.txt").write_text(TEXT.replace("12", "17"), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "old.txt").write_bytes("It was “over”, Pell said.".encode("cp1252"))
    (folder / "packed.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (folder / "broken.txt.gz").write_bytes(b"no gzip")
    meta = {
        "b.txt": {"published": 1683072000000, "outlet": None},
        "gone.txt": {},
        "later/c.txt": {"published": "2023-05-04"},
    }
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    raws = {raw.key: raw for raw in gold.read_folder(folder)}
    assert sorted(raws) == ["b.txt", "c.txt", "empty.txt", "later/b.txt", "old.txt", "packed.txt.gz"]
    assert raws["b.txt"].text == TEXT
    assert [d.value for d in raws["b.txt"].metadata.dates] == ["2023-05-03"]
    assert [d.value for d in raws["c.txt"].metadata.dates] == ["2023-05-04"]
    assert "broken.txt.gz" in capsys.readouterr().err
    gold.predict(folder, tmp_path / "out" / "found.json")
    records = json.loads((tmp_path / "out" / "found.json").read_text(encoding="utf-8"))["records"]
    assert {"b.txt", "c.txt", "later/b.txt"} <= {r["doc"] for r in records if r["record"] == "claim"}
    for record in records:
        if record["record"] == "claim":
            assert raws[record["doc"]].text[record["start"] : record["end"]] == record["text"]


@pytest.mark.parametrize("meta", [None, "[1]", "{", '{"a.txt": 5}'])
def test_gold_without_a_usable_meta(tmp_path: Path, meta: str | None) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    if meta is not None:
        (tmp_path / "meta.json").write_text(meta, encoding="utf-8")
    gold.predict(tmp_path, tmp_path / "found.json")
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["records"]


def test_gold_of_an_empty_folder(tmp_path: Path) -> None:
    gold.predict(tmp_path, tmp_path / "found.json")
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8")) == {"records": []}


@pytest.mark.parametrize("broken", ["read_report", "claim_report", "date_story", "relate_story"])
def test_gold_goes_on_where_a_step_fails(tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    step, seen = getattr(account, broken), []

    def fails_first(*args: object) -> object:
        seen.append(args)
        if len(seen) == 1:
            raise RuntimeError("broken on purpose")
        return step(*args)

    monkeypatch.setattr(account, broken, fails_first)
    gold.predict(tmp_path, tmp_path / "found.json")
    records = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["records"]
    docs = {r["doc"] for r in records if r["record"] == "claim"}
    assert docs == ({"b.txt"} if broken in {"read_report", "claim_report"} else {"a.txt", "b.txt"})


def test_every_task_has_a_predictor_and_a_scorer() -> None:
    assert {"gold", "attribution", "time", "entities", "syntax", "sentences", "speakers"} <= set(TASKS)
    assert {"stories", "copies", "dating", "timeline"} <= set(TASKS)


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("They paid US $ 5 million .", "O O B-Money I-Money I-Money I-Money O"),
        ("It cost a $ 40 fee and 3,000 pesos .", "O O O B-Money I-Money O O B-Money I-Money O"),
        ("It fell on May 3 , 2023 , now gone .", "O O O B-Date I-Date I-Date I-Date O O O O"),
    ],
)
def test_sums_and_dates_over_words(tmp_path: Path, words: str, tags: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(reader.KIND, "rules")
    assert _run(tmp_path, "entities", [{"words": words.split()}])[0]["tags"] == tags.split()


def test_a_person_named_in_full_is_known_nearby(tmp_path: Path) -> None:
    lines = ("Mayor Ina Pellow said so .", "Then they asked Pellow again .")
    found = _run(tmp_path, "entities", [{"words": line.split()} for line in lines])
    assert found[1]["tags"] == ["O", "O", "O", "B-Person", "O", "O"]

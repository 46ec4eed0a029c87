"""A folder of bad inputs: each is named with what to do, none ends the build, and the good ones are read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.pipeline.session import build_ledger

GERMAN = """Die Brücke bleibt bis Juli geschlossen
Der Rat der Stadt hat am Montag beschlossen, die Brücke über den Fluss bis zum Ende des Monats zu sperren. Nach dem
Hochwasser seien die Pfeiler beschädigt, sagte die Bürgermeisterin. Die Arbeiten würden mindestens sechs Wochen dauern,
und niemand wisse genau, was sie kosten. Bis dahin fahre eine Fähre, die jede halbe Stunde ablege.
"""
FRENCH = """Le pont restera fermé jusqu'en juillet
Le conseil de la ville a décidé lundi de fermer le pont sur la rivière jusqu'à la fin du mois. Après la crue, les piles
sont abîmées, a dit la maire. Les travaux dureront au moins six semaines et personne ne sait combien ils coûteront.
D'ici là, un bac partira toutes les demi-heures depuis le quai du marché.
"""
INDONESIAN = """Jembatan tetap ditutup sampai bulan Juli
Dewan kota memutuskan pada hari Senin untuk menutup jembatan di atas sungai sampai akhir bulan. Setelah banjir, tiang
jembatan rusak parah, kata wali kota. Pekerjaan akan memakan waktu paling sedikit enam minggu dan belum ada yang tahu
berapa biayanya. Sementara itu sebuah kapal kecil akan berangkat setiap setengah jam dari dermaga pasar.
"""
LINES = [
    json.dumps({"id": "k1", "text": "The council of Orlen said on Monday that 12 people had died in the flood."}),
    '{"id": "k2", "text": "The mayor',
    json.dumps({"id": "k1", "text": "The council of Orlen said on Friday that 15 people had died in the flood."}),
]
# Name, content, the reason it is refused for, and words of the advice.
BAD = [
    ("empty.txt", b"", "empty", "Delete it"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary", "Convert it"),
    ("bytes.txt", bytes(range(128, 256)) * 30, None, ""),
    ("page.html", b"<html><head><title>Orlen</title></head><body><nav>Home</nav></body></html>", "no_text", "Save"),
    ("paper.pdf", b"%PDF-1.7 stream", "unsupported", "Save the report as .txt"),
    ("german.txt", GERMAN.encode(), "language", "translate it"),
    ("french.txt", FRENCH.encode(), "language", "translate it"),
    ("indonesian.txt", INDONESIAN.encode(), "language", "translate it"),
]


@pytest.fixture
def spoiled(folder: Path) -> Path:
    """The four good reports among every kind of bad input."""
    for name, data, _, _ in BAD:
        (folder / name).write_bytes(data)
    (folder / "news.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        for _ in range(50):
            file.write(b"word " * 200_000)
    (folder / "dates.csv").write_text("file,published\nferry.txt,2031-04-02\ngone.txt,2031-04-03\n", encoding="utf-8")
    (folder / "meta.json").write_text(
        json.dumps({"ferry.txt": {"outlet": "Coast Courier"}, "lost.txt": {"outlet": "Coast Courier"}}),
        encoding="utf-8",
    )
    return folder


def test_bad_inputs_are_named_and_the_good_ones_are_built(
    spoiled: Path, tmp_path: Path, canonical: Callable[[Path], list[str]]
) -> None:
    ledger = tmp_path / "story.db"
    summary = build_ledger([spoiled], ledger)
    assert summary.reports == 5
    found = {(r.key, r.reason.value): r.message for r in summary.rejections}
    wanted = {(name, reason) for name, _, reason, _ in BAD if reason}
    wanted |= {("news.jsonl:2", "bad_json"), ("news.jsonl:3", "duplicate"), ("huge.txt", "too_long")}
    wanted |= {("gone.txt", "unmatched"), ("lost.txt", "unmatched")}
    assert wanted <= found.keys()
    assert {key for key, _ in found.keys() - wanted} == {"bytes.txt"}
    for name, _, reason, advice in BAD:
        if reason:
            assert found[name, reason].startswith(name)
            assert advice in found[name, reason]
    assert found["gone.txt", "unmatched"].startswith("dates.csv:3: 'gone.txt'")
    assert found["lost.txt", "unmatched"].startswith("meta.json: 'lost.txt'")
    before = canonical(ledger)
    again = build_ledger([spoiled], ledger)
    assert again.rejections == summary.rejections
    assert canonical(ledger) == before


def test_the_command_line_exits_3_and_lists_them(spoiled: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    done = CliRunner().invoke(cli, ["build", str(spoiled), "-o", str(ledger)])
    assert done.exit_code == 3
    listed = CliRunner().invoke(cli, ["reports", str(ledger), "--rejected"]).stdout
    names = [name for name, *_ in BAD] + ["news.jsonl:2", "news.jsonl:3", "huge.txt", "gone.txt", "lost.txt"]
    for name in names:
        assert f"{name}" in done.stderr
        assert f"{name}\t" in listed


def test_what_is_put_right_is_no_longer_listed(spoiled: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    build_ledger([spoiled], ledger)
    for name, *_ in BAD:
        (spoiled / name).unlink()
    for name in ("huge.txt", "dates.csv", "meta.json"):
        (spoiled / name).unlink()
    (spoiled / "news.jsonl").write_text(LINES[0] + "\n", encoding="utf-8")
    assert build_ledger([spoiled], ledger).rejections == ()
    assert "\n" not in CliRunner().invoke(cli, ["reports", str(ledger), "--rejected"]).stdout.strip()


def test_two_reports_of_one_name_in_a_file_are_never_one(folder: Path, tmp_path: Path) -> None:
    """A `url` that meta.json gives to a whole JSON Lines file names all of its reports alike."""
    lines = [json.dumps({"text": f"The harbour of Kelp took in {n} ships on Monday, the master said."}) for n in (4, 5)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "meta.json").write_text('{"news.jsonl": {"url": "https://kelp.example/news"}}', encoding="utf-8")
    summary = build_ledger([folder], tmp_path / "story.db")
    assert summary.reports == 5
    assert [(r.reason.value, r.location[-13:]) for r in summary.rejections] == [("duplicate", "/news.jsonl:2")]

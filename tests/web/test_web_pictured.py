"""The pages with pictures: what is drawn stands in a table beside it, and leads to its sentences."""

from fastapi.testclient import TestClient

from tests.web.seen_page import SeenPage


def first_track(pages: TestClient) -> str:
    return str(pages.get("/quantities.json").json()["value"]["tracks"][0]["id"])


def test_every_value_of_a_chart_stands_in_the_table_with_its_words(pages: TestClient) -> None:
    track = first_track(pages)
    value = pages.get(f"/quantities/{track}.json").json()["value"]
    page = SeenPage(pages.get(f"/quantities/{track}").text)
    pictures = page.all("svg")
    assert [p["role"] for p in pictures] == ["img", "img"]
    assert all(value["caption"] in p["aria-label"] for p in pictures)
    assert len(value["rows"]) > 4
    for row in value["rows"]:
        assert row["value"] in page.text
        for words in row["words"]:
            assert words["text"] in page.text
    assert any(row["high"] is None for row in value["rows"])  # at least so many
    assert value["bands"]


def test_as_of_a_day_later_values_are_not_drawn(pages: TestClient) -> None:
    track = first_track(pages)
    every = pages.get(f"/quantities/{track}.json").json()["value"]["rows"]
    early = pages.get(f"/quantities/{track}.json?as_of=2024-03-31").json()["value"]["rows"]
    assert 0 < len(early) < len(every)


def test_a_speaker_is_found_by_topic_with_everything_they_said(pages: TestClient) -> None:
    for line in pages.get("/speakers.json").json()["value"]["speakers"]:
        page = pages.get("/speakers.json", params={"name": line["name"]}).json()["value"]
        said = [s for t in page["topics"] for s in t["said"]]
        assert 0 < len(said) <= line["claims"]
        assert all(s["words"]["speaker"] == line["name"] for s in said)
        for topic in page["topics"][:-1]:
            assert len(topic["said"]) > 1, topic["title"]


def test_the_origins_page_says_what_a_copy_rests_on_and_what_it_changed(pages: TestClient) -> None:
    value = pages.get("/origins.json").json()["value"]
    (copy,) = value["copies"]
    assert sum(s["stands_out"] for s in copy["signs"]) > 4
    assert all(s["meaning"] for s in copy["signs"])
    assert any(w["differs"] for p in copy["pairs"] for w in p["left"])
    assert {"same_quote_variant", "contradicts"} <= {c["type"] for c in value["changes"]}
    assert all(o["evidence"] or o["words"] for o in value["origins"])
    shown = SeenPage(pages.get("/origins").text)
    for origin in value["origins"]:
        assert origin["name"] in shown.text


def test_a_picture_on_a_page_has_no_style_of_its_own(pages: TestClient) -> None:
    for address in ("/origins", "/timeline", f"/quantities/{first_track(pages)}"):
        text = pages.get(address).text
        assert "<style" not in text
        assert " style=" not in text
    assert ".p-shape" in pages.get("/static/pictures.css").text

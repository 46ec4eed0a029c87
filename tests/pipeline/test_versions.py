"""Stage versions follow the code and data that a stage can reach, and nothing else."""

from onrecord.pipeline.versions import _defining_module, _imports, stage_version


def test_names_lead_to_where_they_are_defined() -> None:
    assert _defining_module("onrecord.records", "Span") == "onrecord.records.span"
    assert _defining_module("onrecord.lexicons", "TimeLexicon") == "onrecord.lexicons.time"


def test_a_stage_reaches_its_lexicon() -> None:
    assert "onrecord.lexicons.time" in _imports("onrecord.stages.times")


def test_versions_are_stable_and_differ() -> None:
    one, other = stage_version("onrecord.stages.split"), stage_version("onrecord.stages.copies")
    assert one == stage_version("onrecord.stages.split")
    assert one != other

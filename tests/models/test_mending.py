"""What is set right in a tree after the weights have spoken."""

from onrecord.models.mending import mend_fronted, mend_relations, mend_verbless


def test_a_fronted_clause_hangs_from_the_main_one() -> None:
    words = ["Although", "it", "rained", ",", "they", "sailed", "."]
    coarse = ["SCONJ", "PRON", "VERB", "PUNCT", "PRON", "VERB", "PUNCT"]
    heads = [2, 2, -1, 2, 5, 2, 2]
    relations = ["mark", "nsubj", "root", "punct", "nsubj", "ccomp", "punct"]
    assert mend_fronted(words, coarse, heads, relations) == (
        [2, 2, 5, 2, 5, -1, 5],
        ["mark", "nsubj", "advcl", "punct", "nsubj", "root", "punct"],
    )


def test_a_clause_without_conjunction_stays_main() -> None:
    heads, relations = [1, -1, 1], ["nsubj", "root", "punct"]
    assert mend_fronted(["They", "sailed", "."], ["PRON", "VERB", "PUNCT"], heads, relations) == (heads, relations)


def test_a_passive_needs_a_form_of_be() -> None:
    relations = ["nsubj:pass", "aux:pass", "root"]
    mend_relations(["NOUN.NN", "AUX.VBZ", "VERB.VBN"], ["mine", "have", "close"], [2, 2, -1], relations)
    assert relations == ["nsubj", "aux", "root"]
    relations = ["nsubj", "aux", "root"]
    mend_relations(["NOUN.NN", "AUX.VBD", "VERB.VBN"], ["mine", "be", "close"], [2, 2, -1], relations)
    assert relations == ["nsubj:pass", "aux:pass", "root"]


def test_a_finite_verb_takes_the_bare_noun_before_it() -> None:
    relations = ["obl", "root", "obj"]
    mend_relations(["NOUN.NNS", "VERB.VBD", "NOUN.NNS"], ["miner", "dig", "pit"], [1, -1, 1], relations)
    assert relations == ["nsubj", "root", "obj"]
    relations = ["case", "obl", "root"]
    mend_relations(["ADP.IN", "NOUN.NN", "VERB.VBD"], ["in", "may", "end"], [1, 2, -1], relations)
    assert relations == ["case", "obl", "root"]


def test_a_participle_with_an_object_makes_the_noun_its_subject() -> None:
    fine = ["DET.DT", "NOUN.NN", "VERB.VBN", "NOUN.NNS"]
    assert mend_verbless(fine, [1, -1, 1, 2], ["det", "root", "acl", "obj"]) == (
        [1, 2, -1, 2],
        ["det", "nsubj", "root", "obj"],
    )
    assert mend_verbless(fine, [1, -1, 1, 1], ["det", "root", "acl", "obl"])[0] == [1, -1, 1, 1]

"""What a report carried goes with it, and nothing else: tried on made stories, of which each report is taken away."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Account, ClaimId, RawReport, ReportId
from tests.laws.test_account_laws import FEW, SEEDS, raws_of, read, relate

WHICH = st.integers(min_value=0, max_value=30)


def without(seed: int, which: int) -> tuple[Account, Account, ReportId]:
    """The account of a made story, the one without one of its reports, and that report."""
    raws: Sequence[RawReport] = raws_of(seed)
    gone = raws[which % len(raws)]
    return relate(raws), relate([raw for raw in raws if raw is not gone]), read(gone).report.id


def pairs(account: Account) -> set[tuple[str, ClaimId, ClaimId]]:
    """Which claims stand how to which."""
    return {(r.type.value, a, b) for r in account.relations for a in r.left for b in r.right}


def tracks(account: Account) -> dict[ClaimId, set[ClaimId]]:
    """For each claim those of its tracks."""
    groups = {g.id: g.claims for g in account.groups}
    found: dict[ClaimId, set[ClaimId]] = {}
    for track in account.tracks:
        members = {c for g in track.groups for c in groups[g]}
        for claim in members:
            found.setdefault(claim, set()).update(members)
    return found


@FEW
@given(SEEDS, WHICH)
def test_the_claims_of_the_others_stay_as_they_were(seed: int, which: int) -> None:
    before, after, gone = without(seed, which)
    assert after.claims == tuple(c for c in before.claims if c.report != gone)


@FEW
@given(SEEDS, WHICH)
def test_nothing_names_what_is_gone(seed: int, which: int) -> None:
    before, after, gone = without(seed, which)
    lost = {c.id for c in before.claims if c.report == gone}
    told = repr(after)
    assert gone in repr(before)
    assert gone not in told
    assert not any(claim in told for claim in lost)


@FEW
@given(SEEDS, WHICH)
def test_copies_and_origins_change_only_with_it(seed: int, which: int) -> None:
    before, after, gone = without(seed, which)
    links = {(k.left, k.right, k.relation) for k in before.copies if gone not in (k.left, k.right)}
    assert {(k.left, k.right, k.relation) for k in after.copies} == links

    # By what goes back to it: a name may rest on what another report says of the text.
    def told(account: Account) -> set[tuple[frozenset[ReportId], frozenset[ClaimId]]]:
        return {(frozenset(o.reports), frozenset(o.claims)) for o in account.origins}

    # What went back to it by way of the report that is gone may go back to another origin now, and so one may gain.
    left = [o for o in told(before) if gone not in o[0]]
    assert all(any(reports == r and claims <= c for r, c in told(after)) for reports, claims in left)


@FEW
@given(SEEDS, WHICH)
def test_relations_change_only_on_tracks_it_told_of(seed: int, which: int) -> None:
    before, after, gone = without(seed, which)
    mine = {c.id for c in before.claims if c.report == gone}
    old = {p for p in pairs(before) if not mine & set(p[1:])}
    beside, nearby = tracks(before), {}
    for claim in mine:
        for other in beside.get(claim, ()):
            nearby[other] = claim
    for kind, one, two in old ^ pairs(after):
        assert one in nearby or two in nearby, f"{kind} between {one} and {two}"

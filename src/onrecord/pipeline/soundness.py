"""What must hold of an account before it may be written, so that a broken rule shows itself at its story."""

from collections.abc import Iterable

from onrecord.records import Account


def check_account(account: Account) -> None:
    """Raise AssertionError where the account names something that it does not hold, or one thing twice."""
    claims = {c.id for c in account.claims}
    reports = set(account.story.reports)
    entities = {e.id for e in account.entities}
    assert {r for r, _ in account.publications} == reports, "a publication is missing"
    assert all(c.report in reports for c in account.claims), "a claim of another story"
    for kind in (account.claims, account.entities, account.origins, account.groups, account.tracks, account.relations):
        assert _once(record.id for record in kind), "two records with one id"
    assert _once((k.report, k.index) for k in account.links), "an entity linked twice"
    assert all(k.entity in entities and k.report in reports for k in account.links), "a link to no entity"
    for origin in account.origins:
        assert claims.issuperset(origin.claims), f"{origin.name}: an origin of no claim"
        assert _once(origin.claims), f"{origin.name}: an origin names a claim twice"
    for relation in account.relations:
        assert claims.issuperset((*relation.left, *relation.right)), f"{relation.rule}: a relation to no claim"
        assert _once(relation.left), f"{relation.rule}: a claim twice on a side"
        assert _once(relation.right), f"{relation.rule}: a claim twice on a side"


def _once(names: Iterable[object]) -> bool:
    listed = list(names)
    return len(set(listed)) == len(listed)

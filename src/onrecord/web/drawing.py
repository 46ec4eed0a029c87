"""Templates: always escaped, and an unknown name is an error."""

from functools import cache
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined

from onrecord.records import RelationType, tell_day, tell_days
from onrecord.views.visible import visible


@cache
def _environment() -> Environment:
    folder = resources.files("onrecord.web") / "templates"
    pages = {f.name: f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name)}
    environment = Environment(
        loader=DictLoader(pages),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # What is markup already has been through here when it was made.
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.globals["toggled"] = toggled
    environment.filters.update(day=tell_day, days=tell_days, plain=plain_words, plural=plural, judged=judged_words)
    return environment


def draw(template: str, **values: object) -> str:
    """The page that a template makes of the values."""
    return _environment().get_template(template).render(**values)


def plain_words(name: str) -> str:
    """`soft_discrepancy` as people write it."""
    return name.replace("_", " ")


def judged_words(value: str) -> str:
    """What a reviewer's judgement of a relation is called: no scope was compared, so nothing can be."""
    return "not comparable" if value == RelationType.SCOPE_DIFFERENCE else plain_words(value)


def plural(number: int, noun: str) -> str:
    """`1 report`, `4 reports`.

    >>> plural(4, "report")
    '4 reports'
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def toggled(shown: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The layers with one more or one less.

    >>> toggled(("speech", "amount"), "amount")
    ('speech',)
    """
    return tuple(n for n in shown if n != name) if name in shown else (*shown, name)

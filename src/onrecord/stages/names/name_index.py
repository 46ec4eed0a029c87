"""From any string for someone or something to the story's name for them."""

from collections.abc import Iterable

from onrecord.records import Entity, NameKind
from onrecord.stages.names.name_keys import body_key, name_key

Key = tuple[str, ...]


class NameIndex:
    """The names of a story's entities, ready for many lookups.

    A person is found by full name, alias or a surname that only one person bears; a body or place by any of its
    names.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names: dict[Key, str | None] = {}
        self._surnames: dict[Key, str | None] = {}
        for entity in entities:
            for form in (entity.name, *entity.aliases):
                _claim(self._names, body_key(form), entity.name)
            if entity.kind is NameKind.PERSON:
                _claim(self._surnames, name_key(entity.name)[-1:], entity.name)

    def canonical(self, text: str) -> str:
        """The fullest name for `text`, or `text` where no entity or more than one fits."""
        key = body_key(text)
        if not key:
            return text
        if key in self._names:
            return self._names[key] or text
        return self._surnames.get(key) or text


def _claim(table: dict[Key, str | None], key: Key, name: str) -> None:
    """Enter the name under its key; a key that two names claim leads nowhere."""
    table[key] = name if table.get(key, name) == name else None

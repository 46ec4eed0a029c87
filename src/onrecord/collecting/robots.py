"""What a host's robots.txt allows, by protego (RFC 9309)."""

from dataclasses import dataclass

from protego import Protego

_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host for us."""

    parsed: Protego
    agent: str

    def allows(self, url: str) -> bool:
        """Whether the address may be asked for."""
        return bool(self.parsed.can_fetch(url, self.agent))

    @property
    def delay(self) -> float | None:
        """How many seconds the host asks for between requests."""
        value = self.parsed.crawl_delay(self.agent)
        return None if value is None else float(value)


def parse_rules(text: str, agent: str) -> Rules:
    r"""The rules in a robots.txt for the agent of this name.

    >>> parse_rules("User-agent: *\nDisallow: /private", "onrecord").allows("https://vale.example/private/a")
    False
    """
    lines = text.splitlines()[:_MOST_LINES]
    return Rules(Protego.parse("\n".join(line[:2000] for line in lines)), agent)

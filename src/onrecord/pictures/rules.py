"""What the bands of a chart are worked out with."""

from functools import cache

from onrecord.lexicons import load_lexicons
from onrecord.lexicons.bounds import load_bounds
from onrecord.stages.stories.canon import Canon
from onrecord.views.bounds import Rules


@cache
def bounds_rules() -> Rules:
    """The words, the tolerance and the countries, loaded once a process."""
    lexicons = load_lexicons()
    return Rules(
        words=load_bounds(),
        tolerance=lexicons.stories.comparing.tolerance,
        country=Canon((), lexicons.names).within,
    )

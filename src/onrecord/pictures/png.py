"""A picture as PNG, by vl-convert, which needs no network and no browser."""

from onrecord.errors import MissingExtraError

SHARPNESS = 2.0
"""Pixels of the file for each pixel of the drawing."""


def png(svg: str) -> bytes:
    """The bytes of a PNG of an SVG drawing, in light colours; raises MissingExtraError without the extra `[plot]`."""
    try:
        import vl_convert
    except ImportError as exc:
        raise MissingExtraError("plot: PNG needs vl-convert. Run: pip install 'onrecord[plot]', or write .svg") from exc
    return vl_convert.svg_to_png(svg, scale=SHARPNESS)

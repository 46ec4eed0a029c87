"""The network: one encoder, a mix of its layers for each kind of task, and small heads."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from training.encoder.attributions import SPEECH
from training.encoder.labels import Labels

WIDTH, ARC, RELATION, SPEAKING = 384, 256, 64, 256
SHAPES, QUOTES, BREAKS = 8, 3, 3
DISTANCES = (-40, -24, -16, -12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 40)
"""Upper bounds of the buckets of how many words lie between a cue and a word."""
SENTENCES = 3
"""How many sentences away are told apart, either way."""
_DROPPED = 0.2
_FAR = -1e4


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows as numbers: `[b, t]` for pieces, `[b, w]` for words; `real` is true where there is a word."""

    ids: Tensor
    attention: Tensor
    shapes: Tensor
    quotes: Tensor
    breaks: Tensor
    firsts: Tensor
    real: Tensor
    sentences: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """What the encoder says of each word, one mix a kind of task; `root` stands for the head of heads."""

    syntax: Tensor
    root: Tensor
    names: Tensor
    speech: Tensor


class Mix(nn.Module):
    """A weighted sum of layers, learned."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        start = torch.zeros(layers)
        start[-1] = 2.0
        self.weights = nn.Parameter(start)

    def forward(self, layers: tuple[Tensor, ...]) -> Tensor:
        """The sum of layers of one shape, by their shares."""
        shares = torch.softmax(self.weights, 0)
        return sum(share * layer for share, layer in zip(shares, layers, strict=True))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: str, labels: Labels, *, attention: str = "eager") -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation=attention, attention_probs_dropout_prob=0.0
        )
        self._extend()
        layers = self.encoder.config.num_hidden_layers + 1
        self.mixes = nn.ModuleDict({kind: Mix(layers) for kind in ("syntax", "names", "speech")})
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.names = nn.Linear(WIDTH, len(labels.names))
        self.open_names = nn.Linear(WIDTH, max(1, len(labels.open_names)))
        self.arc_head, self.arc_dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_head, self.rel_dep = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arcs = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.relations = nn.Parameter(torch.randn(RELATION + 1, len(labels.relations), RELATION + 1) * 0.02)
        self.anchor = nn.Linear(WIDTH, 1)
        self.speech_cue, self.speech_word = nn.Linear(WIDTH, SPEAKING), nn.Linear(WIDTH, SPEAKING)
        self.distance = nn.Embedding(len(DISTANCES) + 1, SPEAKING)
        self.sentence = nn.Embedding(2 * SENTENCES + 1, SPEAKING)
        self.speech = nn.Linear(SPEAKING, len(SPEECH))
        for table in (self.distance, self.sentence):
            nn.init.normal_(table.weight, std=0.02)
        self.drop = nn.Dropout(_DROPPED)

    def _extend(self) -> None:
        """Shapes take the place of the encoder's segment numbers; quoting and breaks are added beside them."""
        old = self.encoder.embeddings.token_type_embeddings.weight.data[:1]
        shapes = nn.Embedding(SHAPES, WIDTH)
        shapes.weight.data.copy_(old.repeat(SHAPES, 1) + torch.randn(SHAPES, WIDTH) * 0.02)
        self.encoder.embeddings.token_type_embeddings = shapes
        self.encoder.config.type_vocab_size = SHAPES
        self.quotes, self.breaks = nn.Embedding(QUOTES, WIDTH), nn.Embedding(BREAKS, WIDTH)
        for table in (self.quotes, self.breaks):
            nn.init.normal_(table.weight, std=0.01)

    def head_of_names(self, labels: Labels) -> nn.Linear:
        """The head whose names the program reads: the newswire set's where it was learned from, else the open sets'."""
        return self.names if labels.named else self.open_names

    def read(self, batch: Batch) -> Vectors:
        """The words' vectors."""
        inner = (
            self.encoder.embeddings.word_embeddings(batch.ids) + self.quotes(batch.quotes) + self.breaks(batch.breaks)
        )
        read = self.encoder(
            inputs_embeds=inner, attention_mask=batch.attention, token_type_ids=batch.shapes, output_hidden_states=True
        )
        at = batch.firsts.unsqueeze(-1).expand(-1, -1, WIDTH)
        mixed = {kind: mix(read.hidden_states).float() for kind, mix in self.mixes.items()}
        words = {kind: torch.gather(layer, 1, at) for kind, layer in mixed.items()}
        return Vectors(
            syntax=words["syntax"], root=mixed["syntax"][:, :1], names=words["names"], speech=words["speech"]
        )

    def score_arcs(self, vectors: Vectors) -> tuple[Tensor, Tensor, Tensor]:
        """Scores `[b, w, w + 1]` of each word's head (0 is the root), and the vectors that relations are read from."""
        heads = torch.cat([vectors.root, vectors.syntax], 1)
        dep = self.drop(functional.gelu(self.arc_dep(vectors.syntax)))
        head = self.drop(functional.gelu(self.arc_head(heads)))
        arcs = _with_one(dep) @ self.arcs @ head.transpose(1, 2)
        rel_dep = self.drop(functional.gelu(self.rel_dep(vectors.syntax)))
        rel_head = self.drop(functional.gelu(self.rel_head(heads)))
        return arcs, rel_dep, rel_head

    def score_relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores `[n, l]` of the relations of words `[n, r]` to their heads `[n, r]`."""
        left = torch.einsum("ni,irj->nrj", _with_one(dep), self.relations)
        return torch.einsum("nrj,nj->nr", left, _with_one(head))

    def score_speech(self, cue: Tensor, word: Tensor, distance: Tensor, sentence: Tensor) -> Tensor:
        """Scores `[c, w, 6]` of the role of each word for each cue."""
        met = cue.unsqueeze(1) + word + self.distance(distance) + self.sentence(sentence)
        return self.speech(self.drop(functional.gelu(met)))


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


def allowed_heads(batch: Batch) -> Tensor:
    """`[b, w, w + 1]`: true for the root and for the other words of the same sentence."""
    same = (batch.sentences.unsqueeze(2) == batch.sentences.unsqueeze(1)) & batch.real.unsqueeze(1)
    same &= ~torch.eye(same.size(1), dtype=torch.bool)
    return torch.cat([torch.ones_like(same[..., :1]), same], -1)


def mask(scores: Tensor, allowed: Tensor) -> Tensor:
    """Scores with those that are not allowed out of reach."""
    return scores.masked_fill(~allowed, _FAR)

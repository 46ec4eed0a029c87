"""`python -m evaluation predict TASK INPUT OUTPUT` and `python -m evaluation score TASK OUTPUT GOLD`."""

import sys
from pathlib import Path

from evaluation.predict_gold import predict_gold

if __name__ == "__main__":
    _, _, task, source, target = sys.argv
    if task == "gold":
        predict_gold(Path(source), Path(target))

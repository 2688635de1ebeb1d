#!/bin/sh
# Train and export the language weights: sh training/train.sh DATA ENCODER [PYTHON]
# DATA: the files of training/DATA.md; ENCODER: the folder of all-MiniLM-L6-v2. Run it again to continue.
set -eu
DATA=$1
ENCODER=$2
PYTHON=${3:-python}
OUT=src/contested/language/weights
export PYTHONPATH=src:.
"$PYTHON" -m training.train --data "$DATA" --encoder "$ENCODER" --out checkpoints/first --epochs 0.75
"$PYTHON" -m training.train --data "$DATA" --encoder "$ENCODER" --out checkpoints/second \
    --start checkpoints/first/checkpoint.pt --epochs 1.9 --encoder-rate 1.6e-4 --head-rate 1.3e-3
"$PYTHON" -m training.boundaries --data "$DATA" --out "$OUT/boundaries.json"
"$PYTHON" -m training.export --run checkpoints/second --encoder "$ENCODER" --out "$OUT"
"$PYTHON" -m training.evaluate --data "$DATA"

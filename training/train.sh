#!/bin/sh
# Train and export the language weights: sh training/train.sh DATA ENCODER [PYTHON [VERSION]]
# DATA: the files of training/DATA.md; ENCODER: the folder of all-MiniLM-L6-v2. Run it again to continue.
# MINUTES=68 in the environment also ends the schedule after so long, for machines with other work to do.
set -eu
DATA=$1
ENCODER=$2
PYTHON=${3:-python}
VERSION=${4:-0.1.0}
OUT=src/contested/language/weights
export PYTHONPATH=src:.
"$PYTHON" -m training.train --data "$DATA" --encoder "$ENCODER" --out checkpoints --epochs 6 ${MINUTES:+--minutes "$MINUTES"}
"$PYTHON" -m training.boundaries --data "$DATA" --out "$OUT/boundaries.json"
"$PYTHON" -m training.lemmas --data "$DATA" --out "$OUT/lemmas.json"
"$PYTHON" -m training.export --run checkpoints --encoder "$ENCODER" --out "$OUT" --version "$VERSION"
"$PYTHON" -m training.evaluate --data "$DATA" > checkpoints/scores.txt
cat checkpoints/scores.txt
"$PYTHON" -m training.card --weights "$OUT" --scores checkpoints/scores.txt

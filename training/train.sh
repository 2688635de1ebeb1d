#!/bin/sh
# Train and export the language weights: sh training/train.sh DATA ENCODER [PYTHON [VERSION]]
# DATA: the files of training/DATA.md; ENCODER: the folder of all-MiniLM-L6-v2. Run it again to continue.
# MINUTES=68 in the environment also ends the first schedule after so long, for machines with other work to do.
set -eu
DATA=$1
ENCODER=$2
PYTHON=${3:-python}
VERSION=${4:-0.1.0}
OUT=src/contested/language/weights
CLAIMS=corpus/sentences
export PYTHONPATH=src:.
# First trees, tags, lemmas and names.
"$PYTHON" -m training.train --data "$DATA" --encoder "$ENCODER" --out checkpoints --epochs 6 ${MINUTES:+--minutes "$MINUTES"}
"$PYTHON" -m training.boundaries --data "$DATA" --out "$OUT/boundaries.json"
"$PYTHON" -m training.lemmas --data "$DATA" --out "$OUT/lemmas.json"
"$PYTHON" -m training.export --run checkpoints --encoder "$ENCODER" --out "$OUT" --version "$VERSION"
# Then events, on the upper half of the network, which keeps the readings that it had.
"$PYTHON" -m training.teach --events "$CLAIMS" --weights "$OUT" --out checkpoints/readings.jsonl
"$PYTHON" -m training.train --data "$DATA" --events "$CLAIMS" --readings checkpoints/readings.jsonl --encoder "$ENCODER" \
    --start checkpoints/checkpoint.pt --out checkpoints/events --epochs 6 --trees 800 --frozen 3 \
    --head-rate 1.5e-3
"$PYTHON" -m training.export --run checkpoints/events --encoder "$ENCODER" --out "$OUT" --version "$VERSION"
"$PYTHON" -m training.kinds --events "$CLAIMS" --weights "$OUT"
"$PYTHON" -m training.evaluate --data "$DATA" > checkpoints/scores.txt
"$PYTHON" -m training.score_events --events "$CLAIMS" >> checkpoints/scores.txt
cat checkpoints/scores.txt
"$PYTHON" -m training.card --weights "$OUT" --scores checkpoints/scores.txt

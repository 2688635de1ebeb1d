#!/bin/sh
# eval.sh: code the gold corpora and hold the scores to their floors.
set -eu
bin=.venv/bin
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for name in devcorpus golden; do
    "$bin/contested" code corpus/"$name"/*.txt --format json >"$out/$name.jsonl"
done
"$bin/python" -m contested.evaluate corpus/devcorpus="$out/devcorpus.jsonl" corpus/golden="$out/golden.jsonl" --floors

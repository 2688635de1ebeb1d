#!/bin/sh
# eval_shared.sh SHARED: run the outside scorers of a folder SHARED/score over our corpora and over SHARED/data.
set -eu
shared=${1:-../shared}
bin=.venv/bin
failed=0
if [ ! -d "$shared/score" ]; then
    echo "No outside scorers at $shared/score. Nothing was scored." >&2
    echo "Name the folder that holds score/ and data/: make eval-shared SHARED=/path/to/it" >&2
    exit 2
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

for name in devcorpus golden world held held2; do
    echo "== claims: corpus/$name (score.py)"
    mkdir "$out/$name"
    "$bin/contested" track corpus/"$name" --out "$out/dossier-$name" >/dev/null
    "$bin/contested" export "$out/dossier-$name" --as neutral --out "$out/$name"
    "$bin/python" tools/score_outside.py "$shared/score/score.py" corpus/"$name" "$out/$name"
done

if [ -f "$shared/data/events/plover_gsr_dev.jsonl" ]; then
    echo "== events: single sentences of the PLOVER gold standard (score_gsr.py)"
    "$bin/contested" code "$shared/data/events/plover_gsr_dev.jsonl" --published 2000-01-01 --format json >"$out/gsr.jsonl"
    "$bin/python" "$shared/score/score_gsr.py" "$shared/data/events/plover_gsr_dev.jsonl" "$out/gsr.jsonl" || failed=1
fi

if [ -f "$shared/data/times/wikiwars_01-16.jsonl.gz" ]; then
    echo "== times: WikiWars 1-16 (score_times.py)"
    "$bin/python" tools/wikiwars.py in "$shared/data/times/wikiwars_01-16.jsonl.gz" "$out"
    "$bin/contested" code "$out/reports.jsonl" --format json >"$out/coded.jsonl"
    "$bin/python" tools/wikiwars.py out "$out"
    "$bin/python" "$shared/score/score_times.py" "$out/wikiwars.jsonl" "$out/times" || failed=1
fi
outlook=$shared/data/outlook/country_month_state_based_1990-2023.parquet
if [ -f "$outlook" ]; then
    echo "== outlook: the default model on the VIEWS protocol, 2018 to 2023"
    "$bin/python" tools/check_outlook.py "$outlook" || failed=1
fi
exit "$failed"

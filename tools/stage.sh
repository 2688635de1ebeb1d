#!/bin/sh
# stage.sh NAME COMMAND...: run a command under a header and say how long it took.
name=$1
shift
printf '== %s\n' "$name"
from=$(date +%s)
"$@"
status=$?
took=$(($(date +%s) - from))
if [ "$status" -eq 0 ]; then
    printf '   ok (%s s)\n' "$took"
else
    printf '   FAILED with status %s (%s s)\n' "$status" "$took" >&2
fi
exit "$status"

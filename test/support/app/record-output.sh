#!/bin/bash
# Starts RECORD_OF with the given arguments and copies all it prints into the file RECORD_TO.
# Playwright reads the app's first lines itself and only then hands the process over; a search for
# leaked secrets must see every line. The process id stays the app's own.
program=$RECORD_OF file=$RECORD_TO
unset RECORD_OF RECORD_TO
exec "$program" "$@" > >(exec tee -a "$file") 2> >(exec tee -a "$file" >&2)

# What the scripts beside this one share: each is a row of sections, and ends at the first that fails.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-always}"
step="start"

finish() {
    local status=$?
    if [ "$status" -eq 0 ]; then
        printf '\n==> passed in %d min %02d s\n' $((SECONDS / 60)) $((SECONDS % 60))
    else
        printf '\n==> FAILED in "%s" after %d min %02d s\n' "$step" $((SECONDS / 60)) $((SECONDS % 60)) >&2
    fi
}
trap finish EXIT

# section NAME COMMAND..: says what runs, runs it, and how long it took.
section() {
    step="$1"
    shift
    local started=$SECONDS
    printf '\n==> %s: %s\n' "$step" "$*"
    "$@"
    printf '==> %s took %d s\n' "$step" $((SECONDS - started))
}

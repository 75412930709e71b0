#!/bin/sh
# Everything that can be said about the files without running the tests. Says all that is wrong, then fails.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
DATA_DIR=$(mktemp -d)
export DATA_DIR
trap 'rm -rf "$DATA_DIR"' EXIT
failed=0

check() {
    title=$1
    shift
    if "$@" >"$DATA_DIR/out" 2>&1; then
        echo "ok    $title"
    else
        echo "FAIL  $title"
        sed 's/^/      /' "$DATA_DIR/out"
        failed=1
    fi
}

check "style" $bin/ruff check
check "format" $bin/ruff format --check
check "layers" $bin/lint-imports --no-cache
check "migrations" $bin/python manage.py makemigrations --check --dry-run
check "translations" $bin/python scripts/check_messages.py
check "addresses" $bin/python scripts/check_addresses.py
exit $failed

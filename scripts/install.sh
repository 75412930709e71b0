#!/bin/sh
# Make .venv and install the given requirements into it; does nothing where that is already done.
#   scripts/install.sh requirements.txt
set -eu
cd "$(dirname "$0")/.."
wanted=$1
stamp=.venv/.installed-$(basename "$wanted" .txt)

find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "HYTE needs Python 3.11 or newer. Install it (Debian: apt install python3 python3-venv) and try again." >&2
    exit 1
}

make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python lacks the module venv. Install it (Debian: apt install python3-venv) and try again." >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
}

# A folder that was moved or whose Python was removed has a .venv that no longer starts.
.venv/bin/python -c 'import pip' 2>/dev/null && head -n 1 .venv/bin/pip | grep -qF "$PWD/.venv" || make_venv
if ! cmp -s "$wanted" "$stamp"; then
    echo "Installing $wanted ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$wanted"
    cp "$wanted" "$stamp"
fi

# Sourced by the other scripts: a Python 3.11 or newer, and a virtual environment made from a lock file.
# Everything that is downloaded goes to one folder, $CARTELGRAPH_HOME (default: ~/.cache/cartelgraph).

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CARTELGRAPH_HOME="${CARTELGRAPH_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/cartelgraph}"
export PIP_CACHE_DIR="$CARTELGRAPH_HOME/pip" PIP_DISABLE_PIP_VERSION_CHECK=1

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer was found; install one, or name it: PYTHON=/path/to/python $0"
}

# make_environment FOLDER LOCK: do nothing when the folder was already made from exactly this lock.
make_environment() {
    local venv=$1 lock=$2 python wanted free
    python=$(find_python)
    wanted=$(cat "$root/$lock" "$root/pyproject.toml" | cksum)
    if [ -x "$venv/bin/cartelgraph" ] && [ "$(cat "$venv/made-from" 2>/dev/null)" = "$wanted $root" ]; then
        return
    fi
    mkdir -p "$CARTELGRAPH_HOME" 2>/dev/null || fail "cannot write to $CARTELGRAPH_HOME: set CARTELGRAPH_HOME to a folder that you own"
    free=$(df -Pk "$CARTELGRAPH_HOME" | awk 'NR==2 {print int($4 / 1024)}')
    [ "$free" -ge 1500 ] || fail "only $free MB are free at $CARTELGRAPH_HOME; 1500 MB are needed: free some, or set CARTELGRAPH_HOME"
    rm -rf "$venv"
    "$python" -m venv "$venv" || fail "$python cannot make a virtual environment (on Debian: apt install python3-venv)"
    "$venv/bin/pip" install --require-hashes --progress-bar off --requirement "$root/$lock" |
        sed -u -n 's/^Collecting \([^ ]*\).*/      \1/p; s/^Installing collected.*/      unpacking, up to a minute/p' ||
        fail "installing $lock failed: the reason is above; is the network there?"
    "$venv/bin/pip" install --quiet --no-deps --no-build-isolation --editable "$root" ||
        fail "installing cartelgraph itself failed: the reason is above"
    echo "$wanted $root" >"$venv/made-from"
}

# Shared by the scripts beside it: where the project is, what it says, what it installs.
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
release_flags=(-c release --product cvx --static-swift-stdlib -Xlinker -s -Xlinker -no-pie)

say() { printf '%s\n' "$*" >&2; }

# Installs the Debian packages that are missing, through sudo where not root.
need() {
    local missing=()
    local package
    for package in "$@"; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >&2
}

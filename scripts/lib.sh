# Shared by the scripts beside it: where the project is, what it says, what it installs, how it is built.
# Sourced by its real path, which is the project's.
root=${BASH_SOURCE[0]%/scripts/lib.sh}
binary=$root/.build/release/cvx
release_flags=(-c release --product cvx --static-swift-stdlib -Xlinker -s -Xlinker -no-pie)

say() { printf '%s\n' "$*" >&2; }

# Installs the Debian packages that are missing, through sudo where not root.
need() {
    local missing=()
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >&2
}

need_swift() {
    command -v swift >/dev/null && return
    say "there is no swift on the PATH: cvx is built with Swift 6.1 or later (https://www.swift.org/install)"
    exit 1
}

# Builds the release binary where there is none, or a source is newer than it.
build_release() {
    if [ -x "$binary" ] && [ -z "$(find "$root/Sources" "$root/Package.swift" -newer "$binary" -print -quit)" ]; then
        return
    fi
    need_swift
    need libedit-dev libsqlite3-dev
    say "building cvx (some minutes the first time)"
    # What is edited while the build runs is newer than the build.
    local began
    began=$(mktemp)
    swift build --package-path "$root" "${release_flags[@]}" >&2
    touch -r "$began" "$binary"
    rm -f "$began"
}

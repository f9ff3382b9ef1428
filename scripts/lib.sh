# Shared by the scripts beside it: where the project is, what it says, what it installs, how it is built.
# Sourced by its real path, which is the project's.
root=${BASH_SOURCE[0]%/scripts/lib.sh}
binary=$root/.build/release/cvx
archives=$root/.build/archives
# How the release is built. The milliseconds are what leaving it out costs a start, of 3.3.
release_flags=(
    -c release --product cvx --static-swift-stdlib
    # Archives come first: loading seven shared libraries takes 1.4 ms. The C library stays shared, for it loads the
    # name services of the machine (getpwuid), and a static one crashes where there is one beyond /etc/passwd.
    -Xswiftc -L -Xswiftc "$archives" -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
    -Xlinker -ltinfo -Xlinker -lbsd -Xlinker -lmd
    # Types of arrays and dictionaries are asked for directly, not by a mangled name that the runtime parses and checks
    # against every conformance in the program: 0.3 ms.
    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
    # Nothing to relocate: 0.4 ms. No symbols: 29 MB less.
    -Xlinker -no-pie -Xlinker -s
    # Libraries are not looked for in a dozen folders beside the program, and of 5,400 symbols that nobody asks for none
    # is exported, which the runtime would walk through: 0.2 ms.
    --disable-local-rpath -Xlinker --no-export-dynamic
)

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

# A folder with the archives that are to be linked in; what the machine lacks is left to its shared library.
gather_archives() {
    local name path
    mkdir -p "$archives"
    for name in sqlite3 edit tinfo bsd md stdc++; do
        path=$("$(dirname "$(readlink -f "$(command -v swift)")")/clang" -print-file-name="lib$name.a")
        [ ! -e "$path" ] || ln -sf "$path" "$archives/lib$name.a"
    done
}

# Builds the release binary where there is none, or a source is newer than it.
build_release() {
    if [ -x "$binary" ] && [ -z "$(find "$root/Sources" "$root/Package.swift" -newer "$binary" -print -quit)" ]; then
        return
    fi
    need_swift
    need libedit-dev libsqlite3-dev libcurl4-openssl-dev libmicrohttpd-dev tzdata
    gather_archives
    say "building cvx (some minutes the first time)"
    # What is edited while the build runs is newer than the build.
    local began
    began=$(mktemp)
    swift build --package-path "$root" "${release_flags[@]}" >&2
    # A copy is written in one go, so that the file is cached in large pieces, which a start maps in fewer steps than
    # the small ones that the linker leaves: 0.8 ms, until the cache lets go of it.
    cp "$binary" "$binary.copy"
    mv "$binary.copy" "$binary"
    touch -r "$began" "$binary"
    rm -f "$began"
}

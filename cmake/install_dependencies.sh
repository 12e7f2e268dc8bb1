#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes sure that the named things are here:  install_dependencies.sh compiler cmake eigen [ninja catch2 ccache clang
# benchmark openblas onednn venv hdf5 libzip json]
#
# Installs what is missing on Debian and Ubuntu, as root or with sudo; elsewhere says what is missing, and fails.
set -u

probe=$(mktemp -d) || exit 1
trap 'rm -rf "$probe"' EXIT

finds_library() {
    printf 'int main() {}\n' | "${CXX:-c++}" -x c++ - -l"$1" -o "$probe/library"
}

finds_header() {
    printf '#include <%s>\n' "$1" | "${CXX:-c++}" -x c++ -std=c++17 -fsyntax-only -
}

finds_package() {
    printf 'cmake_minimum_required(VERSION 3.22)\nproject(probe NONE)\nfind_package(%s REQUIRED)\n' "$1" \
        > "$probe/CMakeLists.txt"
    cmake -S "$probe" -B "$probe/build" > "$probe/log" 2>&1
}

is_here() {
    case $1 in
        compiler) command -v "${CXX:-c++}" ;;
        cmake | ccache | ninja) command -v "$1" ;;
        eigen) finds_package Eigen3 ;;
        catch2) finds_package Catch2 ;;
        hdf5) finds_header hdf5/serial/hdf5.h || finds_header hdf5.h ;;
        libzip) finds_header zip.h ;;
        json) finds_header nlohmann/json.hpp ;;
        clang) command -v clang++ ;;
        benchmark) finds_library benchmark ;;
        openblas) finds_library openblas ;;
        onednn) finds_library dnnl ;;
        venv) python3 -c "import ensurepip, venv" ;;
    esac > "$probe/found" 2>&1
}

declare -A package=([compiler]=g++ [cmake]=cmake [ninja]=ninja-build [eigen]=libeigen3-dev [catch2]=catch2 [ccache]=ccache
    [hdf5]=libhdf5-dev [libzip]=libzip-dev [json]=nlohmann-json3-dev
    [clang]=clang [benchmark]=libbenchmark-dev [openblas]=libopenblas-dev [onednn]=libdnnl-dev [venv]=python3-venv)
missing=() packages=()
for thing in "$@"; do
    is_here "$thing" && continue
    missing+=("$thing")
    packages+=("${package[$thing]}")
done
[ ${#missing[@]} = 0 ] && exit 0

if ! command -v apt-get > "$probe/found"; then
    echo "Missing here: ${missing[*]}. Please install them and run this again; the packages of" \
        "Debian and Ubuntu are called ${packages[*]}." >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo > "$probe/found"; then
        echo "Missing here: ${missing[*]}. Please run as root:  apt-get install ${packages[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "Installing ${packages[*]}"
"${as_root[@]}" apt-get update -q &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes sure that the named things are here:  install_dependencies.sh compiler cmake eigen [ninja catch2 ccache]
#
# Installs what is missing on Debian and Ubuntu, as root or with sudo; elsewhere says what is missing, and fails.
set -u

probe=$(mktemp -d) || exit 1
trap 'rm -rf "$probe"' EXIT

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
    esac > "$probe/found"
}

declare -A package=([compiler]=g++ [cmake]=cmake [ninja]=ninja-build [eigen]=libeigen3-dev [catch2]=catch2 [ccache]=ccache)
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

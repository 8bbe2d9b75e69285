#!/usr/bin/env bash
# npm run test:setup: installs the Debian packages the suites need (each says so in its first line);
# with --bench also those of the benchmarks' peers, and the peers that npm has. What is there is skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

folders=(e2e conformance fuzz)
peers=no
for argument in "$@"; do
  case "$argument" in
    --bench) folders+=(bench); peers=yes ;;
    *) echo "usage: npm run test:setup [-- --bench]" >&2; exit 2 ;;
  esac
done

# Peers that come from npm are kept beside the builds, and are no dependencies.
if [ "$peers" = yes ]; then node bench/peer/converse.mjs; fi

# In an assignment of its own, so that a failure stops the script.
missing=$(node scripts/test/needs.mjs "${folders[@]}")
mapfile -t packages <<<"$missing"
if [ -z "$missing" ]; then
  echo "Everything the suites need is installed."
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "Missing: ${packages[*]} (names of Debian packages). There is no apt-get here; install them your way." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Missing: ${packages[*]}. Run as root: apt-get install -y ${packages[*]}" >&2
  exit 1
fi

echo "Installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${packages[@]}"

left=$(node scripts/test/needs.mjs "${folders[@]}")
if [ -n "$left" ]; then
  echo "Installed, but still not found: $left" >&2
  exit 1
fi

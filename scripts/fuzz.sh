#!/usr/bin/env bash
# Fuzzes the targets named, or all, each for FUZZ_SECONDS. Fails when something was found, and names the input's file.
#
# Seeds are those beside the targets, the postings in the folder that LAPWING_DATA names, if there is one, and what
# earlier runs made of them. All but the first stay in the target folder, outside version control.
source "$(dirname "$0")/lib.sh"

seconds=${FUZZ_SECONDS:-600}
targets=("$@")
[ $# -gt 0 ] || targets=(query text decoder marketplace matching link)

# The first two are far more than the longest input takes on a slow machine; the last is twice what a query may have.
LIMITS=(-timeout=20 -rss_limit_mb=2048 -max_len=8192)

host=$(rustc --print host-tuple)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
programs=$CARGO_TARGET_DIR/$host/release
work=$CARGO_TARGET_DIR/fuzz
found=()

# Real postings as seeds, a file each; for matching with one of our queries before it.
write_postings() {
  local target=$1 queries=
  rm -rf "$work/postings"
  mkdir -p "$work/postings"
  [ -d "${LAPWING_DATA:-}" ] || return 0
  case $target in
    text | decoder) ;;
    matching)
      queries=$work/queries
      head -q -n 1 fuzz/seeds/matching/* >"$queries"
      ;;
    *) return 0 ;;
  esac
  awk -v folder="$work/postings" -v queries="$queries" '
    BEGIN { while (queries != "" && (getline query < queries) > 0) before[count++] = query }
    { file = folder "/" NR; if (count) print before[NR % count] > file; print > file; close(file) }
  ' "$LAPWING_DATA"/*.jsonl
}

# Words that mean something to a target, in a file.
write_dictionary() {
  local names=("$1") name
  [ "$1" != matching ] || names=(query decoder)
  for name in "${names[@]}"; do cat "fuzz/dictionaries/$name.dict"; done >"$work/dictionary"
}

fuzz() {
  local target=$1 log=$work/$1.log corpus=$work/corpus/$1 artifacts=fuzz/artifacts/$1 input
  mkdir -p "$corpus" "$artifacts"
  write_postings "$target"
  write_dictionary "$target"
  say "Fuzzing $target for $seconds seconds (log: $log)"
  if "$programs/$target" "${LIMITS[@]}" -max_total_time="$seconds" -print_final_stats=1 -dict="$work/dictionary" \
    -artifact_prefix="$artifacts/" "$corpus" "fuzz/seeds/$target" "$work/postings" >"$log" 2>&1; then
    input=none
  else
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    found+=("$target: ${input:-it ended early, see $log}" "  again: $programs/$target ${input:-}")
    sed -n '/panicked at/,/^note:/p;/^ERROR: libFuzzer\|^SUMMARY/p' "$log" | head -n 20 >&2
  fi
  report "$target" "$log" "${input:-unknown}"
}

# One line of figures from libFuzzer's log.
report() {
  local target=$1 log=$2 input=$3
  awk -v target="$target" -v input="$input" '
    /^INFO: Loaded 1 modules/ { gsub(/[^0-9 ]/, " "); edges = $2 }
    /stat::number_of_executed_units/ { executions = $2 }
    /stat::average_exec_per_sec/ { speed = $2 }
    { for (at = 1; at < NF; at++) { if ($at == "cov:") reached = $(at + 1); if ($at == "ft:") features = $(at + 1) } }
    END {
      printf "%s: %d executions (%d a second), %d of %d edges, %d features, found: %s\n",
        target, executions, speed, reached, edges, features, input
    }
  ' "$log"
}

say "Building the targets"
PATH=$(scripts/tools.sh fuzz):$PATH
# Sanitizers need a nightly compiler, and look for what code without `unsafe` cannot do.
cargo fuzz build --sanitizer none --target "$host"

trap 'exit 130' INT
for target in "${targets[@]}"; do fuzz "$target"; done

[ ${#found[@]} -eq 0 ] || die "Fuzzing found something." "${found[@]}"
say "Nothing was found"

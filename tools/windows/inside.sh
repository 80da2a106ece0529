#!/bin/bash
# inside.sh SCRIPT: runs a bash script beside Wine, in a namespace of processes where nothing outlives it.
# From the environment: FOLDER (absolute, holds the prefix), SCREEN (such as 1280x800x24, or empty for none).
set -eu
export FOLDER SCREEN="${SCREEN:-}"
exec unshare --mount --pid --fork --kill-child --propagation private bash -euc '
  mount -t proc proc /proc
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME="$FOLDER/home" WINEPREFIX="$FOLDER/prefix" \
    WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,wbemprox=" TZ=Asia/Jakarta FOLDER="$FOLDER" SCREEN="$SCREEN" bash -uc '\''
      if [ -n "$SCREEN" ]; then
        rm -f "$HOME/display"
        Xvfb -displayfd 3 -screen 0 "$SCREEN" -nolisten tcp 3>"$HOME/display" >/dev/null 2>&1 &
        for _ in $(seq 100); do [ -s "$HOME/display" ] && break; sleep 0.1; done
        export DISPLAY=":$(cat "$HOME/display")"
        openbox >/dev/null 2>&1 &
      fi
      eval "$1"'\'' inside "$1"' inside "$1" </dev/null

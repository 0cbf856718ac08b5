#!/usr/bin/env bash
# What one would write by hand: each pair one after the other, two servers and a check. loop.sh REPO FOLDER PORT VERSION…
set -u
repo=$1 folder=$2 port=$3
shift 3
for version in "$@"; do
  for role in host user; do
    tree=$folder/$role-$version
    [ -d "$tree" ] || git -C "$repo" worktree add --quiet --detach "$tree" "$version"
  done
done
export PYTHONDONTWRITEBYTECODE=1
for host in "$@"; do
  for user in "$@"; do
    rpc=$port http=$((port + 1))
    case $host in 1.[0-3].*) ready=web_info ;; *) ready=server_info ;; esac
    cd "$folder/user-$user/backcompat"
    PYTHONPATH=.. python3 -m codeserver --host 127.0.0.1 --port $rpc --python-file repo.py >"$folder/code.log" 2>&1 &
    code=$!
    until (exec 3<>/dev/tcp/127.0.0.1/$rpc) 2>/dev/null; do sleep 0.01; done
    cd "$folder/host-$host/backcompat"
    git checkout --quiet workspace.yaml
    sed -i "s/^\( *port:\).*/\1 $rpc/; s/^\( *host:\).*/\1 127.0.0.1/" workspace.yaml
    PYTHONPATH=.. python3 -m webserver -h 127.0.0.1 -p $http -w workspace.yaml >"$folder/web.log" 2>&1 &
    web=$!
    until curl -sf "http://127.0.0.1:$http/$ready" >/dev/null; do sleep 0.01; done
    if PYTHONPATH=.. WEBSERVER_URL=http://127.0.0.1:$http python3 check_job.py the_job >"$folder/check.log" 2>&1; then
      verdict=green
    else
      verdict=red
    fi
    kill $code $web
    wait $code $web 2>/dev/null
    echo "$host $user $verdict"
  done
done

"""PostgreSQL in one folder and on one port, in the foreground; makes the folder where it isn't there yet."""
import os
import pathlib
import shutil
import sys

folder, port = pathlib.Path(sys.argv[1]), sys.argv[2]
user = "metaflow"


def program(name):
    """Debian keeps the server's programs apart from PATH."""
    versions = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (str(versions[-1]) if versions else None)
    if found is None:
        sys.exit(f"PostgreSQL's {name} is not there. Get it by: apt-get install postgresql")
    return found


def unprivileged(command):
    """PostgreSQL refuses root: nobody's number, with the one right that lets it come to a folder of root's."""
    if os.geteuid() != 0:
        return command
    rights = "+dac_override,+dac_read_search"
    return [
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
        f"--inh-caps={rights}", f"--ambient-caps={rights}", *command,
    ]  # fmt: skip


def call(command):
    code = os.spawnvp(os.P_WAIT, command[0], command)
    if code != 0:
        sys.exit(f"{command[0]} ended with {code}")


folder.mkdir(parents=True, exist_ok=True)
if os.geteuid() == 0:
    os.chown(folder, 65534, 65534)
os.chdir("/")
if not (folder / "PG_VERSION").exists():
    call(unprivileged([
        program("initdb"), "--pgdata", str(folder), "--username", user, "--auth", "trust",
        "--encoding", "UTF8", "--no-locale", "--no-sync",
    ]))  # fmt: skip
    sql = f"CREATE DATABASE {user};\n".encode()
    reading, writing = os.pipe()
    os.write(writing, sql)
    os.close(writing)
    stdin = os.dup(0)
    os.dup2(reading, 0)
    call(unprivileged([program("postgres"), "--single", "-D", str(folder), "postgres"]))
    os.dup2(stdin, 0)

server = [
    program("postgres"), "-D", str(folder), "-p", port, "-h", "127.0.0.1",
    "-c", "unix_socket_directories=", "-c", "fsync=off",
]  # fmt: skip
command = unprivileged(server)
os.execvp(command[0], command)

import http.client
import json
from collections import namedtuple

Answer = namedtuple("Answer", "status product value")


class Unreachable(Exception):
    """Nobody listens there, or whoever did has hung up."""


def post(host, port, path, value):
    # No timeout: a job takes its time, and so does a person at a breakpoint.
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.request("POST", path, json.dumps(value), {"Content-Type": "application/json"})
        response = connection.getresponse()
        return Answer(response.status, response.getheader("Server"), json.loads(response.read()))
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(f"no answer from {host}:{port}: {error}") from error
    finally:
        connection.close()

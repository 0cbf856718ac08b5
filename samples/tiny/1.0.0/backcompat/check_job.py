"""check_job.py JOB [URL]: launches a job through the webserver; exits with 0 only if it succeeded."""

import os
import sys
from urllib.parse import urlsplit

from wire.client import Unreachable, post


def main(job, url):
    place = urlsplit(url)
    try:
        answer = post(place.hostname, place.port, "/launch", {"job": job})
    except Unreachable as error:
        return f"{job} was not launched: {error}"
    if answer.status != 200:
        return f"{job} did not succeed: {answer.product} answered {answer.status} {answer.value['error']}"
    print(f"{job} succeeded: {answer.value}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    default_url = os.environ.get("WEBSERVER_URL", "http://127.0.0.1:3000")
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else default_url))

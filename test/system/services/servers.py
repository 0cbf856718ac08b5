"""Servers that behave as badly as real ones. First argument: how; second: the port."""
import http.server
import os
import socket
import sys
import time

how, port = sys.argv[1], int(sys.argv[2])


def listen(address, at):
    server = socket.create_server((address, at))
    time.sleep(600)
    return server


if how == "slow":
    time.sleep(0.5)
    listen("127.0.0.1", port)
elif how == "dies":
    print("reading the configuration", flush=True)
    sys.exit("no such option: --grpc")
elif how == "elsewhere":
    listen("127.0.0.1", 0)
elif how == "forks":
    if os.fork() == 0:
        os.setsid()
        devnull = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(devnull, stream)
        time.sleep(0.3)
        listen("127.0.0.1", port)
    sys.exit(0)
elif how in ("warms-up", "never"):
    asked = 0

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            global asked
            asked += 1
            self.send_response(200 if asked > 3 and how == "warms-up" else 503)
            self.end_headers()

    http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
elif how == "stubborn":
    import signal

    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    listen("127.0.0.1", port)

import argparse
import logging

from webserver.webserver import serve


def main():
    parser = argparse.ArgumentParser(prog="webserver", add_help=False)
    parser.add_argument("--help", action="help", help="show this and exit")
    parser.add_argument("-h", "--host", default="127.0.0.1")
    parser.add_argument("-p", "--port", type=int, default=3000)
    parser.add_argument("-w", "--workspace", default="workspace.yaml", help="where user code is found")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s")
    serve(options.host, options.port, options.workspace)


if __name__ == "__main__":
    main()

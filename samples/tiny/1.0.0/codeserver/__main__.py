import argparse
import logging

from codeserver.codeserver import serve


def main():
    parser = argparse.ArgumentParser(prog="codeserver")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4266)
    parser.add_argument("--python-file", required=True, help="the file with the jobs")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s")
    serve(options.host, options.port, options.python_file)


if __name__ == "__main__":
    main()

import os
import sys


def handle(value):
    doubled = value * 2
    return doubled


def main():
    print("asked for %s" % sys.argv[1:])
    print("path %s" % os.environ.get("PYTHONPATH"))
    total = handle(21)
    print("total %d" % total)
    sys.stdout.flush()


if __name__ == "__main__":
    main()

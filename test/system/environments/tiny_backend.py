"""A build backend of its own, so that nothing has to be downloaded; leaves behind what setuptools does."""

import os
import sys
import zipfile

NAME, VERSION = "tiny_package", "1.2.3"


def build_wheel(folder, config_settings=None, metadata_directory=None):
    return _wheel(folder, {"tiny_package.py": _read("tiny_package.py")})


def build_editable(folder, config_settings=None, metadata_directory=None):
    return _wheel(folder, {"tiny_package.pth": os.getcwd() + "\n"})


def _wheel(folder, files):
    if os.path.exists("broken"):
        sys.stderr.write("RuntimeError: libtiny is not installed\n")
        sys.exit(1)
    os.makedirs(NAME + ".egg-info", exist_ok=True)
    os.makedirs("build", exist_ok=True)
    with open(NAME + ".egg-info/PKG-INFO", "w") as info:
        info.write("Version: " + VERSION)
    meta = "%s-%s.dist-info/" % (NAME, VERSION)
    files = dict(files)
    files[meta + "METADATA"] = "Metadata-Version: 2.1\nName: tiny-package\nVersion: %s\n" % VERSION
    files[meta + "WHEEL"] = "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[meta + "entry_points.txt"] = "[console_scripts]\ntiny = tiny_package:main\n"
    files[meta + "RECORD"] = "".join("%s,,\n" % name for name in list(files) + [meta + "RECORD"])
    name = "%s-%s-py3-none-any.whl" % (NAME, VERSION)
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name


def _read(path):
    with open(path) as file:
        return file.read()

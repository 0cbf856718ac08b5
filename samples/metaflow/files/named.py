"""The service asks for the version of its own distribution: here is one, without installing it and its compiler's needs."""
import pathlib
import re
import sys

found = re.search(r"""version\s*=\s*["']([^"']+)["']""", pathlib.Path("setup.py").read_text())
version = found.group(1) if found else "0"
folder = pathlib.Path(sys.argv[1]) / "metadata_service-{}.dist-info".format(version)
folder.mkdir(parents=True, exist_ok=True)
(folder / "METADATA").write_text("Metadata-Version: 2.1\nName: metadata_service\nVersion: {}\n".format(version))

from collections import namedtuple

Location = namedtuple("Location", "name host port")


def read_workspace(path):
    """Knows just the YAML that a workspace of one location needs, so that nothing has to be installed."""
    fields = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            key, _, value = line.partition("#")[0].strip(" -\n").partition(":")
            fields[key] = value.strip(" \"'")
    return Location(fields["location_name"], fields["host"], int(fields["port"]))

"""A DAGSTER_HOME that says nothing to anybody, and launches runs without a daemon."""
import os
import sys

DAGSTER_YAML = """telemetry:
  enabled: false
run_coordinator:
  module: dagster.core.run_coordinator
  class: DefaultRunCoordinator
"""

(home,) = sys.argv[1:]
os.makedirs(home, exist_ok=True)
with open(os.path.join(home, "dagster.yaml"), "w") as file:
    file.write(DAGSTER_YAML)

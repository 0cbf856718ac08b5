"""Logs a run with an artifact, and reads it back."""
import os
import tempfile

import mlflow
from common import begin, same

client = begin("artifacts")
text = "what was learned\n"
with tempfile.TemporaryDirectory() as folder, mlflow.start_run() as run:
    path = os.path.join(folder, "notes.txt")
    with open(path, "w") as file:
        file.write(text)
    mlflow.log_artifact(path, "notes")

run_id = run.info.run_id
same("list", ["notes/notes.txt"], [one.path for one in client.list_artifacts(run_id, "notes")])
with tempfile.TemporaryDirectory() as folder:
    with open(client.download_artifacts(run_id, "notes/notes.txt", folder)) as file:
        same("artifact", text, file.read())

"""Two steps and an artifact: what the harness calls hello."""
from metaflow import FlowSpec, step


class BackcompatFlow(FlowSpec):
    @step
    def start(self):
        self.message = "hello"
        self.next(self.end)

    @step
    def end(self):
        self.message = self.message + ", world"


if __name__ == "__main__":
    BackcompatFlow()

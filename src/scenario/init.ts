/** A scenario for a folder that has none: by the first detector that recognises it, else a template. */
import { compose } from "./detectors/compose";
import { dagster } from "./detectors/dagster";
import { asWord, type Detector, ownTags, type Proposal } from "./detectors/detector";
import { django } from "./detectors/django";
import { type FolderFiles, folderFiles } from "./detectors/folderFiles";
import { node } from "./detectors/node";
import { pythonPair } from "./detectors/python";

export interface Init {
  /** A scenario file with comments, which our own parser accepts. */
  readonly text: string;
  /** `a Dagster checkout`; undefined where only a template is offered. */
  readonly recognised?: string;
}

/** The most particular first. */
const detectors: readonly Detector[] = [dagster, django, pythonPair, compose, node];

export const initText = async (folder: string, files: FolderFiles = folderFiles(folder)): Promise<Init> => {
  for (const detect of detectors) {
    const proposal = await detect(files);
    if (proposal) return { text: fileText(proposal), recognised: capitalised(proposal.what) };
  }
  return { text: fileText(template(files.name)) };
};

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const fileText = ({
  scenario,
  body,
}: Proposal): string => `// Backcompat: two versions of a system side by side.
// Adjust what a comment speaks of, then: backcompat validate, backcompat plan
{
  "version": 1,
  "scenarios": {
    ${JSON.stringify(scenario)}: ${body.replaceAll("\n", "\n    ")},
  },
}
`;

const template = (folder: string): Proposal => ({
  what: "",
  scenario: asWord(folder),
  body: `{
  "title": "Newer host ↔ older service",
  ${ownTags("host", "release")}
  "sides": {
    "host": {
      "source": { "git": "\${host}" },
      // "python": { "version": "3.11", "install": ["-e ."] },
    },
    "service": {
      "source": { "git": "\${release}" },
      // "node": {}, or "commands": [["cmake", "-B", "build"], ["cmake", "--build", "build"]],
      // Releases of a package instead of tags? Then its axis has "versions": { "pypi": "NAME" } (or "npm"),
      // and the source is { "pypi": "NAME==\${release}" }.
    },
  },
  // Two sides that change places with --swap.
  "swap": ["host", "service"],
  "services": {
    "server": {
      "side": "service",
      // Program and arguments; \${port} is the first of its ports.
      "run": ["python", "-m", "http.server", "--bind", "127.0.0.1", "\${port}"],
      "ports": { "http": 8000 },
      "ready": { "http": "/" },
      // "debug": { "language": "python" },
    },
  },
  "checks": {
    "the service answers": { "service": "server", "http": "/", "expect": { "status": 200 } },
    // "the host understands it": { "side": "host", "run": ["python", "check.py", "\${services.server.ports.http}"] },
  },
}`,
});

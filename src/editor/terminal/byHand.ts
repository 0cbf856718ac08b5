import { containersIn, isContainer } from "../../emulation/containers/wanted";
import { containerCommands } from "../../emulation/containers/wantedText";
import type { Run } from "../../emulation/run";
import type { Settled, SettledEnvironment, SettledService, SettledSide } from "../../scenario/settled";
import { fillKnown, literal } from "../../scenario/template";
import { shellQuote } from "../../util/text";
import { knownValue } from "../views/knownValue";

/**
 * What one would type in a POSIX shell to get the same by hand: second clone, second environment, edited files, a
 * terminal for each service, and how to clear it all away.
 */
export const byHand = (settled: Settled, known: Known): string => {
  const sides = Object.values(settled.sides);
  const dirs = Object.fromEntries(sides.map((side) => [side.name, folderByHand(side, settled)]));
  const fillOne = (text: string, service?: string): string =>
    fillKnown(text, (name) => variableByHand(name, dirs, service, known)).replaceAll("$${", "${");
  return [
    `# ${settled.title} (${settled.name}), by hand`,
    ...sides.flatMap((side) => [
      "",
      `# side ${labelOf(side)}`,
      ...sideLines(side, String(dirs[side.name]), fillOne),
    ]),
    ...settled.rewrites.flatMap(({ side, file, set, replace }) => [
      "",
      `# edit ${dirs[side]}/${file}:`,
      ...Object.entries(set).map(
        ([path, value]) => `#   ${path} = ${typeof value === "string" ? fillOne(value) : String(value)}`,
      ),
      ...replace.map(({ pattern, with: text }) => `#   /${pattern}/ becomes ${fillOne(text)}`),
    ]),
    ...networkLines(settled, "create"),
    ...Object.values(settled.services).flatMap((service) => serviceLines(service, settled, dirs, fillOne)),
    "",
    "# afterwards: undo the edits, and",
    ...sides.flatMap((side) => undoLines(side, String(dirs[side.name]))),
    ...networkLines(settled, "rm"),
    "",
  ].join("\n");
};

/** What a running emulation knows: its ports, say. Undefined where nothing is known. */
export type Known = (name: string, service: string | undefined) => string | undefined;

type Fill = (text: string, service?: string) => string;

export const knownOf =
  ({ values }: Pick<Run, "values">): Known =>
  (name, service) =>
    /^(port$|ports\.|services\.|outputs\.)/.test(name) ? knownValue(name, values, service) : undefined;

const labelOf = ({ name, version }: SettledSide): string =>
  version === undefined ? name : `${name} ${version.name}`;

const folderByHand = ({ name, version, source }: SettledSide, { folder }: Settled): string => {
  if (source.kind === "workspace") return source.folder;
  if (source.kind === "folder") return source.path;
  return `${folder}-${name}${version === undefined ? "" : `-${version.name.replaceAll(/[^\w.-]+/g, "-")}`}`;
};

const venvOf = (dir: string): string => `${dir}-venv`;

const sideLines = (side: SettledSide, dir: string, fillOne: Fill): string[] => [
  ...sourceLines(side, dir),
  ...environmentLines(side, dir, fillOne),
];

const sourceLines = ({ source }: SettledSide, dir: string): string[] => {
  switch (source.kind) {
    case "git":
      return isUrl(source.repo)
        ? [shellQuote(["git", "clone", "--branch", source.ref, source.repo, dir])]
        : [shellQuote(["git", "-C", source.repo, "worktree", "add", "--detach", dir, source.ref])];
    case "image":
      return [shellQuote(["docker", "pull", source.image])];
    case "workspace":
    case "folder":
      return [`# as it is, in ${source.kind === "folder" ? source.path : source.folder}`];
    case "pypi":
    case "npm":
      return [shellQuote(["mkdir", "-p", dir])];
  }
};

const environmentLines = ({ environment, source }: SettledSide, dir: string, fillOne: Fill): string[] => {
  const packages = source.kind === "pypi" ? [`${source.name}==${source.version}`] : [];
  switch (environment.kind) {
    case "python":
      return pythonLines(environment, packages, dir, fillOne);
    case "node": {
      const own = source.kind === "npm" ? [`${source.name}@${source.version}`] : [];
      const all = [...own, ...environment.install.map((one) => fillOne(one))];
      return all.length === 0 ? [] : [`(cd ${shellQuote([dir])} && npm install ${shellQuote(all)})`];
    }
    case "commands":
      return environment.commands.map(
        (command) => `(cd ${shellQuote([dir])} && ${shellQuote(command.map((word) => fillOne(word)))})`,
      );
    case "none":
      return [];
  }
};

type Python = Extract<SettledEnvironment, { kind: "python" }>;

const pythonLines = (python: Python, packages: readonly string[], dir: string, fillOne: Fill): string[] => {
  if (python.existing !== undefined) return [`# Python: ${python.existing} as it is`];
  const words = [
    ...python.requirements.flatMap((file) => ["-r", file]),
    ...packages,
    ...python.install.flatMap((line) => fillOne(line).split(/\s+(?=\S)/)),
    ...(python.constraintsFile === undefined ? [] : ["-c", python.constraintsFile]),
  ];
  const pip = [`${venvOf(dir)}/bin/pip`, "install", ...words];
  return [
    ...(python.version === undefined ? [] : [`# needs Python ${python.version}`]),
    ...(python.asOf === undefined
      ? []
      : [`# dependencies as of ${python.asOf}: uv pip install --exclude-newer`]),
    ...(python.constraints.length === 0 ? [] : [`# within ${python.constraints.join(", ")}`]),
    shellQuote(["python3", "-m", "venv", venvOf(dir)]),
    ...(words.length === 0 ? [] : [`(cd ${shellQuote([dir])} && ${shellQuote(pip)})`]),
  ];
};

const serviceLines = (
  service: SettledService,
  settled: Settled,
  dirs: Readonly<Record<string, string>>,
  fillOne: Fill,
): string[] => {
  const { name, side, what, cwd, env } = service;
  const { sides, folder } = settled;
  const own = side === undefined ? undefined : sides[side];
  const dir = side === undefined ? folder : String(dirs[side]);
  const title = `# a terminal for ${name}${own === undefined ? "" : ` of ${labelOf(own)}`}`;
  if (isContainer(service)) {
    const place = cwd === undefined ? dir : `${dir}/${fillOne(cwd, name)}`;
    const commands = containerCommands(service, settled, (text) => fillOne(text, name));
    return ["", title, `cd ${shellQuote([place])}`, ...commands];
  }
  if (what.kind !== "process") return [];
  const words = what.run.map((word) => fillOne(word, name));
  const place = cwd === undefined ? dir : `${dir}/${fillOne(cwd, name)}`;
  const variables = Object.entries({ ...own?.env, ...env }).map(
    ([key, value]) => `${key}=${shellQuote([fillOne(value, name)])}`,
  );
  const path =
    own?.environment.kind === "python" ? [`PATH=${shellQuote([`${venvOf(dir)}/bin`])}:"$PATH"`] : [];
  const command = what.shell ? words.join(" ") : shellQuote(words);
  return ["", title, `cd ${shellQuote([place])}`, [...path, ...variables, command].join(" ")];
};

/** Compose makes its own. */
const networkLines = (settled: Settled, verb: "create" | "rm"): string[] =>
  containersIn(settled).some(({ what }) => what.kind !== "compose")
    ? [
        ...(verb === "create" ? ["", "# a network for the containers"] : []),
        `docker network ${verb} backcompat`,
      ]
    : [];

const undoLines = ({ source, environment }: SettledSide, dir: string): string[] => {
  const venv = environment.kind === "python" && environment.existing === undefined ? [venvOf(dir)] : [];
  const worktree = source.kind === "git" && !isUrl(source.repo);
  const made = worktree || source.kind === "workspace" || source.kind === "folder" ? [] : [dir];
  const gone = source.kind === "image" ? [] : [...venv, ...made];
  return [
    ...(worktree ? [shellQuote(["git", "-C", source.repo, "worktree", "remove", "--force", dir])] : []),
    ...(gone.length === 0 ? [] : [shellQuote(["rm", "-rf", ...gone])]),
  ];
};

const isUrl = (repo: string): boolean => /^[a-z+]+:\/\/|^[^/\\]+@/.test(repo);

/** By hand, a side lies beside the workspace. */
const variableByHand = (
  name: string,
  dirs: Readonly<Record<string, string>>,
  service: string | undefined,
  known: Known,
): string | undefined => {
  const [head, second = "", third] = name.split(".");
  const dir = head === "sides" ? dirs[second] : undefined;
  if (dir !== undefined && third === "dir") return literal(dir);
  if (dir !== undefined && third === "python") return literal(`${venvOf(dir)}/bin/python`);
  if (head === "services" && third === "host") return "127.0.0.1";
  return known(name, service);
};

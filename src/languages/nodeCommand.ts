import { basename, dirname, join } from "node:path";
import { isRecord } from "../util/json";
import { type Command, type CommandFiles, cannotWrap, refuseShell, shebang } from "./command";

/** A command as the node that it comes to in the end. */
export interface NodeCommand {
  readonly node: string;
  /** Node's options, the script and its arguments. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The inspector has to be asked of the very node that runs the service: in NODE_OPTIONS every package manager on the way
 * would take the port before it.
 */
export const nodeCommand = async (
  command: Command,
  own: string | undefined,
  files: CommandFiles,
): Promise<NodeCommand> => {
  refuseShell(command);
  return resolve({ asked: command, own, files, depth: 0 }, command.argv, {});
};

interface Way {
  readonly asked: Command;
  readonly own: string | undefined;
  readonly files: CommandFiles;
  readonly depth: number;
}

type Env = Readonly<Record<string, string>>;

const resolve = async (way: Way, argv: readonly string[], env: Env): Promise<NodeCommand> => {
  const [first = "", ...rest] = argv;
  const name = nameOf(first);
  if (/^node(js)?$/.test(name)) return { node: first, program: withoutInspect(rest), env };
  if (way.depth > 5) throw refuse(way, "its scripts lead to each other");
  const inner = await behindPackageManager(way, name, rest);
  if (inner !== undefined)
    return resolve({ ...way, depth: way.depth + 1 }, inner.argv, { ...env, ...inner.env });
  return ofScript(way, first, rest, env);
};

const nameOf = (command: string): string => basename(command).replace(/\.(exe|cmd|ps1)$/i, "");

/** Ours stands first, and the last one would win. */
const withoutInspect = (args: readonly string[]): readonly string[] => {
  const script = args.findIndex((arg) => !arg.startsWith("-"));
  const options = script < 0 ? args : args.slice(0, script);
  return [
    ...options.filter((option) => !/^--inspect(-brk|-wait|-port)?(=|$)/.test(option)),
    ...(script < 0 ? [] : args.slice(script)),
  ];
};

interface Inner {
  readonly argv: readonly string[];
  readonly env: Env;
}

const managers = ["npm", "yarn", "pnpm"];

const behindPackageManager = async (
  way: Way,
  name: string,
  args: readonly string[],
): Promise<Inner | undefined> => {
  if (name === "npx") return { argv: executed(way, args), env: {} };
  if (!managers.includes(name)) return undefined;
  const [verb = "", ...rest] = args;
  if (verb === "exec" || verb === "x" || verb === "dlx") return { argv: executed(way, rest), env: {} };
  const script = verb === "run" || verb === "run-script" ? (rest[0] ?? "") : verb;
  if (script.startsWith("-")) throw refuse(way, `${name} has options before its script`);
  return scriptOf(way, script, rest.slice(script === verb ? 0 : 1));
};

/** `npx --no -- tool args` */
const executed = (way: Way, args: readonly string[]): readonly string[] => {
  const at = args.findIndex((arg) => !/^(--|-y|--yes|--no|--no-install|--offline)$/.test(arg));
  const argv = at < 0 ? [] : args.slice(at);
  if (argv[0] === undefined || argv[0].startsWith("-"))
    throw refuse(way, "which program it runs isn't clear");
  return argv[1] === "--" ? [argv[0], ...argv.slice(2)] : argv;
};

/** What package.json calls so, where that is one plain command. */
const scriptOf = async (way: Way, name: string, more: readonly string[]): Promise<Inner> => {
  const file = join(way.asked.cwd, "package.json");
  const scripts = scriptsIn(await way.files.text(file));
  const line = scripts[name];
  if (typeof line !== "string") throw refuse(way, `${file} has no script ${name}`);
  if (scripts[`pre${name}`] !== undefined || scripts[`post${name}`] !== undefined)
    throw refuse(way, `${name} has a script before or after it`);
  if (/[|&;<>$`()*?~\n"'\\]/.test(line)) throw refuse(way, `its script is a line for a shell: ${line}`);
  const words = line.trim().split(/\s+/);
  const first = words.findIndex((word) => word !== "cross-env" && !/^\w+=/.test(word));
  const env = words.slice(0, Math.max(0, first)).flatMap((word) => {
    const [, key, value] = /^(\w+)=(.*)$/.exec(word) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return {
    argv: [...words.slice(Math.max(0, first)), ...(more[0] === "--" ? more.slice(1) : more)],
    env: Object.fromEntries(env),
  };
};

const scriptsIn = (text: string | undefined): Readonly<Record<string, unknown>> => {
  if (text === undefined) return {};
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) && isRecord(json["scripts"]) ? json["scripts"] : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

/** A program of `node_modules/.bin`, or any other script with node in its first line. */
const ofScript = async (way: Way, name: string, args: readonly string[], env: Env): Promise<NodeCommand> => {
  const { files, asked } = way;
  const file = fileOf(way, name);
  if (file === undefined) throw refuse(way, `${name} is not there`);
  const start = (await files.start(file)) ?? "";
  const node = way.own ?? files.executable("node", asked) ?? "node";
  const by = shebang(start);
  if (by !== undefined && nameOf(by[0] ?? "") === "node")
    return { node, program: [...by.slice(1), file, ...args], env };
  const shim = /(?:\$basedir\/|%~?dp0%?\\)((?:(?!node(?:\.exe)?")[^"])+)" +(?:"\$@"|%\*)/.exec(start)?.[1];
  if (shim !== undefined)
    return { node, program: [join(dirname(file), shim.replaceAll("\\", "/")), ...args], env };
  if (/\.[cm]?[jt]s$/.test(file)) return { node, program: [file, ...args], env };
  throw refuse(way, `${file} is no script for Node`);
};

/** PATH doesn't hold the programs of the packages around a folder; package managers look there themselves. */
const fileOf = ({ files, asked }: Way, name: string): string | undefined => {
  if (/[/\\]/.test(name)) return files.executable(name, asked);
  for (let folder = asked.cwd; ; folder = dirname(folder)) {
    const file = files.executable(join(folder, "node_modules", ".bin", name), asked);
    if (file !== undefined) return file;
    if (dirname(folder) === folder) return files.executable(name, asked);
  }
};

const refuse = ({ asked }: Way, why: string): Error =>
  cannotWrap(asked, why, 'Write the command as it is run with Node, such as ["node", "server.js"]');

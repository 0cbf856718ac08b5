import { homedir, tmpdir, userInfo } from "node:os";
import { posix, win32 } from "node:path";
import { type Platform, thisPlatform } from "./platform";
import { type Variables, variable } from "./variables";

/** Where a program keeps what is neither the user's work nor a mere cache. */
export const stateHome = (
  env: Variables,
  platform: Platform = thisPlatform,
  home: string = ownHome(),
): string => {
  const given = (name: string, isAbsolute: (path: string) => boolean): string | undefined => {
    const value = variable(env, name, platform);
    // The XDG specification has relative ones ignored: they would depend on where one stands.
    return value !== undefined && isAbsolute(value) ? value : undefined;
  };
  if (platform === "win32")
    return given("LOCALAPPDATA", win32.isAbsolute) ?? win32.join(home, "AppData", "Local");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support");
  return given("XDG_STATE_HOME", posix.isAbsolute) ?? posix.join(home, ".local", "state");
};

/** An empty HOME would put it wherever one stands: the system knows the user's folder, too. */
const ownHome = (): string => homedir() || userInfo().homedir;

export interface LocalAddress {
  readonly address: string;
  /** Who may enter it may connect; undefined where the system keeps such addresses apart from files. */
  readonly folder: string | undefined;
}

/** In bytes; macOS has 104 with the final zero, Linux 108. */
const longestSocketPath = 100;

/** Where processes of one user find each other: in `folder`, or nearer to the root where its path is too long. */
export const localAddress = (
  folder: string,
  name: string,
  platform: Platform = thisPlatform,
): LocalAddress => {
  if (platform === "win32")
    return { address: `${pipes}backcompat-${userInfo().username}-${name}`, folder: undefined };
  const near = posix.join(folder, `${name}.sock`);
  if (Buffer.byteLength(near) <= longestSocketPath) return { address: near, folder };
  const short = meetingPlace(platform);
  return { address: posix.join(short, `${name}.sock`), folder: short };
};

/** Where all processes of one user meet, whichever state folder each of them has; it must be made their own. */
export const meetingPlace = (platform: Platform = thisPlatform): string =>
  platform === "win32"
    ? win32.join(tmpdir(), "backcompat")
    : posix.join(tmpdir(), `backcompat-${process.getuid?.() ?? 0}`);

/** What is left behind as a file when its server dies; a pipe vanishes with it. */
export const isFileAddress = (address: string): boolean => !address.startsWith(pipes);

const pipes = "\\\\.\\pipe\\";

/** Reads as empty, takes all that is written. */
export const nullDevice = (platform: Platform = thisPlatform): string =>
  platform === "win32" ? "nul" : "/dev/null";

export const isNullDevice = (path: string): boolean =>
  path === "/dev/null" || /^(?:\\\\\.\\)?nul$/i.test(path);

import { isAbsolute, resolve } from "node:path";
import { inputFailure } from "../../util/problem";

/** A volume by its name in the scenario, or a folder or file of this machine. */
export type Wished =
  | { readonly kind: "volume"; readonly volume: string; readonly at: string; readonly readonly: boolean }
  | { readonly kind: "folder"; readonly path: string; readonly at: string; readonly readonly: boolean };

/** `data:/var/lib/data`, `./conf:/etc/app:ro`; relative ones begin at the folder. */
export const parseMount = (text: string, folder: string): Wished => {
  const match = /^(?<source>[A-Za-z]:[\\/][^:]*|[^:]+):(?<at>\/[^:]*)(?::(?<mode>ro|rw))?$/.exec(text.trim());
  const { source, at, mode } = match?.groups ?? {};
  if (source === undefined || at === undefined) throw notAMount(text);
  const readonly = mode === "ro";
  if (isVolume(source)) return { kind: "volume", volume: source, at, readonly };
  return { kind: "folder", path: isAbsolute(source) ? source : resolve(folder, source), at, readonly };
};

/** The names of volumes in texts that are not filled yet: a name is never a variable. */
export const volumesIn = (texts: readonly string[]): string[] => [
  ...new Set(
    texts.flatMap((text) => {
      const source = text.trim().split(":")[0] ?? "";
      return isVolume(source) ? [source] : [];
    }),
  ),
];

const isVolume = (source: string): boolean => /^[A-Za-z0-9][\w-]*$/.test(source);

const notAMount = (text: string): Error =>
  inputFailure("bad-volume", `“${text}” says neither which volume nor where it is mounted`, {
    hint: "Write NAME:/PATH for a volume, ./FOLDER:/PATH for a folder of the side's tree; :ro at the end makes it read-only.",
  });

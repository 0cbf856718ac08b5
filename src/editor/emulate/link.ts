import { inputFailure, type Problem } from "../../util/problem";
import { err, ok, type Result } from "../../util/result";

export interface Link {
  readonly scenario: string | undefined;
  readonly versions: Readonly<Record<string, string>>;
  readonly swap: boolean;
}

/** `/emulate?scenario=tiny&release=1.0.0&swap=true`: all that is no word of ours is an axis. */
export const parseLink = (path: string, query: string): Result<Link, Problem> => {
  if (path !== "/emulate") {
    const hint = "Links look like vscode://backcompat.backcompat/emulate?scenario=tiny&release=1.0.0.";
    return err(inputFailure("bad-link", `Backcompat knows no link ${path}`, { hint }).problem);
  }
  const words = new URLSearchParams(query);
  const versions = [...words].filter(([name]) => !own.has(name));
  return ok({
    scenario: words.get("scenario") ?? undefined,
    versions: Object.fromEntries(versions),
    swap: words.get("swap") === "true",
  });
};

const own: ReadonlySet<string> = new Set(["scenario", "swap"]);

/** In the person's words, since whoever wrote the link is somebody else. */
export const linkQuestion = ({ scenario, versions, swap }: Link, folder: string): string => {
  const chosen = Object.entries(versions).map(([axis, version]) => `${axis} ${shortened(version)}`);
  const what = [scenario === undefined ? "this folder's scenario" : `“${shortened(scenario)}”`];
  if (chosen.length > 0) what.push(`with ${chosen.join(", ")}`);
  if (swap) what.push("and sides swapped");
  return `A link asks to emulate ${what.join(" ")} in ${folder}.`;
};

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

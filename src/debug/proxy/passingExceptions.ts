import { isRecord } from "../../util/json";
import type { Conversation } from "./conversation";
import { exceptionAt } from "./exceptions";
import { argumentsOf, bodyOf, type Event, listOf, type Request } from "./message";

type Fields = Record<string, unknown>;

/**
 * debugpy takes an exception for unhandled by the user's code as soon as it leaves it for a library. Between a module
 * and the one that imports it stands the import system, and between `with` and a context manager contextlib: they hand
 * it on to the user's code, which may well expect it. If that doesn't, the exception leaves it again further up.
 */
export class PassingExceptions {
  #judges = false;

  request(request: Request): void {
    if (request.command !== "setExceptionBreakpoints") return;
    const { filters, filterOptions, exceptionOptions } = argumentsOf(request);
    const options = listOf(filterOptions).map(({ filterId }) => filterId);
    const asked = [...(Array.isArray(filters) ? filters : []), ...options];
    // Who wants to stop wherever something is raised gets that.
    const everywhere = asked.includes("raised") || listOf(exceptionOptions).length > 0;
    this.#judges = asked.includes("userUnhandled") && !everywhere;
  }

  takes(event: Event): boolean {
    return this.#judges && exceptionAt(event)?.threadId !== undefined;
  }

  /** Whether the exception only passes on to more of the user's code, and the program went on. */
  async wentOn(stopped: Event, conversation: Conversation): Promise<boolean> {
    const threadId = exceptionAt(stopped)?.threadId;
    const stack = await conversation.ask("stackTrace", { threadId });
    const [left, next] = fromCurrent(listOf(bodyOf(stack)["stackFrames"]));
    if (left === undefined || next === undefined || next["presentationHint"] === "subtle") return false;
    const answer = await conversation.ask("evaluate", { expression: receiver, frameId: left["id"] });
    if (!answer.success || !isAt(next, bodyOf(answer)["result"])) return false;
    return (await conversation.ask("continue", { threadId })).success;
  }
}

/** Frames that the exception has left already stand above the one that it leaves now, which is marked then. */
const fromCurrent = (frames: readonly Fields[]): readonly Fields[] => {
  const current = frames.findIndex(({ name }) => String(name).endsWith("(Current frame)"));
  return frames.slice(Math.max(0, current));
};

/** Modules that hand exceptions on; debugpy's own hooks stand between them. */
const handingOn = [
  "importlib",
  "_frozen_importlib",
  "_frozen_importlib_external",
  "contextlib",
  "_pydev_bundle",
  "_pydevd_bundle",
];

/**
 * In the target: the place that gets the exception next. Libraries' frames are missing in what the debugger says of the
 * stack, so only the program itself knows whether there are others between.
 */
const receiver = `(lambda frames: next("%s:%d" % (f.f_code.co_filename.replace("\\\\", "/").split("/")[-1], f.f_lineno) for f in frames[1:] if f.f_globals.get("__name__", "").split(".")[0] not in ${JSON.stringify(handingOn)}))(list(__import__("itertools").dropwhile(lambda f: f.f_globals.get("__name__") != __name__ or f.f_code.co_filename.startswith("<"), (f for f, _ in __import__("traceback").walk_stack(None)))))`;

const isAt = ({ source, line }: Fields, result: unknown): boolean => {
  const path = isRecord(source) && typeof source["path"] === "string" ? source["path"] : "";
  return result === `'${path.split(/[\\/]/).at(-1)}:${line}'`;
};

import { isRecord } from "../../util/json";
import { bodyOf, type Event, type Response } from "./message";
import type { ExceptionRecord, Label } from "./types";

export type Ask = (command: string, args: unknown) => Promise<Response>;

/** The exception that a thread stopped for; undefined where it stopped for something else. */
export const exceptionAt = (stopped: Event): { readonly threadId: number | undefined } | undefined => {
  const { reason, threadId } = bodyOf(stopped);
  if (stopped.event !== "stopped" || reason !== "exception") return undefined;
  return { threadId: typeof threadId === "number" ? threadId : undefined };
};

/** What the debugger knows of it; where it can't be asked, what the stop itself says. */
export const exceptionRecord = async (
  stopped: Event,
  label: Label,
  ask: Ask | undefined,
): Promise<ExceptionRecord> => {
  const threadId = exceptionAt(stopped)?.threadId;
  const answer = threadId === undefined ? undefined : await ask?.("exceptionInfo", { threadId });
  const body = bodyOf(stopped);
  const info = answer?.success === true ? bodyOf(answer) : {};
  const details = isRecord(info["details"]) ? info["details"] : {};
  return {
    ...label,
    threadId,
    exception: exceptionType(textOf(details["typeName"], info["exceptionId"], body["text"]) ?? "exception"),
    text: textOf(details["message"], info["description"], body["description"], body["text"]) ?? "",
    traceback: textOf(details["stackTrace"]),
  };
};

/** Without debugpy's remark on which frame it is that stands still. */
export const exceptionType = (name: string): string => name.replace(/\s+\(note: .*\)$/s, "");

const textOf = (...candidates: readonly unknown[]): string | undefined =>
  candidates.find((one): one is string => typeof one === "string" && one !== "");

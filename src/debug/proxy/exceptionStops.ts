import { exceptionAt, exceptionType } from "./exceptions";
import { bodyOf } from "./message";
import type { Rule } from "./types";

/**
 * Clients show a stop's description where the session's name and the thread's stand. debugpy puts the exception's
 * whole message there, which leaves no room for the side: the type alone does. It is the heading of what is shown in
 * the editor, too.
 */
export const exceptionStopRule: Rule = {
  response: (response, { command }) => {
    const body = bodyOf(response);
    const { exceptionId } = body;
    if (command !== "exceptionInfo" || typeof exceptionId !== "string") return response;
    return { ...response, body: { ...body, exceptionId: exceptionType(exceptionId) } };
  },
  event: (event) => {
    const body = bodyOf(event);
    const { text, description } = body;
    if (exceptionAt(event) === undefined || typeof text !== "string" || text === "") return event;
    if (typeof description !== "string" || description === text) return event;
    const type = exceptionType(text);
    return { ...event, body: { ...body, description: `Paused on ${type}`, text: `${type}: ${description}` } };
  },
};

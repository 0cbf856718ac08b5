import { isRecord } from "../../util/json";
import { bodyOf, type Event, listOf, type Request, type Response } from "./message";
import { stateKey } from "./sessionRecord";
import type { Rule } from "./types";

type Fields = Record<string, unknown>;

/** Farther apart than the ids of any one debugger. */
const generation = 1_000_000;

/** A new debugger counts anew: the client goes on with the ids that it knows. */
export class BreakpointIds implements Rule {
  #offset = 0;
  readonly #known = new Map<number, number>();
  readonly #byKey = new Map<string, readonly (number | undefined)[]>();

  /** What was set before the restart, and is set again after it, keeps its ids. */
  restarted(): void {
    this.#offset += generation;
    this.#known.clear();
  }

  /** Events that tell the client what became of its breakpoints in the new process. */
  replayed(request: Request, response: Response): Omit<Event, "seq">[] {
    const before = this.#byKey.get(stateKey(request) ?? "") ?? [];
    return listOf(bodyOf(response)["breakpoints"]).flatMap((breakpoint, index) => {
      const client = before[index];
      const { id } = breakpoint;
      if (client === undefined || typeof id !== "number") return [];
      this.#known.set(id, client);
      const body = { reason: "changed", breakpoint: { ...breakpoint, id: client } };
      return [{ type: "event", event: "breakpoint", body }];
    });
  }

  readonly response = (response: Response, request: Request): Response => {
    const key = stateKey(request);
    const body = bodyOf(response);
    if (key === undefined || !Array.isArray(body["breakpoints"])) return response;
    const breakpoints = listOf(body["breakpoints"]).map((one) => this.#renamed(one));
    this.#byKey.set(
      key,
      breakpoints.map(({ id }) => (typeof id === "number" ? id : undefined)),
    );
    return this.#offset === 0 ? response : { ...response, body: { ...body, breakpoints } };
  };

  readonly event = (event: Event): Event => {
    if (this.#offset === 0) return event;
    const body = bodyOf(event);
    if (event.event === "breakpoint" && isRecord(body["breakpoint"])) {
      return { ...event, body: { ...body, breakpoint: this.#renamed(body["breakpoint"]) } };
    }
    const hit = body["hitBreakpointIds"];
    if (event.event !== "stopped" || !Array.isArray(hit)) return event;
    return { ...event, body: { ...body, hitBreakpointIds: hit.map((id) => this.#toClient(id)) } };
  };

  #renamed(breakpoint: Fields): Fields {
    const { id } = breakpoint;
    return id === undefined ? breakpoint : { ...breakpoint, id: this.#toClient(id) };
  }

  #toClient(id: unknown): unknown {
    return typeof id === "number" ? (this.#known.get(id) ?? id + this.#offset) : id;
  }
}

import { bodyOf, listOf, type Request, type Response } from "./message";
import type { Paths } from "./paths";
import { mapEvent, mapRequest, mapResponse, sourcePath } from "./sources";
import type { Rule } from "./types";

/** Files open by one path in the editor; breakpoints reach each path that the target may run the file by. */
export const pathRule = (paths: Paths, ownSeq: () => number): Rule => {
  const bound = new BoundElsewhere();
  return {
    toTarget: (request) => {
      const path = sourcePath(request);
      if (path === undefined) return [request];
      if (request.command !== "setBreakpoints") return [respelled(request, path, lastOf(paths, path))];
      paths.seen(path);
      const spelled = paths.toTarget(path).map((one) => respelled(request, path, one));
      const last = spelled.length - 1;
      return bound.began(spelled.map((one, index) => (index === last ? one : { ...one, seq: ownSeq() })));
    },
    response: (response, request) =>
      mapResponse(
        request.command === "setBreakpoints" ? bound.answered(response, request) : response,
        request.command,
        paths.toClient,
      ),
    event: (event) => mapEvent(event, paths.toClient),
  };
};

const respelled = (request: Request, from: string, to: string): Request =>
  from === to ? request : mapRequest(request, () => to);

const lastOf = (paths: Paths, path: string): string => paths.toTarget(path).at(-1) ?? path;

/** A breakpoint that bound by any of its file's paths is bound. */
class BoundElsewhere {
  readonly #answers = new Map<number, readonly Record<string, unknown>[]>();
  readonly #before = new Map<number, readonly number[]>();

  began(requests: readonly Request[]): readonly Request[] {
    const own = requests.slice(0, -1).map(({ seq }) => seq);
    const last = requests.at(-1);
    if (own.length > 0 && last !== undefined) {
      this.#before.set(last.seq, own);
      for (const seq of own) this.#answers.set(seq, []);
    }
    return requests;
  }

  answered(response: Response, { seq }: Request): Response {
    const body = bodyOf(response);
    const breakpoints = listOf(body["breakpoints"]);
    if (this.#answers.has(seq)) {
      this.#answers.set(seq, breakpoints);
      return response;
    }
    const before = this.#before.get(seq);
    if (before === undefined) return response;
    const others = before.map((own) => this.#answers.get(own) ?? []);
    this.#before.delete(seq);
    for (const own of before) this.#answers.delete(own);
    return { ...response, body: { ...body, breakpoints: breakpoints.map(betterOf(others)) } };
  }
}

const betterOf =
  (others: readonly (readonly Record<string, unknown>[])[]) =>
  (breakpoint: Record<string, unknown>, index: number): Record<string, unknown> =>
    breakpoint["verified"] === true
      ? breakpoint
      : (others.map((list) => list[index]).find((one) => one?.["verified"] === true) ?? breakpoint);

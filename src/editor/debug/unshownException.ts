import { as, either, fields, flag, number, oneOf, optional } from "../../util/shape";

const capabilities = fields({
  type: oneOf("response"),
  command: oneOf("initialize"),
  body: fields({ supportsExceptionInfoRequest: optional(flag) }),
});
const stopped = fields({
  type: oneOf("event"),
  event: oneOf("stopped"),
  body: fields({ reason: oneOf("exception"), threadId: number }),
});
const over = either(
  fields({ type: oneOf("event"), event: oneOf("stopped", "continued", "terminated", "exited") }),
  fields({
    type: oneOf("request"),
    command: oneOf("exceptionInfo", "continue", "next", "stepIn", "stepOut"),
  }),
);

/** The exception of one session that the editor has not asked about yet, by all that is said both ways. */
export class UnshownException {
  #canBeAsked = false;
  #threadId: number | undefined;

  /** Where it holds the session; undefined where there is none, or the editor shows it. */
  get threadId(): number | undefined {
    return this.#threadId;
  }

  hear(message: unknown): void {
    const able = as(capabilities, message);
    if (able !== undefined) this.#canBeAsked = able.body.supportsExceptionInfoRequest === true;
    if (over(message)) this.#threadId = undefined;
    if (this.#canBeAsked) this.#threadId = as(stopped, message)?.body.threadId ?? this.#threadId;
  }
}

import { Emitter, type Listen } from "../../util/events";
import type { Message, Request, Response } from "./message";

/** Far from what either end counts to, and still 31 bits. */
export const firstOwnSeq = 1_000_000_000;

/** The proxy's voice towards the client. */
export class Speaker {
  readonly #emitter = new Emitter<Message>();
  #next = firstOwnSeq;

  get onMessage(): Listen<Message> {
    return this.#emitter.on;
  }

  pass(message: Message): void {
    this.#emitter.fire(message);
  }

  event(event: string, body: unknown = {}): void {
    this.pass({ seq: this.#next++, type: "event", event, body });
  }

  /** For a person to read; ends up in the debug console. */
  say(text: string): void {
    this.event("output", { category: "stderr", output: `${text}\n` });
  }

  answer(request: Request): void {
    this.pass(answerTo(request, this.#next++, { success: true }));
  }

  refuse(request: Request, message: string): void {
    this.pass(answerTo(request, this.#next++, refusal(message)));
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}

/** Clients show `body.error`, or `message` where there is none. */
const refusal = (text: string): Pick<Response, "success" | "message" | "body"> => ({
  success: false,
  message: text,
  body: { error: { id: 1, format: text.replaceAll("{", "(").replaceAll("}", ")"), showUser: false } },
});

export const answerTo = (
  request: Request,
  seq: number,
  said: Pick<Response, "success" | "message" | "body">,
): Response => ({ seq, type: "response", request_seq: request.seq, command: request.command, ...said });

import type { Duplex } from "node:stream";
import { type Disposable, disposable } from "../../util/disposable";
import type { Listen } from "../../util/events";
import { isRecord } from "../../util/json";
import { type Problem, problemOf } from "../../util/problem";
import { Link } from "../proxy/link";
import type { Message, Request } from "../proxy/message";
import { childKey } from "./childKey";

/** One side of a conversation: a parent session, or the way to a target. */
export interface Session {
  handleMessage(message: Message): void;
  readonly onDidSendMessage: Listen<Message>;
  dispose(): void;
}

export interface Sessions {
  readonly parent: () => Session;
  readonly child: (configuration: Readonly<Record<string, unknown>>) => Session;
}

/**
 * Answers one client that came over a stream. Whether it is the parent or a child shows only at `launch` or
 * `attach`, so `initialize` is answered for both, and what the session really can follows as an event.
 */
export const serveClient = (
  stream: Duplex,
  sessions: Sessions,
  ended: () => void = () => undefined,
): Disposable => {
  let session: Session | undefined;
  let greeting: Request | undefined;
  const early: Message[] = [];
  const end = (): void => {
    session?.dispose();
    ended();
  };
  const open = (request: Request): void => {
    try {
      session = sessionFor(request, sessions);
    } catch (error) {
      link.write(refusal(request, problemOf(error)));
      return;
    }
    session.onDidSendMessage((message) => {
      const changed = capabilitiesIn(message, greeting);
      if (changed !== undefined) link.write(changed);
      else if (!answers(message, greeting)) link.write(message);
    });
    for (const message of [...(greeting ? [greeting] : []), ...early, request])
      session.handleMessage(message);
  };
  const hear = (message: Message): void => {
    if (session !== undefined) session.handleMessage(message);
    else if (message.type !== "request") early.push(message);
    else if (message.command === "initialize") {
      greeting = message;
      link.write({
        type: "response",
        seq: 1,
        request_seq: message.seq,
        command: "initialize",
        success: true,
        body: common,
      });
    } else if (message.command === "launch" || message.command === "attach") open(message);
    else if (message.command === "disconnect") {
      link.write({
        type: "response",
        seq: 1,
        request_seq: message.seq,
        command: "disconnect",
        success: true,
      });
      end();
    } else early.push(message);
  };
  const link: Link = new Link(stream, { message: hear, garbage: () => undefined, lost: end });
  return disposable(() => {
    end();
    link.close();
  });
};

const refusal = ({ seq, command }: Request, { message, hint }: Problem): Message => ({
  type: "response",
  seq: 3,
  request_seq: seq,
  command,
  success: false,
  message,
  body: {
    error: { id: 3, format: [message, hint].filter((part) => part !== undefined).join(" "), showUser: true },
  },
});

/** What parents and children have in common. */
const common = { supportsConfigurationDoneRequest: true, supportsTerminateRequest: true };

const sessionFor = ({ arguments: given }: Request, { parent, child }: Sessions): Session =>
  isRecord(given) && given[childKey] !== undefined ? child(given) : parent();

const answers = (message: Message, greeting: Request | undefined): boolean =>
  message.type === "response" && greeting !== undefined && message.request_seq === greeting.seq;

const capabilitiesIn = (message: Message, greeting: Request | undefined): Message | undefined =>
  answers(message, greeting) && message.type === "response" && message.success
    ? { type: "event", seq: 2, event: "capabilities", body: { capabilities: message.body ?? {} } }
    : undefined;

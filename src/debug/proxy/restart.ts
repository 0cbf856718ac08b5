import type { BreakpointIds } from "./breakpointIds";
import type { Conversation } from "./conversation";
import type { Hearing } from "./hearing";
import type { Request } from "./message";
import { replay } from "./replay";
import type { SessionRecord } from "./sessionRecord";
import type { Speaker } from "./speaker";

export interface Restarting {
  readonly conversation: Conversation;
  readonly hearing: Hearing;
  readonly client: Speaker;
  readonly record: SessionRecord;
  readonly ids: BreakpointIds;
  readonly restartService: () => Promise<Readonly<Record<string, unknown>>>;
  readonly open: () => Promise<void>;
  /** The client asked this of a process that is gone. */
  readonly refuse: (request: Request) => void;
  /** The new debugger knows all; the client may go on. */
  readonly ready: () => void;
  /** Rejects when the new connection is lost or the session ends. */
  readonly lost: Promise<never>;
}

/** The same session with a new process: the old debugger's end is not the session's. */
export const restart = async (on: Restarting): Promise<void> => {
  const { conversation, hearing, ids } = on;
  const old = conversation.letGo();
  for (const request of old.unanswered) on.refuse(request);
  hearing.forgetProcess();
  ids.restarted();
  try {
    const changed = await Promise.race([on.restartService(), on.lost]);
    old.close();
    await on.open();
    await Promise.race([tellAll(on, changed), on.lost]);
  } finally {
    hearing.onInitialized = undefined;
    old.close();
  }
};

const tellAll = (
  { conversation, hearing, client, record, ids, ready }: Restarting,
  changed: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const initialized = new Promise<void>((resolve) => {
    hearing.onInitialized = resolve;
  });
  return replay(record, changed, {
    ask: (request) => conversation.repeat(request),
    initialized,
    held: () => hearing.start.come(),
    took: (request, response) => {
      for (const { event, body } of ids.replayed(request, response)) client.event(event, body);
    },
    set: ready,
  });
};

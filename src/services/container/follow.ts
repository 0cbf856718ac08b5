import { followContainer } from "../../capture/containerFollower";
import type { Engine } from "../../containers/engine";
import type { Line } from "../../processes/types";
import type { Disposable } from "../../util/disposable";
import { engineLogs } from "../engineLogs";

export interface Following extends Disposable {
  /** Settles once all that the run which began at this time had said was given. */
  drained(startedAt: string): Promise<void>;
}

export interface Follow {
  readonly engine: Engine;
  readonly container: string;
  readonly onLine: (line: Line) => void;
  /** Where lines wait for the disk, the engine waits too. */
  readonly drained?: () => Promise<void> | undefined;
}

/** All lines of a service's container, over its restarts. Secrets are masked by whoever takes the lines. */
export const follow = ({ engine, container, onLine, drained }: Follow): Following => {
  const logs = engineLogs(() => engine, container);
  const follower = followContainer({ logs, onLine, mask: asItIs, ...(drained && { drained }) });
  return {
    drained: (startedAt) => Promise.race([follower.readToEnd(startedAt), patience()]),
    dispose: () => follower.dispose(),
  };
};

/** An engine that went away says no more; whoever waits for the end goes on. */
const patience = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, patienceMs).unref();
  });

const patienceMs = 15_000;

const asItIs = (text: string): string => text;

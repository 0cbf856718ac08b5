import type Dockerode from "dockerode";
import type { Engine } from "../../containers/engine";
import { statusOf } from "../../containers/failure";
import type { Exited } from "../../processes/types";
import { problemOf } from "../../util/problem";
import { type Clock, systemClock } from "../../util/time";
import { exitOf, removed } from "./ending";

export interface Awaited {
  /** What it may take, in bytes; for an explanation. */
  readonly memory?: number | undefined;
  readonly clock?: Clock;
}

/** Over restarts by others, and the engine's own: what runs again was not ended. Never rejects. */
export const untilEnded = async (
  engine: Engine,
  id: string,
  { memory, clock = systemClock }: Awaited,
): Promise<Exited> => {
  const container = engine.docker.getContainer(id);
  let silentSince: number | undefined;
  for (;;) {
    try {
      await container.wait();
      silentSince = undefined;
      const state = await settled(container, clock);
      if (!isRunning(state)) return exitOf(state, memory);
    } catch (error) {
      if (statusOf(error) === 404) return removed;
      if (statusOf(error) !== undefined) return lost(problemOf(error).message);
      silentSince ??= clock.now();
      if (clock.now() - silentSince > patienceMs) return lost("its engine doesn't answer any more");
      await clock.sleep(retryMs);
    }
  }
};

/** Who restarts it leaves a moment between. */
const settled = async (container: Dockerode.Container, clock: Clock): Promise<State> => {
  const { State } = await container.inspect();
  if (isRunning(State)) return State;
  await clock.sleep(restartMs);
  return (await container.inspect()).State;
};

type State = Dockerode.ContainerInspectInfo["State"];

const isRunning = ({ Running, Restarting }: State): boolean => Running || Restarting;

const restartMs = 150;
const retryMs = 500;
/** How long an engine may be away, for it may be restarting. */
const patienceMs = 30_000;

const lost = (why: string): Exited => ({ code: undefined, signal: undefined, why });

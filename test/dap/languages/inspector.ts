import { z } from "zod";
import { until } from "./world";

const inspected = z.array(z.object({ title: z.string(), webSocketDebuggerUrl: z.string() }));

/** What Node's inspector at this port has. */
export const inspector = async ({
  port,
}: {
  readonly port: number;
}): Promise<z.infer<typeof inspected>[number]> => {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [first] = inspected.parse(await answer.json());
  if (first === undefined) throw new Error("nothing to inspect");
  return first;
};

/** What js-debug does when it attaches with `continueOnAttach`. */
export const letGo = async (url: string): Promise<void> => {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const paused = new Promise<void>((resolve) => {
    socket.onmessage = ({ data }) => {
      if (String(data).includes("Debugger.paused")) resolve();
    };
  });
  for (const [at, method] of ["Debugger.enable", "Runtime.runIfWaitingForDebugger"].entries())
    socket.send(JSON.stringify({ id: at + 1, method }));
  await paused;
  socket.send(JSON.stringify({ id: 3, method: "Debugger.resume" }));
  await until(() => socket.bufferedAmount === 0);
};

import type { Tracing } from "../processes/tracing";

/** Why a debugger can't get into what already runs, and what to do; undefined where it can. */
export const tracingForbidden = ({ scope, privileged }: Tracing): string | undefined => {
  if (scope === 0 || (privileged && scope < 3)) return undefined;
  const remedy =
    scope < 3
      ? "start the service under the debugger, or allow it by `sudo sysctl kernel.yama.ptrace_scope=0`"
      : "that can only be changed where the machine is started";
  return `This system lets no debugger attach to what already runs (kernel.yama.ptrace_scope is ${scope}): ${remedy}.`;
};

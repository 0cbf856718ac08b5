import { masked } from "../util/masked";
import { interrupted } from "../util/problem";
import { answerUnmet, graphqlUnmet } from "./expectations";
import { type Finding, finding } from "./finding";
import { checkLog } from "./logCheck";
import { checkProgram } from "./programCheck";
import { graphqlRequest, send, titleOf } from "./send";
import { checkTests } from "./testsCheck";
import type { CheckResult, CheckWorld, FilledCheck, TestCase } from "./types";

/** Red is a result; thrown is only what is wrong with the check itself, and its cancelling. */
export const runCheck = async (check: FilledCheck, world: CheckWorld): Promise<CheckResult> => {
  const { mask } = world.secrets;
  if (world.signal?.aborted) throw interrupted(check.name);
  const began = world.clock.now();
  const found = await find(check, world).catch((error: unknown) => {
    throw world.signal?.aborted ? interrupted(check.name) : masked(error, mask);
  });
  const { verdict, why, exit, cases, lines = [] } = found;
  return {
    name: check.name,
    side: check.side,
    verdict,
    seconds: (world.clock.now() - began) / 1000,
    ...(exit !== undefined && { exit }),
    ...(why !== undefined && { why: mask(why) }),
    lines: lines.map((line) => ({ ...line, text: mask(line.text), origin: check.name })),
    ...(cases && { cases: cases.map((one) => maskCase(one, mask)) }),
  };
};

const find = async (check: FilledCheck, world: CheckWorld): Promise<Finding> => {
  switch (check.kind) {
    case "run":
      return checkProgram(named(check), check.expect, world);
    case "tests":
      return checkTests(named(check), check.report, check.expect, world);
    case "log":
      return checkLog(check, world);
    case "http": {
      const sent = await send(check.request, check.timeoutMs, world);
      if (sent.kind === "failed") return finding(sent.why);
      return finding(answerUnmet(titleOf(check.request), check.expect, sent.answer));
    }
    case "graphql": {
      const request = await graphqlRequest(check.request, check, check.variables);
      const sent = await send(request, check.timeoutMs, world);
      if (sent.kind === "failed") return finding(sent.why);
      return finding(graphqlUnmet(titleOf(request), check.expect, sent.answer));
    }
  }
};

/** Its lines and its time are the check's. */
const named = (check: FilledCheck & { readonly kind: "run" | "tests" }) => ({
  ...check.command,
  name: check.name,
  timeoutMs: check.timeoutMs,
});

const maskCase = (one: TestCase, mask: (text: string) => string): TestCase =>
  one.message === undefined ? one : { ...one, message: mask(one.message) };

import { readFileSync } from "node:fs";
import { findRootCauses } from "../../../src/logs/rootCauses";
import type { LoggedLine, RootCauses, SideInfo } from "../../../src/logs/types";

export const sides: readonly SideInfo[] = [
  { name: "host", version: "2.0.0", dir: "/trees/new" },
  { name: "userCode", version: "1.0.0", dir: "/trees/old" },
];

export const fixture = (name: string): string[] =>
  readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), "utf8").split(/\r?\n/);

type From = Partial<Pick<LoggedLine, "service" | "side" | "stream" | "time">>;

/** Of the host's webserver on stderr, where nothing else is said. */
export const logged = (text: string | readonly string[], from: From = {}): LoggedLine[] =>
  (typeof text === "string" ? text.split("\n") : text).map((line, i) => ({
    service: "webserver",
    side: "host",
    stream: "stderr",
    ...from,
    time: (from.time ?? 0) + i,
    text: line,
  }));

export const causesOf = (
  lines: readonly LoggedLine[],
  ignore: Readonly<Record<string, readonly string[]>> = {},
): RootCauses => findRootCauses({ lines, sides, ignore: { webserver: [], codeserver: [], ...ignore } });

/** `text @ file:line`, which reads well where a test fails. */
export const saying = (lines: readonly LoggedLine[], ignore = {}): string[] =>
  causesOf(lines, ignore).lines.map(({ text, file, line }) =>
    file === undefined ? text : `${text} @ ${file}:${line}`,
  );

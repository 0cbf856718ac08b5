import { listLive } from "../../emulation/live";
import { type EmulationRecord, listRecords } from "../../emulation/record";
import { stateFolder } from "../../emulation/stateFolder";
import { isAlive } from "../../processes/identity";
import { exits } from "../../util/problem";
import { duration } from "../../util/text";
import { explainJson, jsonOption } from "../options";
import type { Verb } from "../verb";

export const ps: Verb = {
  name: "ps",
  summary: "List emulations: those that run, with --all also past ones",
  usage: "[--all] [--json]",
  example: "backcompat ps --all",
  options: { ...jsonOption, all: { type: "boolean" } },
  explain: { ...explainJson, all: "also those that ended" },
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    const live = new Map((await listLive(state)).map(({ emulation, host }) => [emulation, isAlive(host)]));
    const records = (await listRecords(state))
      .map((record) => ({ ...record, state: stateNow(record, live) }))
      .filter((record) => args.flag("all") || live.has(record.id));
    if (args.flag("json")) cli.terminal.out(JSON.stringify(records));
    else if (records.length === 0) cli.terminal.say("No emulation runs. backcompat up starts one.");
    else for (const record of records) cli.terminal.out(row(record));
    return exits.done;
  },
};

const stateNow = (record: EmulationRecord, live: ReadonlyMap<string, boolean>): string =>
  live.get(record.id) === false ? "dead, not cleaned up: backcompat recover" : record.state;

/** It ran, and came to no verdict. */
const wordOf = (state: string): string => (state === "ended" ? "stopped" : state);

const row = (record: Omit<EmulationRecord, "state"> & { state: string }): string =>
  [
    record.id,
    record.scenario,
    Object.values(record.sides).join(" ⇄ "),
    record.verdict ?? (record.why === undefined ? wordOf(record.state) : `failed (${record.why})`),
    duration((record.ended ?? Date.now()) - record.started),
  ].join("  ");

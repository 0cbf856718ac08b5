import { resolveAxes } from "../../emulation/prepare";
import { stateFolder } from "../../emulation/stateFolder";
import { versionsWorld } from "../../emulation/versionsWorld";
import { canSwap } from "../../scenario/outlook";
import type { Scenario } from "../../scenario/parse";
import { choose } from "../../versions/choose";
import type { Axis, Version } from "../../versions/types";
import type { VersionsWorld } from "../../versions/world";
import type { Editor } from "../context";
import { reveal } from "../scenarioFile/reveal";
import { toldOf } from "../tell";
import { ReleasePicker, type Wish } from "./picker/releasePicker";
import { pickerState } from "./picker/state";
import { axesToAsk, pickerTitle } from "./picker/words";
import { type Chosen, lastChoice } from "./remembered";

interface Question {
  readonly axis: Axis;
  readonly count: number;
}

/** One list for each axis that is asked, with a way back. */
export class AskingVersions {
  readonly #folder: string;
  readonly #scenario: Scenario;
  readonly #signal: AbortSignal;
  readonly #world: VersionsWorld;
  readonly #last: Chosen | undefined;
  readonly #wish: Wish;
  readonly #versions: Record<string, string> = {};

  constructor(editor: Editor, folder: string, scenario: Scenario, signal: AbortSignal, swap?: boolean) {
    this.#folder = folder;
    this.#scenario = scenario;
    this.#signal = signal;
    this.#world = versionsWorld(folder, process.env);
    this.#last = lastChoice(editor.extension, folder, scenario.name);
    this.#wish = {
      swap: (swap ?? this.#last?.swap === true) && canSwap(scenario),
      noDebug: this.#last?.noDebug === true,
    };
  }

  async ask(): Promise<Chosen | undefined> {
    if (this.#scenario.names.axes.size === 0) return this.#chosen();
    const reading = resolveAxes(this.#scenario, this.#world, this.#signal);
    for (let index = 0; ; ) {
      const next = await this.#askAxis(reading, index);
      if (typeof next === "string") return next === "done" ? this.#chosen() : undefined;
      index = next;
    }
  }

  #chosen(): Chosen {
    const { swap, noDebug } = this.#wish;
    return { folder: this.#folder, scenario: this.#scenario.name, versions: this.#versions, swap, noDebug };
  }

  /** The index of the axis to ask next. */
  async #askAxis(reading: Promise<readonly Axis[]>, index: number): Promise<number | "done" | "cancelled"> {
    const { name } = this.#scenario;
    const swappable = canSwap(this.#scenario);
    const picker = new ReleasePicker({
      title: `${name}: which release?`,
      step: index + 1,
      canSwap: swappable,
      wish: this.#wish,
    });
    let trouble: unknown;
    const filling = this.#fill(picker, reading, index).catch((error: unknown) => {
      trouble = error;
      picker.close();
      return undefined;
    });
    const picked = await picker.picked();
    if (trouble !== undefined) throw trouble;
    if (picked === undefined) return "cancelled";
    if (picked.kind === "back") return index - 1;
    if (picked.kind === "edit") {
      await reveal(this.#folder, this.#scenario);
      return "cancelled";
    }
    const question = await filling;
    if (question === undefined || !(await this.#isThere(question.axis, picked.version))) return index;
    this.#versions[question.axis.name] = picked.version;
    return index + 1 < question.count ? index + 1 : "done";
  }

  /** What is typed may be no version at all: it is said here, not minutes later. */
  async #isThere(axis: Axis, version: string): Promise<boolean> {
    return (await toldOf(this.#folder, choose(axis, version, this.#world, this.#signal))) !== undefined;
  }

  async #fill(picker: ReleasePicker, reading: Promise<readonly Axis[]>, index: number): Promise<Question> {
    const axes = await reading;
    const asked = axesToAsk(axes);
    const axis = asked[index];
    if (axis === undefined) throw new Error(`There is no axis ${index} to ask`);
    const others = await this.#others(axes, axis);
    const state = await pickerState(
      { folder: this.#folder, scenario: this.#scenario, axis, others, last: this.#last?.versions[axis.name] },
      stateFolder(process.env),
    );
    const title = (swap: boolean): string => pickerTitle(this.#scenario.name, state(swap));
    picker.fill({ state, title, steps: asked.length });
    return { axis, count: asked.length };
  }

  /** What was chosen already, else last time, else by default. */
  async #others(axes: readonly Axis[], asked: Axis): Promise<Readonly<Record<string, Version>>> {
    const others = axes.filter((axis) => axis !== asked);
    const chosen = await Promise.all(
      others.map(async (axis) => [axis.name, await this.#likely(axis)] as const),
    );
    return Object.fromEntries(chosen);
  }

  async #likely(axis: Axis): Promise<Version> {
    const wanted = this.#versions[axis.name];
    if (wanted !== undefined) return await choose(axis, wanted, this.#world, this.#signal);
    // Last time's version may be gone by now.
    return await choose(axis, this.#last?.versions[axis.name], this.#world, this.#signal).catch(() =>
      choose(axis, undefined, this.#world, this.#signal),
    );
  }
}

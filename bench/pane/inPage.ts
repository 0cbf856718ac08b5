// Runs in the page: stands for VS Code around it, and watches what is painted.

import type { Scrolled } from "./scrolled";

declare global {
  /** Put here by the bench. */
  var tellEditor: (message: unknown) => void;
  var acquireVsCodeApi: () => unknown;
  var hearEditor: (message: unknown) => void;
  var scrollPane: (how: "wheel" | "drag", ms: number) => Promise<Scrolled>;
  var bareFrames: (ms: number) => Promise<number>;
  var watchAnswer: () => void;
  var answered: Promise<number>;
}

let kept: unknown;
globalThis.acquireVsCodeApi = () => ({
  // A webview's messages are copies.
  postMessage: (message: unknown) => globalThis.tellEditor(JSON.parse(JSON.stringify(message))),
  getState: () => kept,
  setState: (state: unknown) => {
    kept = state;
  },
});

globalThis.hearEditor = (message) => window.postMessage(message, "*");

const theme = {
  "editor-font-family": "monospace",
  "editor-font-size": "14px",
  "font-family": "sans-serif",
  "font-size": "13px",
  "editor-foreground": "#ccc",
  "editor-background": "#1f1f1f",
  "editorLineNumber-foreground": "#6e7681",
  "textLink-foreground": "#4daafc",
  "charts-blue": "#3794ff",
  "charts-orange": "#d18616",
  "input-background": "#313131",
  "terminal-ansiRed": "#cd3131",
  "terminal-ansiGreen": "#0dbc79",
  "terminal-ansiYellow": "#e5e510",
  "terminal-ansiBlue": "#2472c8",
  "terminal-ansiMagenta": "#bc3fbc",
  "terminal-ansiCyan": "#11a8cd",
} as const;

addEventListener("DOMContentLoaded", () => {
  for (const [name, value] of Object.entries(theme))
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
});

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Of a page that does nothing: more than the machine gives nobody can have. */
globalThis.bareFrames = async (ms) => {
  let frames = 0;
  const begun = await frame();
  for (let now = begun; now - begun < ms; frames++) {
    document.body.style.setProperty("--tick", String(frames));
    now = await frame();
  }
  return frames / (ms / 1000);
};

const rangeOf = (lines: HTMLElement): number => lines.scrollHeight - lines.clientHeight;

globalThis.scrollPane = async (how, ms) => {
  const lines = document.querySelector<HTMLElement>(".lines");
  if (lines === null) throw new Error("no lines");
  const seen = { frames: 0, right: 0, painted: 0, inPlace: 0, empty: 0 };
  lines.scrollTop = 0;
  for (let wait = 0; wait < 30; wait++) await frame();
  const begun = await frame();
  for (let now = begun; now - begun < ms; seen.frames++) {
    if (how === "drag") lines.scrollTop = ((now - begun) / ms) * rangeOf(lines);
    else lines.dispatchEvent(new WheelEvent("wheel", { deltaY: 150, cancelable: true, bubbles: true }));
    now = await frame();
    // The page's own callback of this frame may come after ours.
    await new Promise((resolve) => setTimeout(resolve));
    look(lines, seen);
  }
  const { frames, ...rest } = seen;
  return { ...rest, inPlace: seen.inPlace / frames, framesPerSecond: frames / (ms / 1000) };
};

const look = (
  lines: HTMLElement,
  seen: { right: number; painted: number; inPlace: number; empty: number },
): void => {
  const rows = [...lines.querySelectorAll<HTMLElement>(".layer > .row")];
  const count = Number(rows[0]?.getAttribute("aria-setsize"));
  const height = rows[0]?.offsetHeight ?? 1;
  const expected = (lines.scrollTop / rangeOf(lines)) * (count - lines.clientHeight / height);
  const top = Math.min(...rows.map((row) => Number(row.dataset["row"])));
  if (Math.abs(top - expected) <= 2) seen.inPlace++;
  for (const row of rows) {
    const said = /line (\d+) of/.exec(row.textContent ?? "")?.[1];
    if (said === undefined) seen.empty++;
    else seen.painted++;
    if (said === row.dataset["row"]) seen.right++;
  }
};

/** From the next key to the frame that shows the answer to what then stands in the search. */
globalThis.watchAnswer = () => {
  const hits = document.querySelector(".hits");
  const search = document.querySelector<HTMLInputElement>("input.search");
  if (hits === null || search === null) throw new Error("no search");
  globalThis.answered = new Promise((resolve) => {
    const pressed = (): void => {
      const at = performance.now();
      const watch = new MutationObserver(() => {
        if (hits.getAttribute("data-answers") !== search.value) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - at)));
      });
      watch.observe(hits, { attributes: true });
    };
    document.addEventListener("keydown", pressed, { capture: true, once: true });
  });
};

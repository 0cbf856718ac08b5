import { type Entry, levelNamed } from "./level";
import { readStructured } from "./structured";

/** Takes the level and what loggers put before a message off a line; undefined where it bears no level. */
export const readLevel = (text: string): Entry | undefined =>
  readStructured(text) ?? readKlog(text) ?? readWords(text) ?? readToolError(text);

const readKlog = (text: string): Entry | undefined => {
  const found = /^([IWEF])\d{4} \d\d:\d\d:[\d.]+\s+\d+ [\w./-]+:\d+\] ?/.exec(text);
  const level = found && levelNamed(found[1] ?? "");
  return found && level ? { level, message: text.slice(found[0].length) } : undefined;
};

const words =
  "FATAL|FATA|CRITICAL|CRIT|EMERG|EMERGENCY|ALERT|PANIC|PANI|SEVERE|ERROR|ERRO|ERR|WARNING|WARN|NOTICE|INFORMATION|INFO|INF|LOG|STATEMENT|DETAIL|HINT|DEBUG|DEBU|DBG|TRACE|VERBOSE|WRN|FTL";
const upper = new RegExp(`(?:^|[\\s[|<(:-])(${words})(?=$|[\\s\\])>|:,-]|\\[\\d)`);
const bracketed = new RegExp(`[[|<(]\\s*(${words}|fail)\\s*[\\])>|]`, "i");
const leading = new RegExp(`^(${words}|fail)(?:\\[[\\w-]+\\])?:(?=\\s|$)`, "i");

const readWords = (text: string): Entry | undefined => {
  const head = text.slice(0, 200);
  const found = upper.exec(head) ?? bracketed.exec(head) ?? leading.exec(head);
  const level = found && levelNamed(found[1] ?? "");
  if (!found || !level || !isPrefix(head.slice(0, found.index))) return undefined;
  return { level, message: messageOf(text.slice(found.index + found[0].length)) };
};

/** `prog: error: why`, as command lines say it, and npm's own way. */
const readToolError = (text: string): Entry | undefined => {
  const found = /^[\w./-]+(?: [\w-]+)?: (?:fatal |)(?:error|fatal): (?=\S)|^npm (?:ERR!|error) /i.exec(text);
  return found ? { level: "error", message: text.slice(found[0].length) } : undefined;
};

const dates =
  /^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|utc|gmt|am|pm|[a-z]?[sd]t|main)$/i;

/** Times, names and numbers stand before a level; a sentence does not. */
const isPrefix = (before: string): boolean => {
  const tokens = before.split(/\s+/).filter((token) => token !== "");
  const bare = tokens.filter((token) => /^[A-Za-z][A-Za-z'-]*$/.test(token) && !dates.test(token));
  return tokens.length <= 12 && bare.length <= (tokens.some((token) => /\d/.test(token)) ? 2 : 1);
};

const loggerNames = [
  /^root:/,
  /^(?:[\w.]+\.)?[\w]+:(?=\S)(?!\/\/)/,
  /^[\w.]+:[\w<>]+:\d+ - /,
  /^\d+ --- (?:\[[^\]]*\] ?)+[\w.$[\]/]+\s*: /,
  /^\w+(?:\.\w+)+ - /,
  /^\w+(?:::\w+)+: /,
  /^in \w+: /,
  /^[\w./-]+\.(?:go|rs|cc|cpp):\d+[:\]]?\s+/,
];

const messageOf = (rest: string): string => {
  const colon = rest.startsWith(":") && /^:\S/.test(rest);
  const message = rest.replace(/^(?:\[\d+\])?[\])>|:,\s-]+/, "");
  const name = (colon ? loggerNames : loggerNames.slice(2)).find((pattern) => pattern.test(message));
  return name === undefined ? message : message.replace(name, "");
};

import { variable } from "../processes/variables";

type Env = Readonly<Record<string, string | undefined>>;

/** Values of the user's variables that the plan names as `${env:…}` and that are secret by their name or look. */
export const namedSecrets = (plan: unknown, env: Env): string[] =>
  [...new Set([...JSON.stringify(plan).matchAll(named)].map((match) => match[1] ?? ""))].flatMap((name) => {
    const value = variable(env, name) ?? "";
    return [...(soundsSecret.test(name) && value !== "" ? [value] : []), ...passwordsIn(value)];
  });

const named = /\$\{env:([^}"\\]+)\}/g;

/** Not `PWD` alone, which is where a shell stands. */
const soundsSecret =
  /(?:^|_)(?:token|secret|password|passwd|passphrase|credentials?|key|auth|pat)(?:_|$)|_pwd$|(?:api|access|private)key|password$/i;

/** `postgres://ada:PASSWORD@host/db`, as it stands and as programs take it apart. */
const passwordsIn = (value: string): string[] =>
  [...value.matchAll(/:\/\/[^\s/:@]*:([^\s/@]+)@/g)].flatMap(([, password = ""]) => [
    password,
    decoded(password),
  ]);

const decoded = (text: string): string =>
  /^(?:[^%]|%[0-7][0-9A-F])*$/i.test(text) ? decodeURIComponent(text) : text;

import { promises as fs } from "node:fs";
import { join } from "node:path";
import { initText } from "../../scenario/init";
import { errorCode } from "../../util/files";
import { exits, inputFailure } from "../../util/problem";
import type { Verb } from "../verb";

export const init: Verb = {
  name: "init",
  summary: "Look at this folder and write a commented scenario for it",
  usage: "[--print]",
  example: "backcompat init --print",
  options: { print: { type: "boolean" } },
  explain: { print: "print it instead of writing .vscode/backcompat.json" },
  run: async (args, cli) => {
    const { text, recognised } = await initText(cli.cwd);
    if (args.flag("print")) {
      cli.terminal.out(text);
      return exits.done;
    }
    const file = join(cli.cwd, ".vscode", "backcompat.json");
    await fs.mkdir(join(cli.cwd, ".vscode"), { recursive: true });
    await fs.writeFile(file, text, { flag: "wx" }).catch((cause: unknown) => {
      if (errorCode(cause) !== "EEXIST") throw cause;
      throw inputFailure("scenario-exists", `${file} is there already and stays as it is`, {
        hint: "backcompat init --print shows what would be proposed.",
        cause,
      });
    });
    cli.terminal.say(`${recognised ?? "No shape that is known here, so a template"}: wrote ${file}`);
    cli.terminal.say("Adjust it, then: backcompat validate, backcompat plan");
    return exits.done;
  },
};

// Runs inside the extension host: says whether the installed extension became active by itself.
const { appendFileSync } = require("node:fs");
const vscode = require("vscode");

const results = process.env.BACKCOMPAT_HOST_RESULTS;

exports.run = async () => {
  const began = Date.now();
  const error = await trouble(began + 20_000);
  const name = "Backcompat is active in the editor";
  appendFileSync(
    results,
    `${JSON.stringify({ name, ok: error === undefined, ms: Date.now() - began, error })}\nend\n`,
  );
};

const trouble = async (until) => {
  const extension = vscode.extensions.getExtension("backcompat.backcompat");
  if (extension === undefined) return "the editor does not know the extension";
  while (!extension.isActive && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  const byItself = extension.isActive;
  // An extension whose activate() threw counts as active, but says so when asked again.
  return extension.activate().then(
    () =>
      byItself
        ? undefined
        : "it did not become active when a folder with a scenario was opened, only when asked to",
    (error) => `activate() failed: ${error?.stack ?? error}`,
  );
};

// Runs inside the extension host: says whether the installed extension becomes active.
const { appendFileSync } = require("node:fs");
const vscode = require("vscode");

const results = process.env.BACKCOMPAT_HOST_RESULTS;

exports.run = async () => {
  const began = Date.now();
  const error = await trouble();
  const name = "Backcompat is active in the editor";
  appendFileSync(
    results,
    `${JSON.stringify({ name, ok: error === undefined, ms: Date.now() - began, error })}\nend\n`,
  );
};

const trouble = async () => {
  const extension = vscode.extensions.getExtension("backcompat.backcompat");
  if (extension === undefined) return "the editor does not know the extension";
  // An extension whose activate() threw counts as active, but says so when asked.
  return extension.activate().then(
    (api) => (api === undefined || !extension.isActive ? "activate() handed out no API" : undefined),
    (error) => `activate() failed: ${error?.stack ?? error}`,
  );
};

import { ensureChromium, ensureEditor } from "../../scripts/lib/editor.mts";
import { ensureInstalled } from "../../scripts/lib/extension.mts";

/** Once per run, before any test: what every workbench needs is there and built. */
export const setup = async (): Promise<void> => {
  await ensureChromium();
  await ensureInstalled(await ensureEditor());
};

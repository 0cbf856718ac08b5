import { stateFolder } from "../../emulation/stateFolder";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Engines } from "./engines";

export type LoadEngines = () => Promise<Engines>;

/** The window's engines, loaded when one is first needed: no window pays for them before. */
export const registerEngines = (): { readonly engines: LoadEngines; readonly owned: Disposable } => {
  const owned = new DisposableStore();
  let loaded: Promise<Engines> | undefined;
  const engines: LoadEngines = () => {
    loaded ??= import("./engines").then(({ Engines: All }) => owned.add(new All(stateFolder(process.env))));
    return loaded;
  };
  return { engines, owned };
};

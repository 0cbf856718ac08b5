import manifest from "../../package.json";

export const ownVersion: string = manifest.version;

/** What the operating system offers to look at processes with; readers take it as an argument to be testable. */
export type Platform = "linux" | "darwin" | "win32";

/** Other POSIX systems have `ps` and `lsof` as macOS has. */
export const platformOf = (name: string): Platform =>
  name === "win32" || name === "linux" ? name : "darwin";

export const thisPlatform: Platform = platformOf(process.platform);

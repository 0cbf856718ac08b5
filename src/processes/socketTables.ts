/** One TCP socket that listens; `inode` is Linux's way to its process. */
export interface TableEntry {
  readonly port: number;
  readonly address: string;
  readonly pid?: number;
  readonly inode?: string;
}

/** Linux: /proc/net/tcp and tcp6, addresses as hexadecimal words in the machine's byte order; 0A is LISTEN. */
export const parseProcNet = (text: string): TableEntry[] =>
  text.split("\n").flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [host, port] = fields[1]?.split(":") ?? [];
    if (fields[3] !== "0A" || host === undefined || port === undefined) return [];
    return [{ port: Number.parseInt(port, 16), address: addressOf(host), inode: fields[9] ?? "0" }];
  });

/** macOS: `lsof -F pn` prints one field a line: `p` starts a process, `n` names a socket as address:port. */
export const parseLsof = (text: string): TableEntry[] => {
  const entries: TableEntry[] = [];
  let pid = 0;
  for (const line of text.split("\n")) {
    if (line.startsWith("p")) pid = Number.parseInt(line.slice(1), 10);
    if (line.startsWith("n")) entries.push(...entryOf(line.slice(1), pid));
  }
  return entries;
};

/** Windows: `netstat -ano`; the state is translated there, the other end with port 0 is not. */
export const parseNetstat = (text: string): TableEntry[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [protocol, local, other, , pid] = line.trim().split(/\s+/);
    const listens = protocol === "TCP" && other?.endsWith(":0") === true;
    return listens && local !== undefined ? entryOf(local, Number(pid)) : [];
  });

const entryOf = (name: string, pid: number): TableEntry[] => {
  const colon = name.lastIndexOf(":");
  const port = Number(name.slice(colon + 1));
  const host = name.slice(0, colon).replace(/^\[|\]$/g, "");
  if (colon < 0 || !Number.isInteger(port) || !Number.isInteger(pid)) return [];
  return [{ port, address: host === "*" ? "0.0.0.0" : host, pid }];
};

const addressOf = (hex: string): string => {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join(".");
  const text = bytes.join("").toLowerCase();
  if (/^0{32}$/.test(text)) return "::";
  if (/^0{31}1$/.test(text)) return "::1";
  if (/^0{20}ffff/.test(text))
    return bytes
      .slice(12)
      .map((byte) => Number.parseInt(byte, 16))
      .join(".");
  return (text.match(/.{4}/g) ?? []).map((group) => group.replace(/^0+(?=.)/, "")).join(":");
};

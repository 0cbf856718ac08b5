import { describe, expect, it } from "vitest";
import { parseLsof, parseNetstat, parseProcNet } from "../../../src/processes/socketTables";

describe("tables of listening sockets", () => {
  it("reads Linux's, leaving out connections", () => {
    const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0000 100 0 0 10 0
   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 17 1 0000 100 0 0 10 0
   2: 0100007F:1F90 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 31400 1 0000 20 4 30 10 -1
`;
    expect(parseProcNet(text)).toEqual([
      { port: 8080, address: "127.0.0.1", inode: "31337" },
      { port: 22, address: "0.0.0.0", inode: "17" },
    ]);
  });

  it("reads Linux's of IPv6, with IPv4 in it", () => {
    const line = (host: string): string =>
      `  0: ${host}:0BB8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 5 1 0 100 0 0 10 0`;
    const address = (host: string): string | undefined => parseProcNet(line(host))[0]?.address;
    expect(address("00000000000000000000000000000000")).toBe("::");
    expect(address("00000000000000000000000001000000")).toBe("::1");
    expect(address("0000000000000000FFFF00000100007F")).toBe("127.0.0.1");
    expect(address("000080FE00000000FF005450B6AD1DFE")).toBe("fe80:0:0:0:5054:ff:fe1d:adb6");
  });

  it("reads macOS' lsof", () => {
    const text = "p411\nf22\nn127.0.0.1:5432\nf23\nn[::1]:5432\np900\nf3\nn*:8000\nf4\nn*:*\n";
    expect(parseLsof(text)).toEqual([
      { port: 5432, address: "127.0.0.1", pid: 411 },
      { port: 5432, address: "::1", pid: 411 },
      { port: 8000, address: "0.0.0.0", pid: 900 },
    ]);
  });

  it("reads Windows' netstat in any language", () => {
    const text = `\r
Aktive Verbindungen\r
\r
  Proto  Lokale Adresse         Remoteadresse          Status           PID\r
  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN          1044\r
  TCP    [::]:8000              [::]:0                 ABHÖREN          77\r
  TCP    127.0.0.1:51000        127.0.0.1:51001        HERGESTELLT      4\r
  UDP    0.0.0.0:123            *:*                                     900\r
`;
    expect(parseNetstat(text)).toEqual([
      { port: 135, address: "0.0.0.0", pid: 1044 },
      { port: 8000, address: "::", pid: 77 },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { parseHost } from "../../../src/containers/host";
import { shellArgv } from "../../../src/containers/shell";
import { commandArguments, connectArguments, controlArguments } from "../../../src/containers/ssh/arguments";
import { sshFailure } from "../../../src/containers/ssh/diagnosis";
import { parseSshTarget, type SshTarget } from "../../../src/containers/ssh/target";

const target: SshTarget = { host: "far", user: "core", port: 2222, socket: "/var/run/docker.sock" };

describe("the arguments of ssh", () => {
  it("ask nobody anything, share one connection, and open no forward of the user's", () => {
    const text = connectArguments(target, "/s/c.sock").join(" ");
    expect(text).toContain("-M -S /s/c.sock");
    for (const option of ["BatchMode=yes", "ControlPersist=no", "ClearAllForwardings=yes", "ForwardAgent=no"])
      expect(text).toContain(`-o ${option}`);
    expect(text).toMatch(/-l core -p 2222 -- far$/);
  });

  it("forward a socket to a socket, and a port to loopback only", () => {
    const of = (...forward: Parameters<typeof controlArguments>[4]): string =>
      controlArguments("/s/c", "forward", target, "/none", forward).join(" ");
    expect(of({ socket: "/s/1" }, { socket: "/var/run/docker.sock" })).toContain(
      "-L /s/1:/var/run/docker.sock",
    );
    expect(of({ port: 5000 }, { port: 80 })).toContain("-L 127.0.0.1:5000:127.0.0.1:80");
    expect(of({ port: 5000 }, { port: 80, host: "::1" })).toContain("-L 127.0.0.1:5000:[::1]:80");
  });

  it("keep the forwards of the command line where no connection is shared", () => {
    const text = connectArguments(target, undefined, [[{ port: 5000 }, { socket: "/d.sock" }]]).join(" ");
    expect(text).toContain("-L 127.0.0.1:5000:/d.sock");
    expect(text).not.toContain("ClearAllForwardings");
  });

  it("run a command over the connection that is there", () => {
    expect(commandArguments("/s/c", target, "true").join(" ")).toMatch(/-S \/s\/c .*-- far true$/);
  });
});

describe("why ssh gave up", () => {
  const codeOf = (...lines: string[]): string => sshFailure(target, lines).problem.code;

  it.each([
    [
      "ssh-host-key-changed",
      ["@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @", "Host key verification failed."],
    ],
    [
      "ssh-host-unknown",
      [
        "No ED25519 host key is known for far and you have requested strict checking.",
        "Host key verification failed.",
      ],
    ],
    ["ssh-refused", ["core@far: Permission denied (publickey,password)."]],
    ["ssh-refused", ["Received disconnect from 10.0.0.1: Too many authentication failures"]],
    ["ssh-unreachable", ["ssh: Could not resolve hostname far: Name or service not known"]],
    ["ssh-unreachable", ["ssh: connect to host far port 22: Connection refused"]],
    ["ssh-unreachable", ["Timeout, server far not responding.", "Connection to far timed out"]],
    ["ssh-configuration", ["/root/.ssh/config: line 3: Bad configuration option: hst"]],
    ["ssh-failed", []],
  ])("is %s", (code, lines) => {
    expect(codeOf(...lines)).toBe(code);
  });

  it("comes with the command that forgets the old key, in the file that ssh named", () => {
    const lines = [
      "REMOTE HOST IDENTIFICATION HAS CHANGED!",
      "Offending ECDSA key in /home/me/.ssh/known_hosts:7",
    ];
    expect(sshFailure(target, lines).problem.hint).toContain(
      "`ssh-keygen -f /home/me/.ssh/known_hosts -R '[far]:2222'`",
    );
  });
});

describe("a shell for a terminal", () => {
  const argv = (host: string): string =>
    shellArgv(
      { spec: { name: "one", host: parseHost(host), from: "scenario", current: false } },
      "0a1b",
    ).join(" ");

  it("is Docker's own here, and over there behind ssh", () => {
    expect(argv("unix:///d.sock")).toMatch(/^docker --host unix:\/\/\/d\.sock exec -it 0a1b sh -c /);
    expect(argv("ssh://core@far")).toMatch(
      /^ssh -t -l core -- far docker --host unix:\/\/\/var\/run\/docker.sock exec -it 0a1b sh -c '/,
    );
  });
});

describe("a host's name", () => {
  it("may be an address of IPv6", () => {
    expect(parseSshTarget("ssh://core@[fe80::1]:22")).toMatchObject({ host: "fe80::1", port: 22 });
  });
});

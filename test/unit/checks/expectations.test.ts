import { describe, expect, it } from "vitest";
import { answerUnmet, graphqlUnmet } from "../../../src/checks/expectations";

const answer = (status: number, body = "") => ({ status, body, headers: {} });
const what = "POST http://127.0.0.1:3000/graphql";

describe("an answer of HTTP", () => {
  it("is good from 200 to 299, unless another status is expected", () => {
    expect(answerUnmet(what, {}, answer(204))).toBeUndefined();
    expect(answerUnmet(what, {}, answer(302))).toBe(`${what} answered 302, expected 2xx`);
    expect(answerUnmet(what, { status: 404 }, answer(404))).toBeUndefined();
    expect(answerUnmet(what, { status: 404 }, answer(200))).toContain("answered 200, expected 404");
  });

  it("shows what an error said", () => {
    expect(answerUnmet(what, {}, answer(500, "no field\n 'repo'"))).toContain(": no field 'repo'");
    expect(answerUnmet(what, {}, answer(500, "x".repeat(5000)))?.length).toBeLessThan(350);
  });

  it("must hold what is expected of its body, in any line", () => {
    expect(answerUnmet(what, { body: "^ok$" }, answer(200, "well\nok\n"))).toBeUndefined();
    expect(answerUnmet(what, { body: "ok" }, answer(200, "no"))).toBe(
      "its body doesn't match /ok/; it ends with: no",
    );
  });
});

describe("an answer of GraphQL", () => {
  it("is good without errors", () => {
    expect(graphqlUnmet(what, {}, answer(200, '{"data": {"a": 1}}'))).toBeUndefined();
    expect(graphqlUnmet(what, {}, answer(200, '{"data": {}, "errors": []}'))).toBeUndefined();
  });

  it("names its errors, though the status is 200", () => {
    const body = JSON.stringify({ errors: [{ message: "Cannot query field x" }, { code: 7 }] });
    expect(graphqlUnmet(what, {}, answer(200, body))).toBe(
      `${what} answered with errors: Cannot query field x; {"code":7}`,
    );
    expect(graphqlUnmet(what, { body: "Cannot" }, answer(200, body))).toContain("with errors");
  });

  it("may have errors where they are expected by name", () => {
    const body = JSON.stringify({ errors: [{ message: "no such job" }] });
    expect(graphqlUnmet(what, { body: '"errors".*no such job' }, answer(200, body))).toBeUndefined();
  });

  it("must be JSON", () => {
    expect(graphqlUnmet(what, {}, answer(200, "<html>"))).toBe(`${what} answered no JSON: <html>`);
  });
});

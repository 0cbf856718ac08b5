// Answers grpc.health.v1: NOT_SERVING twice, then SERVING; or UNIMPLEMENTED to everything.
import { createServer } from "node:http2";

const [how, port] = process.argv.slice(2);
let asked = 0;
createServer()
  .on("stream", (stream, headers) => {
    const known = how === "health" && headers[":path"] === "/grpc.health.v1.Health/Check";
    if (!known) {
      stream.respond(
        {
          ":status": 200,
          "content-type": "application/grpc",
          "grpc-status": "12",
          "grpc-message": "unknown%20method",
        },
        { endStream: true },
      );
      return;
    }
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.end(Buffer.from([0, 0, 0, 0, 2, 8, ++asked > 2 ? 1 : 2]));
  })
  .listen(Number(port), "127.0.0.1");

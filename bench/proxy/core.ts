// What the bench drives, bundled for plain Node.
export { FrameReader, writeFrame } from "../../src/debug/proxy/framing";
export { makeProxy } from "../../src/debug/proxy/proxy";
export { isListening } from "../../src/processes/sockets";

"use strict";

const { spawn } = require("child_process");

/** A conversation with `cvx lsp` over its standard input and output. */
class Connection {
  /**
   * @param {string} program what serves the editor
   * @param {string[]} words its arguments
   * @param {(method: string, parameters: any) => void} onNotification
   * @param {(reason: string | undefined) => void} onEnd undefined where it was stopped from here
   */
  constructor(program, words, onNotification, onEnd) {
    this.onNotification = onNotification;
    this.onEnd = onEnd;
    this.waiting = new Map();
    this.nextId = 1;
    this.buffer = Buffer.alloc(0);
    this.isStopping = false;
    this.process = spawn(program, words, { stdio: ["pipe", "pipe", "pipe"] });
    this.errors = "";
    this.process.stderr.on("data", (data) => (this.errors = (this.errors + data).slice(-2000)));
    this.process.stdout.on("data", (data) => this.receive(data));
    this.process.stdin.on("error", () => {});
    this.process.on("error", (error) => this.end(error.message));
    this.process.on("exit", (code) => this.end(`it ended with ${code}${this.errors ? ": " + this.errors : ""}`));
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  notify(method, params) {
    if (!this.hasEnded) this.send({ method, params });
  }

  /** What the server answers; rejected with its reason where it gives one. */
  ask(method, params) {
    if (this.hasEnded) return Promise.reject(new Error("the cvx server is not running"));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ id, method, params });
    });
  }

  receive(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = /content-length: *(\d+)/i.exec(this.buffer.toString("ascii", 0, end));
      const start = end + 4;
      if (!length) {
        this.buffer = this.buffer.subarray(start);
        continue;
      }
      if (this.buffer.length < start + Number(length[1])) return;
      const body = this.buffer.toString("utf8", start, start + Number(length[1]));
      this.buffer = this.buffer.subarray(start + Number(length[1]));
      this.take(JSON.parse(body));
    }
  }

  take(message) {
    if (message.method) return this.onNotification(message.method, message.params);
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    this.waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }

  /** Asks the server to leave, and ends it where it does not. */
  async stop() {
    if (this.hasEnded || this.isStopping) return;
    this.isStopping = true;
    const patience = setTimeout(() => this.process.kill(), 2000);
    try {
      await this.ask("shutdown", null);
      this.notify("exit", null);
    } catch {
      this.process.kill();
    }
    await new Promise((resolve) => (this.hasEnded ? resolve() : this.process.once("exit", resolve)));
    clearTimeout(patience);
  }

  end(reason) {
    if (this.hasEnded) return;
    this.hasEnded = true;
    for (const { reject } of this.waiting.values()) reject(new Error("the cvx server has ended"));
    this.waiting.clear();
    this.onEnd(this.isStopping ? undefined : reason);
  }
}

module.exports = { Connection };

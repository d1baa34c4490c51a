import { connect } from 'node:net';

// As much of MongoDB's protocol as setting up a server needs, so that this runs before any package is installed.

const OP_MSG = 2013;

/** Sends one command and resolves with its answer; rejects with MongoDB's own message and code. */
export function command(port, body, database = 'admin', within = 5_000) {
  const document = encode({ ...body, $db: database });
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + document.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(OP_MSG, 12);
  return new Promise((done, failed) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    socket.setTimeout(within, () => socket.destroy(new Error('MongoDB does not answer')));
    socket.once('connect', () => socket.write(Buffer.concat([head, document])));
    socket.once('error', failed);
    socket.once('close', () => failed(new Error('MongoDB closed the connection')));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      const answer = decode(received.subarray(21));
      if (answer.ok === 1) done(answer);
      else failed(Object.assign(new Error(answer.errmsg), { code: answer.code }));
      socket.destroy();
    });
  });
}

function encode(value) {
  const parts = Object.entries(value).flatMap(([key, entry]) => {
    const [type, bytes] = encodeValue(entry);
    return [Buffer.from([type]), Buffer.from(`${key}\0`), bytes];
  });
  const content = Buffer.concat(parts);
  return Buffer.concat([int32(content.length + 5), content, Buffer.from([0])]);
}

function encodeValue(value) {
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`);
    return [0x02, Buffer.concat([int32(text.length), text])];
  }
  if (Array.isArray(value)) return [0x04, encode(Object.fromEntries(value.entries()))];
  if (typeof value === 'boolean') return [0x08, Buffer.from([value ? 1 : 0])];
  if (typeof value === 'number') return [0x10, int32(value)];
  return [0x03, encode(value)];
}

function int32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function decode(bytes) {
  const result = {};
  for (let at = 4; bytes[at] !== 0; ) {
    const type = bytes[at];
    const end = bytes.indexOf(0, at + 1);
    const key = bytes.toString('utf8', at + 1, end);
    const [value, length] = decodeValue(type, bytes.subarray(end + 1));
    result[key] = value;
    at = end + 1 + length;
  }
  return result;
}

function decodeValue(type, bytes) {
  switch (type) {
    case 0x01:
      return [bytes.readDoubleLE(0), 8];
    case 0x02:
      return [bytes.toString('utf8', 4, 3 + bytes.readInt32LE(0)), 4 + bytes.readInt32LE(0)];
    case 0x03:
      return [decode(bytes), bytes.readInt32LE(0)];
    case 0x04:
      return [Object.values(decode(bytes)), bytes.readInt32LE(0)];
    case 0x05:
      return [undefined, 5 + bytes.readInt32LE(0)];
    case 0x07:
      return [bytes.toString('hex', 0, 12), 12];
    case 0x08:
      return [bytes[0] === 1, 1];
    case 0x09:
    case 0x11:
    case 0x12:
      return [bytes.readBigInt64LE(0), 8];
    case 0x0a:
      return [null, 0];
    case 0x10:
      return [bytes.readInt32LE(0), 4];
    default:
      throw new Error(`MongoDB answered with a value of type ${type}, which is not read here.`);
  }
}

// The Secrets of helm's releases: it sends them to the cluster as Protocol Buffers.

/** A Secret as Kubernetes' clients send it: "k8s\0", its type, and in field 2 the object. */
export function readSecret(bytes) {
  const [, secret] = [...fieldsOf(bytes.subarray(4))].find(([number]) => number === 2);
  const object = { apiVersion: "v1", kind: "Secret", metadata: { labels: {} }, data: {} };
  for (const [number, value] of fieldsOf(secret)) {
    if (number === 1) readMetadata(value, object.metadata);
    else if (number === 2) {
      const [key, contents] = entryOf(value);
      object.data[key] = contents.toString("base64");
    } else if (number === 3) object.type = value.toString();
  }
  return object;
}

function readMetadata(bytes, metadata) {
  for (const [number, value] of fieldsOf(bytes)) {
    if (number === 1) metadata.name = value.toString();
    else if (number === 3) metadata.namespace = value.toString();
    else if (number === 11) {
      const [key, label] = entryOf(value);
      metadata.labels[key] = label.toString();
    }
  }
}

function entryOf(bytes) {
  const fields = Object.fromEntries(fieldsOf(bytes));
  return [fields[1].toString(), fields[2] ?? Buffer.alloc(0)];
}

/** Number and value of each field: bytes, or a number, which nothing here needs. */
function* fieldsOf(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if ((tag & 7) === 0) yield [tag >> 3, varint()];
    else if ((tag & 7) === 2) {
      const length = varint();
      yield [tag >> 3, bytes.subarray(at, at + length)];
      at += length;
    } else throw new Error(`a field of wire type ${tag & 7}, which no Secret has`);
  }
}

package org.meitheal.protocol.oip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes over the wire: JSON, then the binary outputs' buffers, uncopied.
 *
 * @param headerLength for {@link OipHeaders#HEADER_LENGTH}; null (and then no such header) where no
 *     output is binary
 */
public record EncodedResponse(
    ByteBuffer json, @Nullable Long headerLength, List<ByteBuffer> tensors) {
  public EncodedResponse {
    tensors = List.copyOf(tensors);
  }

  public long contentLength() {
    return json.remaining() + tensors.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  public String contentType() {
    return headerLength == null ? "application/json" : "application/octet-stream";
  }

  /** May be called more than once. */
  public void writeTo(OutputStream out) throws IOException {
    BinaryTensors.write(json, out);
    for (ByteBuffer tensor : tensors) {
      BinaryTensors.write(tensor, out);
    }
  }
}

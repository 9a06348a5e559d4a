package org.meitheal.worker.photo;

import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;

/** Reads a photo where it lies; ImageIO's own streams would copy it. */
final class BufferInput extends ImageInputStreamImpl {
  private final ByteBuffer bytes;

  /**
   * @param bytes from position to limit; its position stays
   */
  BufferInput(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos >= bytes.limit() ? -1 : bytes.get((int) streamPos++) & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    bitOffset = 0;
    int available = (int) (bytes.limit() - streamPos);
    if (available <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(available, length);
    bytes.get((int) streamPos, to, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.limit();
  }

  /** The same bytes for who wants a plain stream. */
  static InputStream stream(ByteBuffer bytes) {
    ByteBuffer view = bytes.slice();
    return new InputStream() {
      @Override
      public int read() {
        return view.hasRemaining() ? view.get() & 0xff : -1;
      }

      @Override
      public int read(byte[] to, int offset, int length) {
        if (!view.hasRemaining()) {
          return length == 0 ? 0 : -1;
        }
        int count = Math.min(view.remaining(), length);
        view.get(to, offset, count);
        return count;
      }
    };
  }
}

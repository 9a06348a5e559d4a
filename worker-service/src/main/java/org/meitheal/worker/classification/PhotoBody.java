package org.meitheal.worker.classification;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.meitheal.protocol.oip.ContentEncodings;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.InferenceException.Kind;
import org.meitheal.worker.memory.MemoryLease;
import org.meitheal.worker.oip.InferExchange;
import org.springframework.http.HttpHeaders;

/** A photo as it lies in a request: nothing but its bytes, of any or no content type. */
public final class PhotoBody {
  private static final int CHUNK = 64 << 10;

  private PhotoBody() {}

  /**
   * @param limit bytes that it may have, inflated
   * @throws OipException 413 or 415
   */
  public static ByteBuffer read(HttpServletRequest request, long limit, MemoryLease memory)
      throws IOException {
    long declared = request.getContentLengthLong();
    InferExchange.requireWithin(declared, limit);
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean lengthKnown = declared >= 0 && !ContentEncodings.isCompressed(encoding);
    try (InputStream body = ContentEncodings.decode(request.getInputStream(), encoding, limit)) {
      ByteBuffer photo = read(body, lengthKnown ? (int) declared : CHUNK, memory);
      if (!photo.hasRemaining()) {
        throw new InferenceException(Kind.NOT_AN_IMAGE, "the body is empty");
      }
      return photo;
    } catch (SocketTimeoutException slow) {
      throw new OipException(408, "the body did not arrive in time");
    }
  }

  /** The buffer doubles where the length is not known before. */
  private static ByteBuffer read(InputStream body, int expected, MemoryLease memory)
      throws IOException {
    ByteBuffer photo = memory.allocate(Math.max(1, expected));
    byte[] chunk = new byte[CHUNK];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      if (read > photo.remaining()) {
        ByteBuffer larger =
            memory.allocate(Math.max(2 * photo.capacity(), photo.position() + read));
        photo = larger.put(photo.flip());
      }
      photo.put(chunk, 0, read);
    }
    return photo.flip();
  }
}

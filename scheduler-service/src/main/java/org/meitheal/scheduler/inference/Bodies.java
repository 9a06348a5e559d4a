package org.meitheal.scheduler.inference;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.meitheal.protocol.oip.ContentEncodings;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.scheduler.input.Input;
import org.meitheal.scheduler.input.InputStore;

/** Opens a request's body: uncompressed, bounded. */
final class Bodies {
  private final InputStore store;
  private final long limit;

  Bodies(InputStore store, long limit) {
    this.store = store;
    this.limit = limit;
  }

  /**
   * @throws OipException 413 if it is announced as too large, 415 if its encoding is unknown
   */
  Input open(HttpServletRequest request) throws IOException {
    long announced = request.getContentLengthLong();
    if (announced > limit) {
      throw new OipException(413, "the body is larger than " + limit + " bytes");
    }
    String encoding = request.getHeader("Content-Encoding");
    if (!ContentEncodings.isCompressed(encoding)) {
      return store.open(request.getInputStream(), announced, limit);
    }
    InputStream inflated = ContentEncodings.decode(request.getInputStream(), encoding, limit);
    Input input = store.open(inflated, -1, limit);
    try {
      // Its length is needed, and only known at its end.
      input.readAll();
      return input;
    } catch (IOException | RuntimeException unreadable) {
      input.close();
      throw unreadable;
    }
  }
}

package org.meitheal.protocol.oip;

import org.jspecify.annotations.Nullable;

/** HTTP headers of the binary form. */
public final class OipHeaders {
  /** How many bytes of the body are JSON; what follows is tensors. */
  public static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  /** The stable code of an error, beside the body that has only a text. */
  public static final String ERROR_CODE = "Meitheal-Error-Code";

  private OipHeaders() {}

  /**
   * Reads {@link #HEADER_LENGTH}.
   *
   * @param contentLength of the body, uncompressed; −1 where unknown
   * @return null where the whole body is JSON: no header, or one equal to the whole
   * @throws OipException 400 if it is no number, negative, or beyond the body
   */
  public static @Nullable Long headerLength(@Nullable String value, long contentLength) {
    if (value == null || value.isBlank()) {
      return null;
    }
    long length;
    try {
      length = Long.parseLong(value.strip());
    } catch (NumberFormatException notANumber) {
      throw OipException.badRequest(HEADER_LENGTH + " is no number: " + Texts.shorten(value));
    }
    if (length < 0) {
      throw OipException.badRequest(HEADER_LENGTH + " is negative");
    }
    if (contentLength >= 0 && length > contentLength) {
      throw beyondBody(length, contentLength);
    }
    return contentLength > 0 && length == contentLength ? null : (Long) length;
  }

  static OipException beyondBody(long length, long contentLength) {
    return OipException.badRequest(
        "%s is %d, the body has only %d bytes".formatted(HEADER_LENGTH, length, contentLength));
  }
}

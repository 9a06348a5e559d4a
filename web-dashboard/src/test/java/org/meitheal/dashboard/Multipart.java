package org.meitheal.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/** A form as browsers send it where it has a file. */
final class Multipart {
  private static final String BOUNDARY = "----made-up-boundary";
  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private Multipart() {}

  /**
   * @param form values by name: bytes are a file named {@code coffee.jpg}, all else is text
   */
  static byte[] body(Map<String, Object> form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    form.forEach((name, value) -> {
      boolean file = value instanceof byte[];
      out.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
              .formatted(BOUNDARY, name, file ? "; filename=\"coffee.jpg\"" : "")
              .getBytes(UTF_8));
      out.writeBytes(value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8));
      out.writeBytes("\r\n".getBytes(UTF_8));
    });
    out.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return out.toByteArray();
  }
}

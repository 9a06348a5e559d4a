package org.meitheal.scheduler.lead;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;
import org.meitheal.scheduler.input.Input;

/** A request's body as it is passed on: the client's bytes, in big writes, nothing between. */
final class InputEntity extends AbstractHttpEntity {
  private final Input input;

  InputEntity(Input input, @Nullable String contentType) {
    super(contentType, null, input.length() < 0);
    this.input = input;
  }

  @Override
  public long getContentLength() {
    return input.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    input.writeTo(out);
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public boolean isRepeatable() {
    // Whether there is another try is decided by the one who plans, never by the HTTP client.
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("it is written only");
  }

  @Override
  public void close() {}
}

package org.meitheal.gateway.body;

import java.util.concurrent.atomic.AtomicLong;
import org.meitheal.gateway.error.GatewayError;
import org.meitheal.gateway.error.GatewayException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Counts a body of unknown length as it passes, and breaks it off at the limit. */
final class CountedRequest extends ServerHttpRequestDecorator {
  private final long limitBytes;

  CountedRequest(ServerHttpRequest request, long limitBytes) {
    super(request);
    this.limitBytes = limitBytes;
  }

  @Override
  public Flux<DataBuffer> getBody() {
    AtomicLong seen = new AtomicLong();
    return super.getBody().map(buffer -> withinLimit(buffer, seen));
  }

  private DataBuffer withinLimit(DataBuffer buffer, AtomicLong seen) {
    if (seen.addAndGet(buffer.readableByteCount()) > limitBytes) {
      DataBufferUtils.release(buffer);
      throw new GatewayException(GatewayError.bodyTooLarge(limitBytes));
    }
    return buffer;
  }
}

package org.meitheal.scheduler.outgoing;

import java.net.InetAddress;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Direct routes from one local address; null lets the system choose it. */
public final class SourceAddress extends DefaultRoutePlanner {
  private final @Nullable InetAddress address;

  public SourceAddress(@Nullable InetAddress address) {
    super(null);
    this.address = address;
  }

  @Override
  protected @Nullable InetAddress determineLocalAddress(HttpHost target, HttpContext context) {
    return address;
  }
}

package org.meitheal.protocol.http;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * JDK clients set up the one way that works between our services: HTTP/1.1 at once (by default the
 * JDK offers h2c with every first request, which costs 20 %), no redirects, and a connect timeout.
 */
public final class HttpClients {
  /** Long enough for a link at its worst, short enough not to hold up a start. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private HttpClients() {}

  /**
   * @param bindAddress the source address of its connections; null lets the system choose
   */
  public static HttpClient create(@Nullable InetAddress bindAddress) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (bindAddress != null) {
      builder.localAddress(bindAddress);
    }
    return builder.build();
  }

  /** One client for all that need no source address of their own. */
  public static HttpClient shared() {
    return Shared.CLIENT;
  }

  private static final class Shared {
    private static final HttpClient CLIENT = create(null);
  }
}

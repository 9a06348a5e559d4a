package org.meitheal.scheduler.fleet;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.meitheal.scheduler.outgoing.SourceAddress;

/** Probes over connections of its own, so that no execution delays a probe. */
final class HttpProbeClient implements ProbeClient, Closeable {
  private static final Timeout TIMEOUT = Timeout.ofMilliseconds(Prober.LOST_AFTER.toMillis());
  private static final int IN_ALL = 10_000;

  private final CloseableHttpClient http;

  /** Workers to which a connection is open, as far as is known. */
  private final Set<URI> connected = ConcurrentHashMap.newKeySet();

  HttpProbeClient(@Nullable InetAddress bindAddress) {
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(1)
                    .setMaxConnTotal(IN_ALL)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(TIMEOUT)
                            .setSocketTimeout(TIMEOUT)
                            .build())
                    .build())
            .setRoutePlanner(new SourceAddress(bindAddress))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(TIMEOUT)
                    .setResponseTimeout(TIMEOUT)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  @Override
  public Duration ping(URI worker) throws IOException {
    if (!connected.contains(worker)) {
      // Connecting costs a round trip of its own, which is not to be measured.
      timed(worker, new HttpGet(probe(worker)));
      connected.add(worker);
    }
    return timed(worker, new HttpGet(probe(worker)));
  }

  @Override
  public Duration send(URI worker, int bytes) throws IOException {
    HttpPost post = new HttpPost(probe(worker));
    post.setEntity(new ByteArrayEntity(new byte[bytes], ContentType.APPLICATION_OCTET_STREAM));
    return timed(worker, post);
  }

  @Override
  public void close() throws IOException {
    http.close();
  }

  private Duration timed(URI worker, HttpUriRequestBase request) throws IOException {
    try {
      long start = System.nanoTime();
      int status = http.execute(request, response -> response.getCode());
      if (status / 100 != 2) {
        throw new IOException("the probe was answered with " + status);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (IOException lost) {
      connected.remove(worker);
      throw lost;
    }
  }

  private static URI probe(URI worker) {
    String text = worker.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/v1/probe");
  }
}

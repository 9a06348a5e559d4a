package org.meitheal.worker.exchange;

import java.net.URI;

/** URLs of other devices, which come from outside: nothing else than a server may be named. */
public final class PeerUrl {
  private static final int LONGEST = 512;

  private PeerUrl() {}

  /**
   * @throws IllegalArgumentException unless it is http or https, a host and perhaps a port, and no
   *     more
   */
  public static URI parse(String text) {
    URI url = URI.create(text.length() > LONGEST ? "" : text);
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    String path = url.getRawPath();
    boolean bare = path == null || path.isEmpty() || path.equals("/");
    if (!web
        || url.getHost() == null
        || !bare
        || url.getRawUserInfo() != null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new IllegalArgumentException("a device's URL is http(s)://host:port and no more");
    }
    return url;
  }
}

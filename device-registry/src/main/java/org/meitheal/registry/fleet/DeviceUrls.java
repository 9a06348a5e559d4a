package org.meitheal.registry.fleet;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;

/**
 * Which URLs a device may give as its own: others will call them, so none may lead where the device
 * could not send them itself. A name is resolved once, here; whoever calls it later resolves again
 * (against a name that changes its mind, list literal addresses only).
 */
public final class DeviceUrls {
  private static final int MAX_LENGTH = 256;

  /**
   * Four decimals without leading zeros: other spellings mean different hosts to different readers.
   */
  private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

  /** The last label starts with a letter, so that no spelling of a number is a name. */
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Without dot segments, empty segments and percent encoding. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?");

  /** Never, whatever is configured: clouds answer with credentials there. */
  private static final List<Network> METADATA =
      List.of(Network.parse("169.254.0.0/16"), Network.parse("fd00:ec2::254/128"));

  private final List<Network> allowed;
  private final Resolver resolver;

  /**
   * @param allowed CIDR blocks
   */
  DeviceUrls(List<String> allowed, Resolver resolver) {
    this.allowed = allowed.stream().map(Network::parse).toList();
    this.resolver = resolver;
  }

  /** Finds a name's addresses. */
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> resolve(String name) throws UnknownHostException;
  }

  static List<InetAddress> resolve(String name) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(name));
  }

  /**
   * The URL without a trailing slash.
   *
   * @throws ProblemException 400 {@code url-not-allowed}
   */
  public String check(@Nullable String url) {
    URI uri = parse(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.equals("http") || scheme.equals("https"), "its scheme must be http or https");
    require(uri.getRawUserInfo() == null, "it must carry no credentials");
    require(
        uri.getRawQuery() == null && uri.getRawFragment() == null,
        "it must have neither query nor fragment");
    require(
        uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() < 65_536),
        "its port must lie between 1 and 65535");
    require(PATH.matcher(uri.getRawPath()).matches(), "its path must be plain");
    require(uri.getHost() != null, "its host must be a literal IP address or a name");
    addresses(uri.getHost().toLowerCase(Locale.ROOT)).forEach(this::check);
    String text = uri.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static URI parse(@Nullable String url) {
    if (url == null || url.length() > MAX_LENGTH) {
      throw refused("it must be there, in 256 characters");
    }
    try {
      return new URI(url).parseServerAuthority();
    } catch (URISyntaxException malformed) {
      throw refused("it is malformed");
    }
  }

  private List<InetAddress> addresses(String host) {
    if (host.startsWith("[")) {
      require(!host.contains("%"), "an address with a scope reaches one machine only");
      return literal(host.substring(1, host.length() - 1));
    }
    if (IPV4.matcher(host).matches()) {
      return literal(host);
    }
    require(NAME.matcher(host).matches(), "its host must be a literal IP address or a name");
    try {
      return resolver.resolve(host);
    } catch (UnknownHostException unknown) {
      throw refused("its host is unknown here");
    }
  }

  private static List<InetAddress> literal(String text) {
    try {
      return List.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException malformed) {
      throw refused("its host is no IP address");
    }
  }

  private void check(InetAddress address) {
    boolean never =
        address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || address.isAnyLocalAddress()
            || METADATA.stream().anyMatch(network -> network.contains(address));
    require(
        !never && allowed.stream().anyMatch(network -> network.contains(address)),
        "its address lies outside the networks that devices may be in");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        400, "url-not-allowed", false, "The device's URL is not allowed: " + why + ".");
  }
}
